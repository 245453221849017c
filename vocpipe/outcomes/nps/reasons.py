"""The sentences beside drivers, segments and changes of a score, in both languages; associations, never causes."""

from datetime import date

from vocpipe.outcomes.nps.scale import Scale
from vocpipe.outcomes.reasons import Chance, Reason, many, points


def driver_too_few(n_with: int, n: int, *, least: int, customers: int) -> Reason:
    """A theme that is left out of the regression."""
    return Reason(
        f"Cannot tell: {many(n_with, 'answer')} with it and {n - n_with:,} without; at least {least:,} of each, from"
        f" {customers} customers, are needed.",
        f"判断できません。触れた回答は {n_with:,} 件、ほかは {n - n_with:,} 件です。"
        f"それぞれ {least:,} 件以上（顧客 {customers} 以上）必要です。",
    )


def driver_too_few_all(n: int, themes: int, *, each: int) -> Reason:
    """Too few answers for so many themes at once."""
    return Reason(
        f"Cannot tell: {many(n, 'answer')} are too few for {many(themes, 'theme')} at once;"
        f" at least {each * themes:,} are needed.",
        f"判断できません。{themes:,} テーマを同時に調べるには回答が {each * themes:,} 件以上必要ですが、{n:,} 件です。",
    )


def driver_explains_nothing(r2: float, unseen: float, n: int) -> Reason:
    """Themes that fit the answers at hand and no others."""
    return Reason(
        f"Cannot tell: all themes together explain {_percent(r2)} of the differences between these {n:,} answers, but"
        f" nothing of those of customers left out (R² {unseen:.2f}).",
        f"判断できません。全テーマで手元の回答 {n:,} 件の差の {_percent(r2)} を説明できますが、"
        f"計算に使わなかった顧客の回答は説明できません（R² {unseen:.2f}）。",
    )


def driver_effect(
    effect: float, interval: tuple[float, float], counts: tuple[int, int], chance: Chance, scale: Scale
) -> Reason:
    """What mentioning a theme goes with when the other themes are the same."""
    (low, high), (n_with, n) = interval, counts
    word_en, word_ja = ("higher", "高く") if effect >= 0 else ("lower", "低く")
    size = points(effect, scale.digits)
    ends = f"{_signed(low, scale.digits)} to {_signed(high, scale.digits)}"
    ends_ja = f"{_signed(low, scale.digits)}〜{_signed(high, scale.digits)}"
    whole_en = f"ther themes being the same, those who mention it score {size} {scale.en} {word_en}"
    counts_en = f" (95 % interval {ends}; {n_with:,} of {many(n, 'answer')})"
    whole_ja = f"ほかのテーマが同じなら、触れた回答の{scale.title_ja}は {size} {scale.ja}{word_ja}なっています"
    counts_ja = f"（95 % 区間 {ends_ja}、回答 {n:,} 件中 {n_with:,} 件）"
    if low <= 0 <= high:
        return Reason(
            f"Cannot tell: o{whole_en}{counts_en}, which may be nothing.",
            f"判断できません。{whole_ja}{counts_ja}が、差がないとも言えます。",
        )
    if not chance.passed:
        return chance.untold(f"o{whole_en}{counts_en}", f"{whole_ja}{counts_ja}が")
    return Reason(f"O{whole_en}{counts_en}.", f"{whole_ja}{counts_ja}。")


def segment_few(n: int, *, least: int) -> Reason:
    """A segment whose NPS is not shown for lack of answers."""
    return Reason(
        f"Cannot tell: {many(n, 'answer')}; at least {least:,} are needed.",
        f"判断できません。回答は {n:,} 件で、{least:,} 件以上必要です。",
    )


def change_no_periods(least: int) -> Reason:
    """No two periods to compare."""
    return Reason(
        f"Cannot tell: no two quarters or months with at least {least:,} NPS answers each, from 10 customers.",
        f"判断できません。NPS の回答が {least:,} 件以上（顧客 10 以上）ある四半期または月が 2 つありません。",
    )


def change_part(
    value: float, interval: tuple[float, float], counts: tuple[int, int], starts: tuple[date, date], chance: Chance
) -> Reason:
    """One part of the change, or the whole of it."""
    (low, high), (before, after) = interval, counts
    said_en = (
        f"{_signed(value, 1)} points (95 % interval {_signed(low, 1)} to {_signed(high, 1)};"
        f" {many(before, 'answer')} from {starts[0]}, {after:,} from {starts[1]})"
    )
    said_ja = (
        f"{_signed(value, 1)} ポイント（95 % 区間 {_signed(low, 1)}〜{_signed(high, 1)}、"
        f"回答 {starts[0]} から {before:,} 件、{starts[1]} から {after:,} 件）"
    )
    if low <= 0 <= high:
        return Reason(
            f"Cannot tell: {said_en}, which may be nothing.",
            f"判断できません。{said_ja}で、変化がないとも言えます。",
        )
    if not chance.passed:
        return chance.untold(said_en, f"{said_ja}ですが")
    return Reason(f"{said_en}.", f"{said_ja}。")


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _signed(value: float, digits: int) -> str:
    text = f"{abs(value):.{digits}f}"
    return text if value >= 0 or float(text) == 0 else f"−{text}"
