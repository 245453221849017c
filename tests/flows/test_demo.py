"""The demo company, refreshed as `make demo` does it: what is planted is found, and nobody's identity is published."""

import tomllib
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.flows import shop
from vocpipe.store.snapshot import newest, open_snapshot
from vocpipe.store.workspace import Workspace

DEMO = Path(__file__).parents[2] / "data" / "demo"
TRUTH = tomllib.loads((DEMO / "truth.toml").read_text(encoding="utf-8"))


pytestmark = pytest.mark.long


def ask(workspace: Workspace, query: str) -> list[tuple[Any, ...]]:
    with open_snapshot(newest(workspace)) as connection:
        return connection.execute(query).fetchall()


def test_every_row_is_accepted_rejected_or_left_out(demo: Workspace) -> None:
    read = ask(demo, "SELECT file, rows_read, rows_accepted + rows_rejected + rows_left_out FROM ingest_file")
    assert sorted(rows for _, rows, _ in read) == sorted(TRUTH["rows"].values())  # names of files may be masked
    assert all(rows == counted for _, rows, counted in read)
    listed = "SELECT file, count(*) FROM ingest_reject WHERE outcome = $outcome GROUP BY file"
    counted = "SELECT file, {0} FROM ingest_file WHERE {0} > 0"
    for outcome, columns in {"rejected": "rows_rejected", "left out": "rows_left_out + messages_left_out"}.items():
        rows = dict(ask(demo, listed.replace("$outcome", f"'{outcome}'")))
        assert rows == dict(ask(demo, counted.format(columns)))


def test_no_planted_personal_data_stands_in_any_published_column(demo: Workspace) -> None:
    planted = [value for kind in ("emails", "phones", "cards", "ids") for value in TRUTH["personal_data"][kind]]
    assert len(planted) > 1000
    # Each value once: most are said again in every row.
    text = "\n".join(
        {str(value) for rows in shop.published(demo).values() for row in rows for value in row if value is not None}
    )
    haystack = text + unicodedata.normalize("NFKC", text)
    assert [value for value in planted if value in haystack] == []


def test_customers_have_pseudonyms(demo: Workspace) -> None:
    assert ask(demo, "SELECT count(*), count(DISTINCT customer_id) FROM customer") == [(600, 600)]
    assert ask(demo, "SELECT count(*) FROM customer WHERE NOT regexp_full_match(customer_id, 'c_[0-9a-f]+')") == [(0,)]


def test_themes_are_bilingual_and_many(demo: Workspace) -> None:
    rows = ask(demo, "SELECT name_ja, name_en FROM theme WHERE parent_id IS NULL AND state = 'active'")
    assert 30 <= len(rows) <= 130
    assert sum(ja is not None and en is not None for ja, en in rows) > len(rows) / 2


def theme_of(workspace: Workspace, pattern: str) -> str:
    """The theme that most sentences like `pattern` are in."""
    rows = ask(
        workspace,
        "SELECT theme_id FROM sentence_theme JOIN sentence USING (sentence_id) "
        f"WHERE is_primary AND regexp_matches(text, '{pattern}') GROUP BY theme_id ORDER BY count(*) DESC, theme_id",
    )
    return str(rows[0][0])


def test_the_topic_born_in_the_last_six_weeks_is_clearly_more_frequent_than_before(demo: Workspace) -> None:
    # Whether that is a verdict hangs on how many other themes were tested.
    theme = theme_of(demo, "AI自動仕訳|AI bookkeeping")
    [(verdict, low)] = ask(demo, f"SELECT verdict, low FROM theme_change WHERE theme_id = '{theme}'")
    assert verdict == "new" or low > 1


def themes_of_topics(workspace: Workspace) -> dict[str, str]:
    """For each planted topic the theme that most of its sentences are in."""
    sentences = ask(
        workspace, "SELECT text, theme_id FROM sentence_theme JOIN sentence USING (sentence_id) WHERE is_primary"
    )
    themes_by_topic = {}
    for topic in TRUTH["topic"]:
        planted = tomllib.loads((DEMO / "topics" / f"{topic['id']}.toml").read_text(encoding="utf-8"))
        # What no change of a sentence's beginning or end touches.
        middles = [text[3:-3] for text in planted["ja"] + planted["en"] if len(text) > 12]
        themes = Counter(theme for text, theme in sentences if any(middle in text for middle in middles))
        themes_by_topic[topic["id"]] = themes.most_common(1)[0][0]
    return themes_by_topic


def test_planted_effects_are_found_with_their_sign_and_harmless_topics_are_not_blamed(demo: Workspace) -> None:
    # Not all of them: on another machine's arithmetic a theme may hold a few sentences more or less.
    themes = themes_of_topics(demo)
    churn, nps = (dict(ask(demo, f"SELECT theme_id, verdict FROM {table}")) for table in ("theme_churn", "theme_nps"))
    raising = [churn[themes[topic["id"]]] for topic in TRUTH["topic"] if topic["churn_hazard_ratio"] > 1]
    assert raising.count("raises") >= 3
    assert "lowers" not in raising
    moving = [(nps[themes[topic["id"]]], topic["nps_effect"] > 0) for topic in TRUTH["topic"] if "NPS" in topic["role"]]
    right = [verdict == ("raises" if up else "lowers") for verdict, up in moving]
    assert len(moving) == 9
    assert sum(right) >= 7
    assert all(verdict == "cannot tell" for (verdict, _), fits in zip(moving, right, strict=True) if not fits)
    assert [churn[themes[topic]] for topic in ("dark_mode", "starter_limit", "cancel_talk")].count("raises") == 0


def test_praised_support_and_slow_support_do_not_both_raise_the_nps(demo: Workspace) -> None:
    verdicts = dict(ask(demo, "SELECT verdict, count(*) FROM theme_nps GROUP BY verdict"))
    assert set(verdicts) <= {"raises", "lowers", "cannot tell"}
    wrong = theme_of(demo, "月末|month-end|month end")
    assert ask(demo, f"SELECT verdict FROM theme_nps WHERE theme_id = '{wrong}'")[0][0] != "raises"


def test_sentiment_distinguishes_praise_from_complaint(demo: Workspace) -> None:
    rows = dict(
        ask(
            demo,
            "SELECT topic, avg(sentiment) FROM (SELECT sentiment, "
            "CASE WHEN regexp_matches(text, '神対応|親切|使いやすい|easy to use') "
            "THEN 'praise' WHEN regexp_matches(text, '遅すぎ|文字化け|crash') THEN 'complaint' END AS topic "
            "FROM sentence) WHERE topic IS NOT NULL GROUP BY topic",
        )
    )
    assert rows["praise"] > 0.2
    assert rows["complaint"] < -0.2
