"""The sentence beside each verdict, in English and Japanese: the numbers in words of association, never of cause."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from vocpipe.outcomes.nps.scale import Scale


@dataclass(frozen=True, slots=True)
class Reason:
    """One plain sentence in both languages."""

    en: str
    ja: str


@dataclass(frozen=True, slots=True)
class Tested:
    """What was tested many times over, in words."""

    one: str
    many: str
    ja: str


THEMES = Tested("theme", "themes", "テーマ")


@dataclass(frozen=True, slots=True)
class Chance:
    """A false discovery rate, the one that is allowed, and how many of what were tested."""

    q_value: float
    allowed: float
    tests: int
    what: Tested = THEMES

    @property
    def passed(self) -> bool:
        """Is the difference rarer by chance than allowed?"""
        return self.q_value <= self.allowed

    @property
    def reason(self) -> Reason:
        """The end of a sentence about a difference that did not pass."""
        tested = self.what.one if self.tests == 1 else self.what.many
        return Reason(
            f"but with {self.tests:,} {tested} tested that may be chance"
            f" (q = {self.q_value:.2g}, needed {self.allowed:g} or less).",
            f"{self.tests:,} {self.what.ja}を検定した中では偶然でも起こりうる差です"
            f"（q = {self.q_value:.2g}、必要な値は {self.allowed:g} 以下）。",
        )

    def untold(self, en: str, ja: str) -> Reason:
        """A difference, said without a full stop, that did not pass."""
        return Reason(f"Cannot tell: {en}, {self.reason.en}", f"判断できません。{ja}、{self.reason.ja}")


@dataclass(frozen=True, slots=True)
class Sides:
    """How much there is with a theme and without it: answers, and the customers they come from."""

    answers: tuple[int, int]
    customers: tuple[int, int]

    def reach(self, answers: int, customers: int) -> bool:
        """Are there so many answers, of so many customers, on each side?"""
        return min(self.answers) >= answers and min(self.customers) >= customers

    @property
    def reason(self) -> Reason:
        """The answers of both sides, to stand in brackets."""
        with_it, without = self.answers
        return Reason(
            f"{many(with_it, 'answer')} with it, {without:,} without",
            f"触れた回答 {with_it:,} 件、ほか {without:,} 件",
        )


@dataclass(frozen=True, slots=True)
class Periods:
    """Things said that mention a theme and all things said, in the recent weeks, from `since` on, and before."""

    since: date
    weeks: tuple[int, int]
    mentions: tuple[int, int]
    said: tuple[int, int]

    @property
    def reason(self) -> Reason:
        """The counts of both periods."""
        (recent, before), (said, said_before), (weeks, weeks_before) = self.mentions, self.said, self.weeks
        return Reason(
            f"{recent:,} of {many(said, 'thing')} said in the {weeks} weeks from {self.since},"
            f" {before:,} of {said_before:,} in the {weeks_before} weeks before",
            f"{self.since} からの {weeks} 週間は {said:,} 件中 {recent:,} 件、"
            f"その前の {weeks_before} 週間は {said_before:,} 件中 {before:,} 件",
        )


def score_too_few(sides: Sides, *, least_answers: int, least_customers: int) -> Reason:
    """Why a theme has no numbers beside a score: too few answers, or customers behind them, with it or without."""
    if min(sides.answers) < least_answers:
        with_it, without = sides.answers
        return Reason(
            f"Cannot tell: {many(with_it, 'answer')} with it and {without:,} without;"
            f" at least {least_answers:,} of each are needed.",
            f"判断できません。触れた回答は {with_it:,} 件、ほかは {without:,} 件です。"
            f"それぞれ {least_answers:,} 件以上必要です。",
        )
    with_it, without = sides.customers
    return Reason(
        f"Cannot tell: the answers with it come from {many(with_it, 'customer')}, those without from {without:,};"
        f" at least {least_customers} of each are needed.",
        f"判断できません。回答した顧客の数は、触れた回答で {with_it:,}、ほかで {without:,} です。"
        f"それぞれ {least_customers} 以上必要です。",
    )


def score_gap(gap: float, interval: tuple[float, float], sides: Sides, chance: Chance, scale: Scale) -> Reason:
    """How far the score of those who mention a theme is from the others', and whether that can be told from chance."""
    higher, low, high = gap >= 0, *interval
    told, counts = partial(points, digits=scale.digits), sides.reason
    word_en, word_ja = ("higher", "高く") if higher else ("lower", "低く")
    said_en = f"hose who mention it score {told(gap)} {scale.en} {word_en} than the others"
    said_ja = f"触れた回答の{scale.title_ja}は、ほかの回答より {told(gap)} {scale.ja}{word_ja}"
    near, far = (told(end) for end in sorted(interval, key=abs))
    whole_en = f"{said_en} (95 % interval {near} to {far}; {counts.en})"
    whole_ja = f"{said_ja}なっています（95 % 区間 {near}〜{far}、{counts.ja}）"
    if low <= 0 <= high:
        return Reason(
            f"Cannot tell: t{said_en}, but the 95 % interval runs from {told(low)} lower to {told(high)} higher"
            f" ({counts.en}).",
            f"判断できません。{said_ja}なっていますが、"
            f"95 % 区間は −{told(low)}〜+{told(high)} {scale.ja}です（{counts.ja}）。",
        )
    if not chance.passed:
        return chance.untold(f"t{whole_en}", f"{whole_ja}が")
    return Reason(f"T{whole_en}.", f"{whole_ja}。")


def too_small_to_show(least: int) -> Reason:
    """A segment so small that its numbers would be about persons."""
    return Reason(f"Fewer than {least} customers: not shown.", f"顧客が {least} 未満のため表示しません。")


def change_no_history(since: date, *, weeks: int, least: int) -> Reason:
    """Why nothing can be compared: hardly any weeks with feedback before the recent ones."""
    return Reason(
        f"Cannot tell: {many(weeks, 'week')} with feedback in the weeks before {since}; at least {least} are needed.",
        f"判断できません。{since} より前で声のある週は {weeks} 週で、{least} 週以上必要です。",
    )


def change_too_few(periods: Periods, *, expected: float, least: int) -> Reason:
    """Why a theme's change is not told: too few mentions to expect."""
    return Reason(
        f"Cannot tell: {periods.reason.en}; had nothing changed, {expected:.1f} would be expected in a period;"
        f" at least {least} are needed.",
        f"判断できません。{periods.reason.ja}です。"
        f"変化がない場合に期待される件数は {expected:.1f} 件ですが、{least} 件以上必要です。",
    )


def change_new(periods: Periods) -> Reason:
    """A theme nobody had mentioned before the recent weeks."""
    return Reason(f"First seen lately: {periods.reason.en}.", f"最近はじめて現れました。{periods.reason.ja}です。")


def change_told(ratio: float | None, interval: tuple[float, float | None], periods: Periods) -> Reason:
    """How many times its former share of all things said a theme has now; no ratio if nobody mentioned it before."""
    said = _times_as_often(ratio, interval)
    return Reason(f"S{said.en}: {periods.reason.en}.", f"{said.ja}。{periods.reason.ja}です。")


def change_ratio(ratio: float | None, interval: tuple[float, float | None], periods: Periods, chance: Chance) -> Reason:
    """The same, and whether it can be told from chance."""
    low, high = interval
    said, whole = _times_as_often(ratio, interval), change_told(ratio, interval, periods)
    if low <= 1 and (high is None or high >= 1):
        return Reason(
            f"Cannot tell: s{said.en}, which may be more or less: {periods.reason.en}.",
            f"判断できません。{said.ja}が、増えたとも減ったとも言えません。{periods.reason.ja}です。",
        )
    if not chance.passed:
        return chance.untold(f"s{whole.en[1:-1]}", f"{whole.ja[:-1]}が")
    return whole


def _times_as_often(ratio: float | None, interval: tuple[float, float | None]) -> Reason:
    """The middle of a sentence about a ratio of shares; the English one lacks its first letter."""
    low, high = interval
    least = times(low)
    if ratio is None or high is None:
        return Reason(
            f"aid at least {least} times as often as before", f"以前の {least} 倍以上の割合で言及されています"
        )
    often, most = times(ratio), times(high)
    return Reason(
        f"aid {often} times as often as before (95 % interval {least} to {most})",
        f"以前の {often} 倍の割合で言及されています（95 % 区間 {least}〜{most}）",
    )


def many(count: int, noun: str) -> str:
    """`count` of them, in the plural where it is not one."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def points(value: float, digits: int) -> str:
    """Points without a sign: with `digits`, and one more where they would round to nearly nothing."""
    size = abs(value)
    return f"{size:.{digits}f}" if size >= 10.0**-digits or size == 0 else f"{size:.{digits + 1}f}"


def times(ratio: float) -> str:
    """A ratio in two figures, and in whole numbers from ten on."""
    return f"{ratio:.2g}" if ratio < 10 else f"{ratio:,.0f}"
