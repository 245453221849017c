"""The level of a job title, in both languages."""

import pytest

from vocpipe.outcomes.accounts.levels import level_of


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("CEO", "executive"),
        ("Chief Financial Officer", "executive"),
        ("Vice President of Sales", "executive"),
        ("Managing Director", "executive"),
        ("代表取締役", "executive"),
        ("担当役員", "executive"),
        ("Sales Manager", "manager"),
        ("Director, Engineering", "manager"),
        ("営業部長", "manager"),
        ("ﾏﾈｰｼﾞｬｰ", "manager"),
        ("担当部長", "manager"),
        ("Executive Assistant", "user"),
        ("Assistant to the CEO", "user"),
        ("Account Executive", "user"),
        ("社長秘書", "user"),
        ("経理担当", "user"),
        ("Overheads", None),
        ("総務", None),
        ("", None),
    ],
)
def test_the_word_that_ends_last_tells_the_level(title, level):
    assert level_of(title, {}) == level


def test_the_settings_come_first():
    assert level_of(" 総務 ", {"総務": "user"}) == "user"
    assert level_of("CEO", {"ceo": "manager"}) == "manager"
