"""The sentence beside each verdict on leaving, in English and Japanese: words of association, never of cause."""

from dataclasses import dataclass

from vocpipe.outcomes.churn.estimate import Leavers
from vocpipe.outcomes.figures import many, times
from vocpipe.outcomes.judgment import Chance
from vocpipe.wording import Text

_ALIKE_EN = {
    "plan": "plan",
    "tenure": "time under contract",
    "value": "monthly value",
    "month": "calendar month",
}
_ALIKE_JA = {"plan": "プラン", "tenure": "契約期間", "value": "月額", "month": "時期"}


@dataclass(frozen=True, slots=True)
class Followed:
    """What there is to tell of leaving: customers known, those who left, those of them whose day is known; and in the
    months watched, customers and leavers."""

    customers: int
    left: int
    dated: int
    watched: int
    left_watched: int


def nothing_to_tell(followed: Followed, *, least: int) -> Text | None:
    """Why no theme can be told to go with leaving, or None where some may be."""
    if followed.customers == 0:
        return Text(
            "Cannot tell: there is no list of customers; name one under [customers] in vocpipe.toml.",
            "判断できません。顧客の一覧がありません。vocpipe.toml の [customers] で指定してください。",
        )
    if followed.left and not followed.dated:
        return Text(
            f"Cannot tell: the list of customers says who has left ({followed.left:,} of {followed.customers:,}),"
            " but not when, so nobody knows what was said before leaving.",
            f"判断できません。顧客の一覧から、だれが解約したか（{followed.customers:,} のうち {followed.left:,}）は"
            "分かりますが、いつ解約したかが分からず、解約より前の声を区別できません。",
        )
    if not followed.dated:
        return Text(
            "Cannot tell: the list of customers has no one who left on a known day.",
            "判断できません。顧客の一覧に、解約日の分かる顧客がいません。",
        )
    if not followed.watched:
        return Text(
            "Cannot tell: nothing that a customer of the list said is followed by a month in which they could leave.",
            "判断できません。一覧の顧客と結びつく声のあとに、解約の有無を見られる月がありません。",
        )
    if followed.left_watched < least:
        return Text(
            f"Cannot tell: {many(followed.left_watched, 'customer')} left in the months watched;"
            f" at least {least} are needed.",
            f"判断できません。観察した月に解約した顧客は {followed.left_watched:,} で、{least} 以上必要です。",
        )
    return None


def too_few(leavers: Leavers, *, least: int) -> Text:
    """Why a theme is not tested: too few leavers to expect with it, or without."""
    counts = _counts(leavers)
    if leavers.expected < least:
        return Text(
            f"Cannot tell: {counts.en}; if the mention made no difference {leavers.expected:.1f} would be"
            f" expected to, and at least {least} are needed.",
            f"判断できません。{counts.ja}しています。触れたことと解約に関係がない場合に期待される解約は"
            f" {leavers.expected:.1f} ですが、{least} 以上必要です。",
        )
    return Text(
        f"Cannot tell: nearly all customers mention it; of the others {leavers.expected_others:.1f} would be expected"
        f" to leave, and at least {least} are needed.",
        f"判断できません。ほとんどの顧客が触れています。ほかの顧客に期待される解約は"
        f" {leavers.expected_others:.1f} ですが、{least} 以上必要です。",
    )


def said_when_leaving(ratio: float, *, days: int) -> Text:
    """Why a theme that is said by those about to leave is not told to go with leaving."""
    return Text(
        f"Cannot tell: those who left said it {times(ratio)} times as often in their last {days} days as before;"
        " it is talk of leaving, not a sign that comes before.",
        f"判断できません。解約した顧客は、解約前の {days} 日間に、それより前の {times(ratio)} 倍の頻度で触れています。"
        "解約そのものの話であり、前触れとは言えません。",
    )


def announces_leaving(share: float) -> Text:
    """Why a theme of announced cancellations is not told to go with leaving."""
    return Text(
        f"Cannot tell: {share:.0%} of its sentences ask for a cancellation or announce one;"
        " it is talk of leaving, not a sign that comes before.",
        f"判断できません。文の {share:.0%} が解約の申し出や予告です。解約そのものの話であり、前触れとは言えません。",
    )


def hazard_ratio(
    ratio: float, interval: tuple[float, float], leavers: Leavers, adjusted: tuple[str, ...], chance: Chance
) -> Text:
    """How many times as often those who mention a theme leave in the months after, as others who are alike."""
    (low, high), alike, counts = interval, _alike(adjusted), _counts(leavers)
    said = Text(
        f"hose who mention it leave {times(ratio)} times as often in the months after as customers alike in {alike.en}"
        f" (95 % interval {times(low)} to {times(high)}; {counts.en})",
        f"触れた顧客は、その後の数か月に、{alike.ja}が同じような顧客の {times(ratio)} 倍の頻度で解約しています"
        f"（95 % 区間 {times(low)}〜{times(high)}、{counts.ja}）",
    )
    if low <= 1 <= high:
        return Text(
            f"Cannot tell: t{said.en}, which may be more or less often.",
            f"判断できません。{said.ja}が、多いとも少ないとも言えません。",
        )
    if not chance.passed:
        return chance.inconclusive(f"t{said.en}", f"{said.ja}が")
    return Text(f"T{said.en}.", f"{said.ja}。")


def not_confirmed(told: Text, cox_ratio: float | None) -> Text:
    """Why a ratio is no verdict: the second model does not point the same way."""
    if cox_ratio is None:
        return Text(
            f"Cannot tell: {_lower(told.en)} But a Cox model, the cross-check, finds no answer.",
            f"判断できません。{told.ja}ただし、確認のための Cox モデルでは答えが得られませんでした。",
        )
    return Text(
        f"Cannot tell: {_lower(told.en)} But a Cox model, the cross-check, says {times(cox_ratio)} times.",
        f"判断できません。{told.ja}ただし、確認のための Cox モデルでは {times(cox_ratio)} 倍です。",
    )


def score_is_churn(all_left: list[float], none_left: list[float]) -> Text:
    """Why a kind of score tells nothing of leaving: it says who has left."""
    left, stay = _list(all_left), _list(none_left)
    return Text(
        f"Cannot tell: score and churn can't be separated: all who gave {left} have left and"
        f" none who gave {stay}. No real score does that; one was probably made from the"
        " other, so that it would only tell what is known.",
        f"判断できません。スコアと解約を切り離せません。{left} を付けた顧客は全員が解約し、"
        f"{stay} では一人も解約していません。"
        "実際のスコアではまず起こらず、一方から他方が作られた可能性が高いので、分かっていること以上は読み取れません。",
    )


def score_beside_churn() -> Text:
    """Why a kind of score has no verdict: it may have been given after the customer had decided."""
    return Text(
        "Cannot tell: these are the shares of those who have left by their last score; whether the score came before"
        " the decision to leave is not known.",
        "判断できません。最後のスコアごとの解約した顧客の割合です。スコアが解約の決定より前かどうかは分かりません。",
    )


def _list(scores: list[float]) -> str:
    return ", ".join(f"{score:g}" for score in scores)


def _counts(leavers: Leavers) -> Text:
    """Those who mention it and those of them who left, to stand in brackets."""
    return Text(
        f"{leavers.left:,} of the {many(leavers.exposed, 'customer')} who mention it left within months of it",
        f"触れた顧客 {leavers.exposed:,} のうち {leavers.left:,} が数か月以内に解約",
    )


def _alike(adjusted: tuple[str, ...]) -> Text:
    en = [_ALIKE_EN[name] for name in adjusted]
    ja = [_ALIKE_JA[name] for name in adjusted]
    return Text(
        ", ".join(en) + (" and " if en else "") + "how much else they write", "・".join([*ja, "ほかの発言の量"])
    )


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
