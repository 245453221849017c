import pytest

from tests.structure.database import new_database
from vocpipe.settings import GuidedThemeSettings, Settings, WorkspaceSettings
from vocpipe.structure.guide import store_guide_texts


@pytest.fixture
def connection():
    with new_database() as connection:
        yield connection


def stored(connection, *columns):
    names = ", ".join(columns)
    return connection.execute(f"SELECT {names} FROM guide_text ORDER BY text").fetchall()


def settings(*examples, **workspace):
    theme = GuidedThemeSettings(name_en="Late delivery", name_ja="配送の遅れ", examples=list(examples))
    return Settings(theme=[theme], workspace=WorkspaceSettings(**workspace))


def test_names_and_examples_are_prepared_as_sentences_are(connection):
    store_guide_texts(connection, settings("Mail me at kim@example.com, it is late.", "まだ届きません"))
    rows = stored(connection, "text", "lang", "is_example")
    assert [row[1:] for row in rows] == [("en", False), ("en", True), ("ja", True), ("ja", False)]
    assert "example.com" not in rows[1][0]
    assert stored(connection, "tokens")[3] == (["配送", "遅れ"],)


def test_own_names_do_not_count_and_what_did_not_change_stays(connection):
    given = settings("The Fooblar app is late", own_names=["Fooblar"])
    store_guide_texts(connection, given)
    first = stored(connection, "text_hash")
    connection.execute("UPDATE guide_text SET lang = 'xx'")
    store_guide_texts(connection, given)
    assert {row[0] for row in connection.execute("SELECT lang FROM guide_text").fetchall()} == {"xx"}
    store_guide_texts(connection, settings("The Fooblar app is late"))
    assert stored(connection, "text_hash") != first
    store_guide_texts(connection, Settings())
    assert stored(connection, "text") == []
