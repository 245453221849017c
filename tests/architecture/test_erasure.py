"""Every private table says how a person is erased from it, and every published one is made of such tables."""

import pytest

from tests.architecture.test_tables import OWNER, TABLES
from vocpipe.pipeline import STEPS
from vocpipe.rights.disclose import SECTIONS
from vocpipe.store.erasure import erasures

PACKAGES = ("collect", "structure", "themes", "sentiment")
ERASED = {table: package for package in PACKAGES for table in erasures(f"vocpipe.{package}")}
# Goes with the raw row that it was made of, as when a source deletes it: vocpipe.structure.stage.remove_deleted.
WITH_ITS_FEEDBACK = {
    *("feedback_clean", "sentence", "survey_answer", "duplicate", "duplicate_band", "duplicate_compared"),
    *("text_line", "line_count"),
}
COMPUTED_ANEW = {table.name for step in STEPS for table in step.tables}
# Made anew from the others whenever themes are refreshed; names in their words alone are replaced: themes.renaming.
OF_THEMES = {"theme", "theme_mark", "sentence_cause", "machine_theme", "edit_theme", "theme_quote"}
# Ids, counts, weights, settings, texts of vocpipe's own and of the company's themes; columns are masked all the same.
ABOUT_NOBODY = {
    *(
        "run",
        "schema_version",
        "ingest_file",
        "calendar_event",
        "handoff_export",
        "notification",
        "training_text",
        "guide_text",
        "help_article",
        "article_text",
        "sentiment_head",
    ),
    *("sentiment_head", "pseudonym_key", "former_id", "source_intake"),
    *("sentiment_calibration", "duplicate_state", "theme_discovery", "theme_lineage", "edit_lineage", "emerging_theme"),
}
# Tables with a row per customer or piece of feedback that a disclosure tells of, or that tell no more than these.
TOLD_WITH_FEEDBACK = {
    *WITH_ITS_FEEDBACK,
    "sentence_sentiment",
    "sentence_facet",
    "sentence_theme",
    "unthemed",
    "embedding",
}


def test_every_private_table_says_how_a_person_is_erased_from_it():
    known = ERASED.keys() | WITH_ITS_FEEDBACK | COMPUTED_ANEW | OF_THEMES | ABOUT_NOBODY
    assert TABLES - known == set()
    assert known - TABLES == set()


def test_a_table_is_erased_by_its_owner():
    assert {table: package for table, package in ERASED.items() if OWNER[table] != package} == {}


def test_a_table_with_somebody_in_it_is_not_said_to_be_about_nobody(columns):
    person = {"customer_key", "customer_id", "customer_ref", "customer_email", "email", "phone", "person_ref"}
    person |= {"feedback_id", "sentence_id", "text_hash", "raw"}
    found = {table for table, of in columns.items() if of & person}
    assert found & ABOUT_NOBODY == {"training_text", "guide_text", "article_text"}


def test_what_is_held_of_a_person_is_disclosed(columns):
    told = {*SECTIONS, "feedback_raw", "customer_number", "withheld_customer"}
    of_customers = {table for table, of in columns.items() if of & {"customer_key", "customer_ref", "customer_id"}}
    assert of_customers - told - {"match_undone"} == set()


@pytest.fixture(scope="module")
def columns():
    """Table -> its columns, of every private table."""
    import duckdb

    from vocpipe.store.workspace import migrate

    with duckdb.connect() as connection:
        migrate(connection)
        for step in STEPS:
            for table in step.tables:
                table.create(connection)
        rows = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal "
            "AND table_name IN (SELECT table_name FROM duckdb_tables())"
        ).fetchall()
    found: dict[str, set[str]] = {}
    for table, column in rows:
        found.setdefault(table, set()).add(column)
    return found
