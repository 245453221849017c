import inspect
import pickle

import pytest

from vocpipe import errors
from vocpipe.inbox.theme_edits import parse
from vocpipe.settings import load_settings
from vocpipe.wording import Text

TREE = [item for item in vars(errors).values() if inspect.isclass(item) and issubclass(item, Exception)]


@pytest.mark.parametrize("error", TREE)
def test_every_error_can_be_fixed_by_the_user_and_says_when_it_is_raised(error):
    assert issubclass(error, errors.VocpipeError)
    assert error.__doc__


@pytest.mark.parametrize("error", TREE)
def test_every_error_stands_in_the_tree_at_the_top(error):
    assert error.__name__ in errors.__doc__


@pytest.mark.parametrize("error", TREE)
def test_errors_survive_the_way_from_another_process(error):
    gone = Text("the file is gone", "ファイルがありません") if error is errors.PullError else "the file is gone"
    again = pickle.loads(pickle.dumps(error(gone)))  # noqa: S301 - its own bytes
    assert (type(again), str(again)) == (error, "the file is gone")


def test_a_bad_choice_is_answered_with_every_allowed_value_in_order():
    assert errors.one_of("reader", "x", ["b", "a"]) == "the reader is 'x'; choose one of: a, b"


def test_messages_are_in_the_language_of_who_runs_vocpipe(tmp_path, monkeypatch):
    monkeypatch.setenv("VOCPIPE_LANG", "ja")
    with pytest.raises(errors.SettingsError, match=r"に vocpipe\.toml がありません.*vocpipe init"):
        load_settings(tmp_path)
    assert errors.one_of("reader", "x", ["b", "a"]).endswith("次から選んでください: a, b")


def test_a_message_that_is_stored_is_english_whatever_the_user_speaks(monkeypatch):
    monkeypatch.setenv("VOCPIPE_LANG", "ja")
    with pytest.raises(errors.EditError, match=r"^'paint' is not a kind of edit that this version knows$"):
        parse("paint", "t_1", {})
    with pytest.raises(errors.EditError, match=r"^the pin can't be read: "):
        parse("pin", "t_1", {"color": "red"})
    assert errors.one_of("column", "x", ["a"], language="en") == "columns: the field is 'x'; choose one of: a"
