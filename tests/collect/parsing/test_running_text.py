"""Text files that are no lists of remarks."""

import pytest

from vocpipe.collect.parsing.running_text import why_no_list

FAQ = "Q: How do I change my seat?\nA: In the app, under Trips.\n\nQ: May I bring a dog?\nA: Yes, in a box.\n"
FAQ_JA = (
    "よくある質問\n\n質問1：座席は変更できますか。\n回答1：アプリから変更できます。\n"
    "質問2：犬は乗れますか。\n回答2：かごに入れてください。\n"
)
TERMS = "会員規約\n第1条（目的）\nこの規約は会員の権利を定めます。\n第２条（会費）\n会費は毎月お支払いください。\n"
STORY = (
    "We began with one tram, two drivers, and a dog.\nOver the years, the lines grew, and so did the dog.\n"
    "Today, we carry a million people a year.\n"
)
WRAPPED = (
    "The company was founded by two people who had met on a slow tram\n"
    "and who wanted to make trams faster for everybody in the town\n"
    "without making them any louder than they had been. It worked.\n"
)
REMARKS = "The tram is late, again\nI love the new seats\nWhy is there no tram at night?\nA: no, it was fine\n"
REMARKS_JA = "電車が遅い\n新しい座席が気に入っています。\n夜の便がほしいです。\n"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (FAQ, "collect.init.faq"),
        (FAQ_JA, "collect.init.faq"),
        (TERMS, "collect.init.running_text"),
        (STORY, "collect.init.running_text"),
        (WRAPPED, "collect.init.running_text"),
        (REMARKS, None),
        (REMARKS_JA, None),
    ],
)
def test_what_is_no_list(tmp_path, text, key):
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    assert why_no_list(path) == key
    assert why_no_list(path.rename(tmp_path / "a.csv")) is None
