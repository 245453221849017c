"""The sentences about customers at risk."""

from vocpipe.outcomes.risk.reasons import customer_reason
from vocpipe.wording import Text


def test_the_reasons_of_a_customer_are_one_list_in_each_language():
    themes = [(Text("PDF export", "PDF出力"), 1), (Text("login", "ログイン"), 1_200)]
    reason = customer_reason(themes, ["falling use", "plan"], window_days=90, plan="Lite")
    assert reason.en == (
        'What raises the risk: mentions of "PDF export" (1), "login" (1,200) within 90 days; less use than before;'
        " the plan (Lite). Customers like this one left more often."
    )
    assert reason.ja == (
        "リスクを高めている要因：90 日間の「PDF出力」（1 件）、「ログイン」（1,200 件）への言及、利用の減少、"
        "プラン（Lite）。同様の顧客は解約が多い傾向にあります。"
    )


def test_without_reasons_the_sentence_says_so():
    assert customer_reason([], [], window_days=90, plan=None).en == "No single reason stands out."
