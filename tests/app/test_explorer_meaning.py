"""Voices found by their meaning: in the other language too, beside the words, and only when it is ready."""

import hashlib
import re
import shutil
from concurrent.futures import Future
from datetime import datetime

import numpy as np
import pytest

from tests.app.reading import links, shown
from tests.app.small_world import RUN, build_world
from tests.builders import add_vectors
from vocpipe.app import meaning
from vocpipe.pipeline import PUBLISHED
from vocpipe.store import embeddings
from vocpipe.store.publish import publish
from vocpipe.store.snapshot import newest
from vocpipe.store.vectors import USE
from vocpipe.store.workspace import Workspace

SIZE = 64
QUESTION = "帳票をファイルに書き出したい"  # no voice has these words


def direction(what):
    seed = int.from_bytes(hashlib.sha256(what.encode()).digest()[:4], "big")
    return np.random.default_rng(seed).normal(size=SIZE)


def vector(meaning_of, lang, text):
    parts = 3 * direction(lang) + 2 * direction(meaning_of) + 0.3 * direction(text)
    return parts / np.linalg.norm(parts)


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """The small world with a vector for each text, by its theme and language."""
    root = tmp_path_factory.mktemp("spoken")
    build_world(root, n_feedback=120)
    workspace = Workspace(root)
    with workspace.connect() as con:
        rows = con.execute(
            "SELECT DISTINCT text_hash, text, lang, coalesce(theme_id, text) AS theme FROM sentence "
            "LEFT JOIN (FROM sentence_theme WHERE is_primary) USING (sentence_id)"
        ).fetchall()
        vectors = [vector(theme, lang, text) for _, text, lang, theme in rows]
        add_vectors(con, USE, [row[0] for row in rows], vectors)
        con.execute("UPDATE run SET models = ?", [f'{{"all languages": "{USE}"}}'])
        publish(con, workspace, workspace.settings, RUN + "-b", PUBLISHED)
    return root


@pytest.fixture
def ask(spoken, open_page, monkeypatch):
    """The page of what was asked, after meaning is ready; the encoder takes every question for one on invoices."""
    asked = vector("t_pdf", "ja", "").astype(np.float32)
    monkeypatch.setattr(meaning, "encode", lambda model, texts: np.array([asked for _ in texts]))
    for cache in (meaning._loading, meaning._near):
        cache.clear()
    return lambda **address: open_page("voices", root=spoken, **{"lang": "en", "q": QUESTION, **address})


def test_a_japanese_question_finds_english_voices_with_the_sentence_marked(ask):
    html = shown(ask())
    assert re.search("<mark>(I can&#x27;t export invoices as PDF|The PDF button does nothing|Invoice PDFs come)", html)
    assert "<mark>請求書をPDFで出力できません。</mark>" in html
    assert "none with these very words" in html
    assert "says something similar" in html
    assert "a dark mode" not in html


def test_the_themes_that_a_question_is_about_lead_to_them(ask):
    assert any("theme=t_pdf" in link for link in links(ask()))


def test_words_and_meaning_are_one_list_under_the_filters(ask):
    assert "<mark>PDF</mark>" in shown(ask(q="pdf"))
    only = shown(ask(language=["ja"]))
    assert "請求書をPDFで出力できません。" in only
    assert "invoices as PDF" not in only


def test_the_newest_can_come_first(ask):
    known = [
        [datetime.strptime(day, "%d %b %Y") for day in re.findall(r"\d+ [A-Z][a-z]{2} 2026", shown(ask(order=order)))]
        for order in ("newest", "best")
    ]
    assert known[0] == sorted(known[0], reverse=True)
    assert known[1] != sorted(known[1], reverse=True)


def test_until_meaning_is_ready_the_words_are_shown(ask, monkeypatch):
    monkeypatch.setattr(meaning, "_PATIENCE", 0)
    monkeypatch.setattr(meaning, "_loading", lambda path: Future())
    html = shown(ask(q="pdf"))
    assert "<mark>PDF</mark>" in html
    assert "follows in a moment" in html


def test_a_snapshot_without_vectors_is_searched_by_words_and_says_so(open_page):
    html = shown(open_page("voices", lang="en", q="pdf"))
    assert "<mark>PDF</mark>" in html
    assert "Found by words alone" in html


def test_a_snapshot_of_before_there_were_vectors_is_no_older_one(spoken, open_page, tmp_path):
    root = tmp_path / "old"
    shutil.copytree(spoken, root, symlinks=True)
    embeddings.beside(newest(Workspace(root))).unlink()
    assert "Found by words alone" in shown(open_page("voices", root=root, lang="en", q="pdf"))


def pills(at, name):
    return next(group for group in at.get("button_group") if group.key == f"w_{name}")


def offered(at, name):
    """Value -> its label, of a filter."""
    return {option.content.split(" ")[0]: option.content for option in pills(at, name).proto.options}


def found(at):
    return int(re.search(r"of ([\d,]+)|([\d,]+) found", shown(at))[0].split()[0])


@pytest.mark.parametrize(
    ("name", "key", "value", "label"),
    [
        ("sources", "source", "tickets", "tickets"),
        ("intents", "intent", "complaint", "Complaint"),
        ("causes", "cause", "defect", "Defect"),
        ("feelings", "feeling", "satisfaction", "Satisfaction"),
        ("labels", "sentiment", "negative", "Negative"),
        ("plans", "plan", "Business", "Business"),
    ],
)
def test_a_filter_leaves_as_many_as_it_says(open_page, name, key, value, label):
    said = int(offered(open_page("voices", lang="en", language=["ja"]), name)[label].split()[-1])
    assert found(open_page("voices", lang="en", language=["ja"], **{key: [value]})) == said
    other = {"source": ["play_reviews"]} if key != "source" else {"sentiment": ["positive"]}
    assert int(offered(open_page("voices", lang="en", **{key: [value]}), name)[label].split()[-1]) != said
    assert found(open_page("voices", lang="en", **other)) != said


def test_a_filter_that_few_people_stand_behind_says_no_number(open_page):
    labels = offered(open_page("voices", lang="en", q='"window.hacked"'), "sources")
    assert not any(re.search(r" \d", label) for label in labels.values())
