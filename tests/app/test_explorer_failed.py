"""A page that fails says so in the product's words, and notes where, without a word of the data."""

import json

import pytest

from tests.app.reading import shown
from tests.app.small_world import build_world
from vocpipe.app.context import PageContext
from vocpipe.store.faults import LOG

SECRET = "what the customer said"


@pytest.fixture
def failing(monkeypatch):
    def rows(self, query, **parameters):
        raise ValueError(SECRET)

    monkeypatch.setattr(PageContext, "rows", rows)
    monkeypatch.delenv("VOCPIPE_DEBUG", raising=False)


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "This page could not be shown"), ("ja", "このページを表示できませんでした")]
)
def test_a_failed_page_says_what_to_do_and_notes_where(open_page, failing, tmp_path, lang, said):
    build_world(tmp_path, n_feedback=30)
    at = open_page("voices", root=tmp_path, lang=lang)
    assert said in shown(at)
    assert not at.exception
    assert "ValueError" in at.expander[0].markdown[0].value
    log = (tmp_path / "private" / LOG).read_text(encoding="utf-8")
    noted = json.loads(log.splitlines()[-1])
    assert (noted["where"], noted["fault"]) == ("page voices", "ValueError")
    assert SECRET not in shown(at) + log


def test_a_failed_page_can_be_shown_without_filters(open_page, failing, world):
    at = open_page("voices", lang="en", source=["x"])
    at.button(key="failed_reset").click().run()
    assert "source" not in at.query_params
    assert at.query_params["lang"] == "en"


def test_whoever_debugs_sees_the_error_itself(open_page, failing, monkeypatch):
    monkeypatch.setenv("VOCPIPE_DEBUG", "1")
    assert open_page("voices", lang="en").exception
