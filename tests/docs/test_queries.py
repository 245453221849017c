"""docs/queries.md: what analysts ask is answered by the query that stands there, on a snapshot of a small company."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest

from tests.app.small_world import RUN, build_world
from tests.builders import add
from vocpipe.outcomes.statistics.fdr import false_discovery_rates
from vocpipe.pipeline import PUBLISHED, run_stage
from vocpipe.step import Context
from vocpipe.store.publish import publish
from vocpipe.store.snapshot import open_snapshot
from vocpipe.store.workspace import Workspace
from vocpipe.themes.causes import theme_cause

PAGE = Path(__file__).parents[2] / "docs" / "queries.md"
_SECTION = re.compile(
    r"^## (?P<number>\d+)\. (?P<ja>[^\n]+?) / (?P<en>[^\n]+)\n\n(?P<words>.+?)\n\n"
    r"```sql\n(?P<sql>.+?)\n```\n\nGives: (?P<gives>[^\n]+)$",
    re.MULTILINE | re.DOTALL,
)
_JAPANESE = re.compile(r"[ぁ-んァ-ヴ一-龥]")

# What the small company lacks: people who left, orders, invitations, an edit, an article; and a run of long ago.
_MORE = """
UPDATE customer SET churned_at = DATE '2026-07-15' + row_no::INTEGER WHERE row_no % 4 = 0;
INSERT INTO article_text VALUES ('반품', NULL, 'ko', 'no vector: its language is compared with none', '반품');
UPDATE sentence_sentiment SET intent = 'question' WHERE sentence_id = (
    SELECT min(sentence_id) FROM sentence_theme JOIN theme USING (theme_id) JOIN sentence USING (sentence_id)
    WHERE is_primary AND state = 'active' AND role = 'opinion'
);
INSERT INTO sentence_facet BY NAME SELECT sentence_id, cause, feeling, 'basis' AS basis FROM sentence_cause;
INSERT INTO sentence_aspect BY NAME
SELECT sentence_id, 0 AS position, text, 0.5 AS sentiment, 'positive' AS sentiment_label, true AS is_main
FROM sentence
LIMIT 3;
UPDATE run SET started_at = TIMESTAMP '2020-01-31 20:00', finished_at = TIMESTAMP '2020-01-31 21:00';
"""


def _add_the_rest(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(_MORE)
    query = "SELECT customer_key, customer_id, plan, row_no FROM customer JOIN customer_number USING (customer_key)"
    for key, pseudonym, plan, number in connection.execute(query).fetchall():
        add(connection, "invitation", customer_ref=key, sent_at=datetime(2026, 6, 1), answered=number % 3 == 0)
        add(connection, "purchase", customer_ref=key, ordered_at=datetime(2026, 6, 1 + number % 28), order_ref=key)
        add(connection, "customer_segment", customer_id=pseudonym, segment=plan)
    _add_people(connection)
    edit = {"edited_at": datetime(2026, 10, 1), "theme_id": "t_pdf", "detail": {"name_en": "No PDF"}, "run_id": RUN}
    add(connection, "theme_edit", **edit)


def _add_people(connection: duckdb.DuckDBPyConnection) -> None:
    """A director and a clerk of one customer, who have answered once each."""
    query = """
        SELECT customer_key, list(raw.feedback_id ORDER BY raw.feedback_id), any_value(raw.customer_ref)
        FROM feedback_raw AS raw JOIN feedback_customer USING (feedback_id)
        WHERE raw.score_type = 'nps' AND raw.kind = 'survey' AND customer_key IS NOT NULL
        GROUP BY customer_key HAVING count(*) > 1 ORDER BY customer_key LIMIT 1
    """
    [(key, answers, ref)] = connection.execute(query).fetchall()
    found = {"customer_key": key, "through_person": False, "contradicts": False}
    add(connection, "customer_match", account_ref=key, matched_by="account", **found)
    for feedback, email, job in zip(answers, ("a@x.example", "b@x.example"), ("Director", "Clerk"), strict=False):
        said = "UPDATE feedback_raw SET customer_email = ? WHERE feedback_id = ?"
        connection.execute(said, [email, feedback])
        add(connection, "customer_match", customer_ref=ref, customer_email=email, matched_by="id", **found)
        person = {"person_ref": email, "email": email, "account_ref": key, "job": job}
        add(connection, "person", file_id="people", source="people", row_no=0, **person)


@dataclass(frozen=True, slots=True)
class Query:
    """One question of the page."""

    number: int
    ja: str
    words: str
    sql: str
    gives: list[str]


def _queries() -> list[Query]:
    found = _SECTION.finditer(PAGE.read_text(encoding="utf-8"))
    return [
        Query(int(one["number"]), one["ja"], one["words"], one["sql"], re.findall(r"`(\w+)`", one["gives"]))
        for one in found
    ]


QUERIES = _queries()


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    root = tmp_path_factory.mktemp("queries")
    build_world(root)
    workspace = Workspace(root)
    with workspace.connect() as connection:
        _add_the_rest(connection)
        theme_cause.STEP.run(Context(connection, workspace, workspace.settings, RUN))
    run_stage(root, RUN, "outcomes")
    with workspace.connect() as connection:
        path = publish(connection, workspace, workspace.settings, "20261102T000000-abcd", PUBLISHED)
    with open_snapshot(path) as connection:
        yield connection


@pytest.fixture
def answer(snapshot: duckdb.DuckDBPyConnection) -> Any:
    """answer(5): the rows that the fifth query gives, each as a dict."""

    def answer(number: int) -> list[dict[str, Any]]:
        rows = snapshot.execute(QUERIES[number - 1].sql)
        names = [column[0] for column in rows.description]
        return [dict(zip(names, row, strict=True)) for row in rows.fetchall()]

    return answer


def test_questions_are_numbered_in_order():
    assert [query.number for query in QUERIES] == list(range(1, len(QUERIES) + 1))
    assert PAGE.read_text(encoding="utf-8").count("```sql") == len(QUERIES)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: str(query.number))
def test_a_query_is_short_explained_in_both_languages_and_gives_what_it_says(query, answer):
    assert len(query.sql.splitlines()) <= 10
    assert _JAPANESE.search(query.ja)
    japanese, english = (_JAPANESE.search(line) for line in (query.words.splitlines()[0], query.words.splitlines()[-1]))
    assert japanese
    assert not english
    rows = answer(query.number)
    assert rows
    assert list(rows[0]) == query.gives


def test_every_piece_of_feedback_is_one_row_with_its_labels(answer, snapshot):
    rows = answer(1)
    assert len(rows) == snapshot.execute("SELECT count(*) FROM feedback").fetchone()[0]
    assert any(len(row["themes"] or []) == 2 for row in rows)


def test_weeks_without_a_mention_have_a_row(answer):
    assert any(row["week"] and row["n_sentences"] == 0 for row in answer(3))


def test_the_nps_of_a_cut_lies_in_its_interval_and_is_that_of_its_answers(answer, snapshot):
    rows = answer(5)
    assert all(row["low"] <= row["nps"] <= row["high"] for row in rows)
    promoters, detractors, n = snapshot.execute(
        "SELECT count(*) FILTER (score >= 9), count(*) FILTER (score <= 6), count(*) FROM feedback"
        " WHERE score_type = 'nps' AND lang = 'ja' AND created_on BETWEEN DATE '2026-07-01' AND DATE '2026-09-30'"
    ).fetchone()
    (summer,) = [row for row in rows if row["lang"] == "ja" and str(row["quarter"]) == "2026-07-01"]
    assert summer["n"] == n
    assert summer["nps"] == pytest.approx(100 * (promoters - detractors) / n, abs=0.051)


def test_a_customer_month_has_one_row_and_some_leave_in_it(answer, snapshot):
    rows = answer(7)
    assert len(rows) == len({(row["customer_id"], row["month"]) for row in rows})
    assert len(rows) == snapshot.execute("SELECT count(*) FROM customer_month").fetchone()[0]
    assert any(row["churned"] for row in rows)
    assert any(row["mentions"] for row in rows)


def test_drivers_of_scores_and_of_churn_stand_in_one_list(answer):
    families = defaultdict(list)
    for row in answer(8):
        families[row["family"]].append(row)
    assert families.keys() >= {"theme_driver: nps, survey", None}
    for family, rows in families.items():
        p_values = np.array([row["p_value"] for row in rows], dtype=float)
        q_values = np.array([row["q_value"] for row in rows], dtype=float)
        assert np.isnan(p_values).all() if family is None else not np.isnan(p_values).any()
        np.testing.assert_allclose(false_discovery_rates(p_values), q_values)


def test_rows_read_are_accepted_rejected_or_left_out_with_reasons(answer):
    rows = answer(9)
    became = ("rows_accepted", "rows_rejected", "rows_left_out")
    assert all(row["rows_read"] == sum(row[name] for name in became) for row in rows)
    assert any(len(row["reasons"] or []) > 1 for row in rows)


def test_the_response_rate_is_shown_with_the_weighted_nps(answer):
    assert {row["measure"] for row in answer(13)} == {"NPS, raw", "NPS, weighted", "response rate"}


def test_every_kpi_has_values_or_says_why_not(answer):
    rows = answer(16)
    assert {"nps", "churn_rate", "response_rate", "use_days"} <= {row["kpi_id"] for row in rows}
    assert all((row["value"] is None) == (row["reason"] is not None) for row in rows)
    assert all(row["low"] <= row["value"] <= row["high"] for row in rows if row["value"] is not None)


def test_themes_are_judged_for_several_kpis(answer):
    assert {"NPS", "Churn rate", "Response rate"} <= {row["kpi"] for row in answer(17)}


def test_the_newest_run_before_this_month_is_named_with_its_file(answer):
    assert [row["snapshot"] for row in answer(15)] == [f"published/voc-{RUN}.duckdb"]
