"""The report's page: blocks as chosen and ordered in the address, under the filters that work on each."""

import pytest

from tests.app.reading import shown
from vocpipe.app.report import blocks

EVERY_BLOCK = ",".join([*blocks.KINDS, "theme.t_pdf"])


def order(at):
    return [button.key.removeprefix("up_") for button in at.button if (button.key or "").startswith("up_")]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_block_is_drawn_and_says_where_it_comes_from(open_page, world, lang):
    at = open_page("report", lang=lang, blocks=EVERY_BLOCK)
    assert not at.exception
    assert order(at) == EVERY_BLOCK.split(",")
    assert shown(at).count(f'<p class="v-note">{world.name} · ') == len(EVERY_BLOCK.split(","))
    files = [button.proto.label for button in at.get("download_button")][:3]
    assert files == ["HTML", "PDF", {"ja": "PowerPoint（スライド）", "en": "PowerPoint"}[lang]]


def test_the_address_keeps_choice_order_title_and_note(open_page):
    at = open_page("report", lang="en", blocks="risk,nope,nps,nps", title="<b>Q3</b>", note="a & b")
    assert order(at) == ["risk", "nps"]
    assert "&lt;b&gt;Q3&lt;/b&gt;" in shown(at)
    at.button(key="up_nps").click().run()
    assert order(at) == ["nps", "risk"]
    assert at.query_params["blocks"] == "nps,risk"
    at.multiselect(key="w_blocks").set_value(["risk"]).run()
    assert order(at) == ["risk"]
    at.text_input(key="w_title").set_value("Q4").run()
    assert at.query_params["title"] == "Q4"


def test_the_review_of_a_period_is_one_button(open_page):
    at = open_page("report", lang="en")
    at.button(key="preset_review").click().run()
    assert order(at) == list(blocks.PRESETS["review"])
    assert at.text_input(key="w_title").value == "Review of the period"
    text = shown(at)
    assert "KPIs clearly changed in the newest whole month" in text
    assert "To decide: " in text


def test_without_a_choice_there_is_a_usual_one_and_an_empty_choice_stays_empty(open_page):
    assert order(open_page("report", lang="en")) == list(blocks.USUAL)
    at = open_page("report", lang="en", blocks="")
    assert order(at) == []
    assert "No block is chosen." in shown(at)


@pytest.mark.parametrize(
    "chosen",
    [{"source": ["tickets"]}, {"kind": ["survey"]}, {"language": ["en"]}, {"plan": ["Starter"]},
     {"sentiment": ["negative"]}, {"since": "2026-08-01"}],
    ids=lambda chosen: next(iter(chosen)),
)  # fmt: skip
def test_each_filter_changes_the_blocks_that_it_works_on_and_says_so(open_page, chosen):
    keys = "voices,theme.t_pdf,drivers"
    before, after = (shown(open_page("report", lang="en", blocks=keys, **some)) for some in ({}, chosen))
    assert before != after
    origins = [line for line in after.splitlines() if "v-note" in line and "snapshot of" in line]
    assert len(origins) == 3
    assert "nothing filtered out" in origins[2]  # drivers are over all data


def test_a_theme_of_a_few_people_is_not_shown_under_a_filter(open_page):
    at = open_page("report", lang="en", blocks="theme.t_pdf,voices,priorities,requests", since="2026-10-31")
    text = shown(at)
    assert "Fewer than 5 people mention it" in text or "Nobody mentions it" in text
    assert 'class="v-meta"' not in text  # no quote
