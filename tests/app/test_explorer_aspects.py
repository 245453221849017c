"""On a theme's page a sentence that praises one thing and blames another counts, and is marked, by its clause alone."""

from tests.app.reading import shown
from tests.app.small_world import build_world, change_tables
from vocpipe.app import data
from vocpipe.store.snapshot import newest, open_snapshot
from vocpipe.store.workspace import Workspace

WHOLE, CLAUSE = "It gets slow at the end of the month.", "It gets slow"
NO_FILTERS = dict.fromkeys(("sources", "kinds", "langs", "plans", "labels", "since", "until"))


def rated(root, monkeypatch):
    """Sentiment -> how many sentences of the theme, as its page counts them; null below five people."""
    monkeypatch.setenv("VOCPIPE_WORKSPACE", str(root))
    rows = data.newest_snapshot().rows("theme_labels", theme="t_slow", **NO_FILTERS)
    return {row["value"]: row["n"] for row in rows if row["dimension"] == "sentiment"}


def test_the_clause_about_the_theme_counts_there(tmp_path, monkeypatch, open_page):
    build_world(tmp_path)
    before = rated(tmp_path, monkeypatch)
    with open_snapshot(newest(Workspace(tmp_path))) as connection:
        query = "SELECT sentence_id, kind FROM sentence JOIN feedback USING (feedback_id) WHERE sentence.text = ?"
        said = connection.execute(query, [WHOLE]).fetchall()
    clause = {"position": 0, "begins": 0, "ends": len(CLAUSE), "text": CLAUSE, "theme_id": "t_slow", "is_main": True}
    clause |= {"sentiment": 0.9, "sentiment_label": "positive"}
    change_tables(tmp_path, {"sentence_aspect": [{"sentence_id": sentence, **clause} for sentence, _ in said]})
    after = rated(tmp_path, monkeypatch)
    assert before.get("positive") is None
    assert after["positive"] == sum(kind != "ticket" for _, kind in said) >= 5
    assert f"<mark>{CLAUSE}</mark>" in shown(open_page("theme", root=tmp_path, theme="t_slow", lang="en"))
