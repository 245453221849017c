"""What is said beside response rates and the weighted NPS, in both languages."""

from vocpipe.outcomes.reasons import Reason, many


def rate_is_low(answered: int, asked: int, usual: float) -> Reason:
    """A segment that is hardly heard."""
    return Reason(
        f"Hardly heard: {answered:,} of {many(asked, 'invitation')} were answered ({100 * answered / asked:.0f} %),"
        f" less than half of everybody's {100 * usual:.0f} %. What this segment thinks is little known.",
        f"回答率が低い区分です。依頼 {asked:,} 件中 {answered:,} 件（{100 * answered / asked:.0f} %）で、"
        f"全体（{100 * usual:.0f} %）の半分に届きません。この区分の声はあまり聞けていません。",
    )


def few_asked(scored: int, asked: int, *, least: int) -> Reason:
    """No weighted NPS."""
    return Reason(
        f"Cannot tell: {many(scored, 'NPS answer')} to {many(asked, 'invitation')}; at least {least:,}, from ten"
        " customers, and some invitations without an answer are needed.",
        f"判断できません。依頼 {asked:,} 件に対する NPS の回答は {scored:,} 件です。"
        f"{least:,} 件以上（顧客 10 以上）の回答と、回答のない依頼が必要です。",
    )


def weights_few() -> Reason:
    """The NPS as it is."""
    return Reason("Every answer counts the same.", "どの回答も同じ重みです。")


def weighted_for(asked: int, scored: int, trimmed: int) -> Reason:
    """What the weights mend, and what they don't."""
    return Reason(
        f"Answers of customers who seldom answer count more, by segment, tenure and monthly value: {scored:,} answers"
        f" to {many(asked, 'invitation')}, {trimmed:,} weights cut. What else keeps people silent is not made up for.",
        f"あまり回答しない顧客の回答ほど重くしています（区分・契約期間・月額による。依頼 {asked:,} 件、"
        f"回答 {scored:,} 件、上限で切った重み {trimmed:,} 件）。そのほかの理由で回答しない人の声は補えません。",
    )
