"""What rows allow, by columns of consent and purpose with names and values of both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.collect.permission.uses import USES, Uses, named_columns, purposes_in, uses_in
from vocpipe.lexicon import lexicon

ALL, NOTHING = (True, True, True), (False, False, False)
YES = ["yes", "YES ", "y", "true", "1", "はい", "同意する", "同意します", "〇", "opt-in", "2026-03-01", "ＹＥＳ", "可"]
NO = ["no", "No", "false", "0", "いいえ", "同意しない", "同意しません", "×", "opt-out", "不可", "withdrawn", "撤回"]


def allowed(row, **named):
    uses = uses_in(row, named)
    return uses.analysis, uses.quotes, uses.marketing


@pytest.mark.parametrize(
    "column", ["consent", "GDPR consent", "may_we_use", "同意", "利用許諾", "データ利用同意", "Data-Consent"]
)
@pytest.mark.parametrize("value", YES)
def test_a_yes_allows_analysis_and_quotes_but_says_nothing_of_marketing(column, value):
    assert allowed({"comment": "words", column: value}) == (True, True, None)


@pytest.mark.parametrize("column", ["consent", "may we use this?", "個人情報の取扱いに同意", "利用可否"])
@pytest.mark.parametrize("value", NO)
def test_a_no_forbids_everything(column, value):
    assert allowed({column: value}) == NOTHING


@pytest.mark.parametrize("value", ["", "  ", None])
def test_a_blank_says_nothing(value):
    assert uses_in({"consent": value, "purpose": value}, {}) == Uses()


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("analysis", (True, False, False)),
        ("analytics; marketing", (True, False, True)),
        ("分析・マーケティング", (True, False, True)),
        ("分析、引用掲載", (True, True, False)),
        ("publication of quotes", (False, True, False)),
        ("Service improvement, newsletter", (True, False, True)),
        ("すべて", ALL),
        ("なし", NOTHING),
        ("社内勉強会の余興", NOTHING),  # nothing that is known
    ],
)
def test_purposes_allow_what_they_list_and_forbid_the_rest(listed, expected):
    for column in ("purpose", "利用目的"):
        assert allowed({column: listed}) == expected
        assert allowed({column: listed, "consent": "yes"}) == expected
        assert allowed({column: listed, "consent": "no"}) == NOTHING


def test_what_cannot_be_read_forbids_and_is_told():
    uses = uses_in({"consent": "perhaps"}, {})
    assert (uses.analysis, [refused.field for refused in uses.refused]) == (False, ["consent"])
    assert [refused.field for refused in uses_in({"purpose": "xyz"}, {}).refused] == ["purpose"]


def test_settings_name_the_columns_and_the_reader_does_not_hear_of_them():
    columns = {"text": "body", "consent": "c1", "purpose": "c2"}
    rest, named = named_columns(columns, of_feedback=True)
    assert rest == {"text": "body"}
    assert allowed({"body": "words", "c1": "yes", "c2": "analysis"}, **named) == (True, False, False)
    assert allowed({"c1": "yes", "consent": "no"}, **named) == (True, True, None)
    assert named_columns(columns, of_feedback=False)[0] == {
        "text": "body",
        "consent": "c1",
    }  # written to, in [customers]


@given(st.dictionaries(st.text(), st.one_of(st.none(), st.text(), st.integers(), st.lists(st.text()))))
def test_no_row_breaks_it_and_a_no_beside_anything_wins(row):
    uses_in(row, {})
    assert allowed({**row, "consent": "no"}) == NOTHING


@given(
    st.lists(st.sampled_from([(use, word) for use in USES for word in lexicon("uses")["purposes"][use]]), min_size=1)
)
def test_a_list_of_known_purposes_names_at_least_these(listed):
    assert {use for use, _ in listed} <= purposes_in(", ".join(word for _, word in listed))
