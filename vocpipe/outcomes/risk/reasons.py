"""The sentences beside the back-test and beside each customer at risk, in English and Japanese."""

from collections.abc import Sequence
from dataclasses import dataclass

from vocpipe.outcomes.statistics.interval import Interval
from vocpipe.wording import Text


@dataclass(frozen=True, slots=True)
class Kept:
    """A back-test's counts: `hits` of a list of `k` left, as did `churned` of all `n`, within the horizon."""

    n: int
    churned: int
    k: int
    hits: int
    precision: Interval
    lift: float
    lift_ends: tuple[float, float]
    horizon_days: int

    @property
    def reason(self) -> Text:
        """What came of those on the list, and of everybody."""
        share, low, high = (
            f"{100 * rate:.0f}" for rate in (self.hits / self.k, self.precision.low, self.precision.high)
        )
        base, days = f"{100 * self.churned / self.n:.1f}", self.horizon_days
        return Text(
            f"of {self.k:,} listed on past days {self.hits:,} left within {days} days"
            f" ({share} %, 95 % interval {low} to {high} %), of all {self.n:,} there were {self.churned:,} ({base} %)",
            f"過去の時点でリストに載った延べ {self.k:,} 社のうち {self.hits:,} 社が {days} 日以内に解約しました"
            f"（{share} %、95 % 区間 {low}〜{high} %）。"
            f"全体では延べ {self.n:,} 社のうち {self.churned:,} 社（{base} %）です",
        )


def backtest_untested(churned: int, least: int) -> Text:
    """Why there is no list: no past day had enough before it to learn from."""
    return Text(
        f"Cannot tell: {churned:,} customers are known to have left after enough was heard of them; a list needs"
        f" at least {least} to learn from, and later ones to be tested on.",
        f"判断できません。声や利用の記録がある期間に解約した顧客は {churned:,} 社です。"
        f"学習に {least} 社以上、さらに検証のためにその後の解約が必要です。",
    )


def backtest_too_few(kept: Kept, least: int) -> Text:
    """Why nothing can be said of the list: too few left to test it on."""
    return Text(
        f"Cannot tell: {kept.churned:,} of {kept.n:,} customers left within {kept.horizon_days} days; at least {least}"
        " are needed to test a list.",
        f"判断できません。{kept.horizon_days} 日以内に解約したのは延べ {kept.n:,} 社のうち {kept.churned:,} 社です。"
        f"検証には {least} 社以上必要です。",
    )


def backtest_kept(kept: Kept, *, beats: bool) -> Text:
    """What the back-test found, and whether that is better than a list drawn by lot."""
    low, high = kept.lift_ends
    times = f"{kept.lift:.1f}"
    if beats:
        return Text(
            f"Better than by lot, {times} times (95 % interval {low:.1f} to {high:.1f}): {kept.reason.en}.",
            f"無作為に選ぶより {times} 倍よく当たりました（95 % 区間 {low:.1f}〜{high:.1f}）。{kept.reason.ja}。",
        )
    return Text(
        f"Not shown to be better than by lot ({times} times, 95 % interval {low:.1f} to {high:.1f}): {kept.reason.en}.",
        f"無作為に選ぶよりよいとは言えません（{times} 倍、95 % 区間 {low:.1f}〜{high:.1f}）。{kept.reason.ja}。",
    )


SIGNALS = {
    "silence": Text("used to write and has fallen silent", "以前は声が届いていたが途絶えている"),
    "falling use": Text("uses it less than before", "利用が以前より減っている"),
    "little use": Text("uses it little", "利用が少ない"),
    "score drop": Text("the last score is lower than those before", "直近の評価が以前より下がっている"),
    "low score": Text("gave a low score last", "直近の評価が低い"),
    "negative voices": Text("much of what they say is negative", "否定的な声が多い"),
    "volume": Text("says much, or little", "声の件数"),
    "tenure": Text("the time since the start", "契約からの期間"),
    "plan": Text("the plan", "プラン"),
    "value": Text("the monthly value", "月額"),
}


def customer_reason(
    themes: Sequence[tuple[Text, int]], signals: Sequence[str], *, window_days: int, plan: str | None
) -> Text:
    """Why one customer is on the list: the themes (name, times spoken of), the other signals, the weightiest first."""
    parts_en, parts_ja = [], []
    if themes:
        said_en = ", ".join(f'"{name.en}" ({n:,})' for name, n in themes)
        said_ja = "、".join(f"「{name.ja}」（{n:,} 件）" for name, n in themes)
        parts_en.append(f"spoke of {said_en} within {window_days} days")
        parts_ja.append(f"{window_days} 日間に{said_ja}に触れている")
    for signal in signals:
        named = f": {plan}" if signal == "plan" and plan else ""
        parts_en.append(SIGNALS[signal].en + named)
        parts_ja.append(SIGNALS[signal].ja + named.replace(": ", "："))
    if not parts_en:
        return Text("No single reason stands out.", "際立った理由はありません。")
    whole = "; ".join(parts_en)
    return Text(
        f"{whole[0].upper()}{whole[1:]}. Customers like this left more often.",
        f"{'、'.join(parts_ja)}。同じような顧客は解約が多い傾向にあります。",
    )
