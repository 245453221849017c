import pytest

from tests.builders import add_sentence, add_theme, add_vectors
from tests.cli.command import runner
from tests.store.shop import make_workspace, publish_run
from vocpipe.encoders.models import encode
from vocpipe.errors import SettingsError
from vocpipe.settings import load_settings
from vocpipe.store.vectors import MINILM, USE, text_hash
from vocpipe.store.workspace import Workspace
from vocpipe.theme_question import keep_theme, theme_called


@pytest.fixture
def shop(tmp_path, monkeypatch):
    """A published workspace: three of six opinions in an own theme, two in a discovered one, one in none."""
    monkeypatch.delenv("VOCPIPE_WORKSPACE", raising=False)
    monkeypatch.setenv("VOCPIPE_LANG", "en")
    workspace = make_workspace(tmp_path / "shop")
    with workspace.connect() as connection:
        for theme_id, name, is_guided in (
            ("t_a", "Late delivery", True),
            ("t_b", "Slow", False),
            ("t_c", "Refunds", True),
        ):
            add_theme(connection, theme_id, name)
            connection.execute(
                "INSERT INTO machine_theme BY NAME SELECT ? AS theme_id, ? AS name_en, [] AS keywords, "
                "'active' AS state, 'r' AS born_run, ? AS is_guided, CASE WHEN ? THEN 2 END AS n_taught",
                [theme_id, name, is_guided, theme_id == "t_a"],
            )
        for number, theme in enumerate(("t_a", "t_a", "t_a", "t_b", "t_b", None)):
            add_sentence(connection, number, f"Said {number}", theme=theme, position=number)
        publish_run(connection, workspace, 1)
    return workspace


def test_the_report_says_what_own_themes_take_and_miss(shop, monkeypatch, capfd):
    out = runner(monkeypatch, capfd, "theme", "taxonomy", workspace=shop.root)().out
    assert out.splitlines()[:3] == [
        "in your own themes: 3 sentences (50%)",
        "in discovered themes alone: 2 (33%)",
        "in no theme: 1 (17%)",
    ]
    assert [line for line in out.splitlines() if line.startswith("t_")] == [
        "t_a  3  Late delivery  (taught by 2 sentences)",
        "t_c  0  Refunds",
        "t_b  2  Slow",
    ]


def test_a_theme_that_was_asked_for_is_kept_in_the_settings(tmp_path):
    before = '# mine\n[workspace]\nlanguages = ["en"]\n\n[[theme]]\nname_en = "Price"\n'
    (tmp_path / "vocpipe.toml").write_text(before, encoding="utf-8")
    asked = theme_called('配送の"遅れ"', en="Late delivery", words=["遅配"], examples=["It came\nlate"])
    keep_theme(Workspace(tmp_path), asked)
    assert load_settings(tmp_path).theme[1] == asked
    assert (tmp_path / "vocpipe.toml").read_text(encoding="utf-8").startswith(before)
    with pytest.raises(SettingsError):
        keep_theme(Workspace(tmp_path), theme_called("late delivery"))


def test_asking_shows_what_a_theme_would_take(shop, monkeypatch, capfd):
    late, price = (
        ("The parcel to {} came late", "Delivery to {} takes weeks"),
        ("{} costs too much", "The price of {} rose"),
    )
    places = ("Oslo", "Kyoto", "Lima", "Paris", "Rome")
    said = [form.format(place) for form in (*late, *price) for place in places]
    hashes = [text_hash(text) for text in said]
    with shop.connect() as connection:
        connection.execute("DELETE FROM sentence")
        for number, text in enumerate(said):
            add_sentence(connection, 100 + number, text, position=number, text_hash=hashes[number])
        for model in (USE, MINILM):
            add_vectors(connection, model, hashes, encode(model, said))
    run = runner(monkeypatch, capfd, "theme", "ask", workspace=shop.root)
    out = run("late delivery", "--example", "My parcel came late", "--example", "The delivery took weeks", "--keep").out
    voices = [line.removeprefix("- ") for line in out.splitlines() if line.startswith("- ")]
    assert out.startswith(f"It would take {len(voices)} of 20 sentences")
    assert len(voices) >= 6
    assert set(voices) <= set(said[:10])
    assert load_settings(shop.root).theme[-1].examples == ["My parcel came late", "The delivery took weeks"]
