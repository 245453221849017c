"""The sentence beside an action's effect, in both languages; "since", never "because of"."""

from vocpipe.outcomes.actions.effect import Effect
from vocpipe.outcomes.figures import many
from vocpipe.outcomes.judgment import Chance
from vocpipe.wording import Text


def mentions_no_weeks(weeks: tuple[int, int], *, least: int) -> Text:
    """Too little time on one of the sides."""
    return Text(
        f"Cannot tell: {many(weeks[0], 'week')} with feedback before (the last four left out) and {weeks[1]} after;"
        f" at least {least} of each are needed.",
        f"判断できません。声のある週は実施前（直前の 4 週を除く）に {weeks[0]} 週、実施後に {weeks[1]} 週です。"
        f"それぞれ {least} 週以上必要です。",
    )


def mentions_few(mentions: int, *, least: int) -> Text:
    """Too few mentions."""
    return Text(
        f"Cannot tell: {many(mentions, 'mention')} before and after together; at least {least} are needed.",
        f"判断できません。実施前後の言及は合わせて {mentions:,} 件で、{least} 件以上必要です。",
    )


def mentions_no_others(others: int, *, least: int) -> Text:
    """No comparison group."""
    return Text(
        f"Cannot tell: {many(others, 'other theme')} to compare with that nothing was done about;"
        f" at least {least} are needed.",
        f"判断できません。比較できる（対策をしていない）テーマは {others} 個で、{least} 個以上必要です。",
    )


def mentions_change(effect: Effect, chance: Chance) -> Text:
    """How the mentions moved compared with the others'."""
    value, (low, high) = effect.effect or 1.0, effect.interval or (1.0, 1.0)
    whole = Text(
        f"ince then the theme is mentioned {value:.2g} times as often as before, compared with untouched themes"
        f" (95 % interval {low:.2g} to {high:.2g}; {many(effect.n[0], 'mention')} before, {effect.n[1]:,} after;"
        " the four weeks right before are left out)",
        f"対策をしていないテーマと比べて、実施後の言及の割合は以前の {value:.2g} 倍です"
        f"（95 % 区間 {low:.2g}〜{high:.2g}、実施前 {effect.n[0]:,} 件、実施後 {effect.n[1]:,} 件、直前の 4 週を除く）",
    )
    return _told(whole, effect, chance)


def nps_few(raised: int, others: int, *, least: tuple[int, int]) -> Text:
    """Too few customers who answered before and after."""
    return Text(
        f"Cannot tell: {many(raised, 'customer')} who had raised it and {others:,} others answered both before and"
        f" after; at least {least[0]} and {least[1]} are needed.",
        f"判断できません。実施前後の両方に回答した顧客は、触れていた顧客 {raised:,}、ほか {others:,} です。"
        f"それぞれ {least[0]}、{least[1]} 以上必要です。",
    )


def nps_change(effect: Effect, chance: Chance) -> Text:
    """How the NPS of those who had raised the theme moved compared with the others'."""
    value, (low, high) = effect.effect or 0.0, effect.interval or (0.0, 0.0)
    word_en, word_ja = ("more up", "高い") if value >= 0 else ("more down", "低い")
    whole = Text(
        f"ince then the NPS of the {many(effect.n[0], 'customer')} who had raised it moved {abs(value):.0f} points"
        f" {word_en} than that of {effect.n_compared[0]:,} others (95 % interval {_signed(low)} to {_signed(high)};"
        " the more careful of two ways, as a bad day's score goes up by itself)",
        f"実施前に触れていた顧客 {effect.n[0]:,} の NPS の動きは、ほかの顧客 {effect.n_compared[0]:,} より"
        f" {abs(value):.0f} ポイント{word_ja}方向です（95 % 区間 {_signed(low)}〜{_signed(high)}。"
        "低い点数は自然に戻りやすいため、二つの方法のうち控えめな値）",
    )
    return _told(whole, effect, chance)


def _told(whole: Text, effect: Effect, chance: Chance) -> Text:
    if effect.verdict == "cannot tell":
        return Text(f"Cannot tell: s{whole.en}.", f"判断できません。{whole.ja}。")
    if not chance.passed:
        return chance.inconclusive(f"s{whole.en}", f"{whole.ja}が")
    return Text(f"S{whole.en}.", f"{whole.ja}。")


def _signed(value: float) -> str:
    return f"{value:.0f}" if value > -0.5 else f"−{abs(value):.0f}"
