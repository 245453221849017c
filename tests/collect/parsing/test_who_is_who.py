"""Who of a talk's speakers is a customer."""

import pytest

from vocpipe.collect.parsing.speakers import Speaker
from vocpipe.collect.parsing.who_is_who import who_is_who

C, A, U = Speaker.CUSTOMER, Speaker.AGENT, Speaker.UNKNOWN

CASTS = [
    (["Interviewer", "Lee"], {}, [A, C]),
    (["Interviewer", "Lee", "Kim"], {}, [A, C, C]),
    (["顧客", "聞き手"], {}, [C, A]),
    (["Customer", "Noa"], {}, [C, U]),
    (["Lee", "Noa"], {}, [U, U]),
    (["Lee"], {}, [C]),
    (["Q", "A"], {}, [A, C]),
    (["質問者", "回答者"], {}, [A, C]),
    (["OP", "CU"], {}, [A, C]),
    (["――", "李"], {}, [A, C]),
    (["Lee", "Noa"], {"stated": {"noa": "agent"}}, [C, A]),
    (["Lee", "Noa"], {"stated": {"Noa": "agent", "Lee": "bot"}}, [Speaker.BOT, A]),
    (["Customer", "Noa"], {"stated": {"*": "customer"}}, [C, C]),
    (["Lee", "Noa"], {"told": {"Lee": C}}, [C, U]),
    (["Lee", "Noa"], {"told": {"Noa": A}}, [C, A]),
    (["Lee", "Noa (Northwind)"], {"own": ["Northwind"]}, [C, A]),
    (["Lee", "ノースウィンド 佐藤"], {"own": ["ノースウィンド"]}, [C, A]),
    ([None], {}, [U]),
    ([None], {"stated": {"*": "customer"}}, [C]),
    ([None, "Agent"], {}, [U, A]),
]


@pytest.mark.parametrize(("names", "known", "speakers"), CASTS)
def test_who_is_who(names, known, speakers):
    cast = who_is_who(names, **known)
    assert [cast.speaker(name) for name in names] == speakers


def test_what_the_settings_say_counts_more_than_a_role():
    cast = who_is_who(["Agent", "Customer"], stated={"Agent": "customer"})
    assert cast.speaker("Agent") is C


def test_the_warnings_name_the_setting_that_decides():
    assert 'speakers = { "Lee" = "customer" }' in who_is_who(["Lee", "Noa"]).warnings()[0]
    assert 'speakers = { "Lee" = "agent" }' in who_is_who(["Lee", "Interviewer"]).warnings()[0]
    assert 'speakers = { "*" = "customer" }' in who_is_who([None]).warnings()[0]
    assert who_is_who(["Customer", "Agent"]).warnings() == []
