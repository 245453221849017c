"""`vocpipe init --ask`: what the files do not show is asked, and the answers are settings."""

import pytest
from typer.testing import CliRunner

from vocpipe.cli import init as init_module
from vocpipe.cli.main import command_line
from vocpipe.settings import load_settings

VOICES = "sent,who,quality score,remarks\n" + "".join(
    f"2026-04-{at + 1:02} 10:00,C-{at},{at % 5 + 1},The tram number {at} is far too late in the morning\n"
    for at in range(8)
)
TALK = "Mori: The tram is late.\nAoki: How late is it?\nMori: An hour, every day.\nAoki: Thank you for telling us.\n"


@pytest.fixture
def ask(tmp_path, monkeypatch):
    monkeypatch.setattr(init_module, "is_terminal", lambda: True)
    monkeypatch.setenv("VOCPIPE_LANG", "en")
    (tmp_path / "inputs").mkdir()

    def run(answers: str, *options: str, **files: str) -> str:
        for name, content in files.items():
            stem, _, suffix = name.rpartition("_")
            (tmp_path / "inputs" / f"{stem}.{suffix}").write_text(content, encoding="utf-8")
        result = CliRunner().invoke(command_line(), ["init", "--ask", str(tmp_path), *options], input=answers)
        assert result.exit_code == 0, result.output
        return result.output

    return run


def test_enter_takes_every_guess_and_leaves_the_rest_open(ask, tmp_path):
    shown = ask("\n" * 9, voices_csv=VOICES)
    assert "inputs/voices.csv" in shown
    assert "'quality score' looks like a score: nps, csat, ces or stars?" in shown
    (source,) = load_settings(tmp_path).source
    assert (source.kind, source.score_type, source.columns, source.anonymous) == ("survey", None, {}, False)
    written = (tmp_path / "vocpipe.toml").read_text(encoding="utf-8")
    assert "nothing shows what kind" not in written
    assert '# score_type = "nps"' in written


def test_answers_by_number_and_by_name_are_settings(ask, tmp_path):
    shown = ask("2\n\nnothing like it\nWHO\nCSAT\n", voices_csv=VOICES)
    (source,) = load_settings(tmp_path).source
    assert (source.kind, source.score_type, source.columns) == ("ticket", "csat", {"customer_id": "who"})
    assert "'nothing like it' is none of these." in shown
    assert "with a customer: 8, with a score: 8" in shown  # read again under the answers


def test_a_source_may_be_anonymous(ask, tmp_path):
    remarks = "date,comment\n" + "".join(f"2026-04-0{at},The tram {at} is late\n" for at in range(1, 6))
    ask("\nnone: the source is anonymous\n3\n", voices_csv=remarks)
    (source,) = load_settings(tmp_path).source
    assert source.anonymous
    assert "nobody is known" not in (tmp_path / "vocpipe.toml").read_text(encoding="utf-8")


def test_speakers_who_are_not_known_are_asked_for(ask, tmp_path):
    shown = ask("customer\nagent\n", interview_txt=TALK)
    assert "nothing shows who 'Mori' is" in shown
    (source,) = load_settings(tmp_path).source
    assert source.speakers == {"Mori": "customer", "Aoki": "agent"}
    assert "voices: 2" in shown


def test_one_of_two_lists_of_customers_is_chosen(ask, tmp_path):
    lists = {
        "customers_csv": "customer_id,plan,started_at,churned_at\nA,pro,2024-01-01,\n",
        "members_csv": "customer_id,plan,started_at\nA,pro,2024-01-01\n",
    }
    shown = ask("2\n", **lists)
    assert "Several files could be the [customers] table" in shown
    assert load_settings(tmp_path).customers.path == "inputs/members.csv"


def test_the_questions_are_in_the_users_language(ask, monkeypatch):
    monkeypatch.setenv("VOCPIPE_LANG", "ja")
    assert "どの種類のフィードバックか" in ask("\n" * 9, voices_csv=VOICES)


def test_a_pipe_is_never_asked(ask, monkeypatch, tmp_path):
    monkeypatch.setattr(init_module, "is_terminal", lambda: False)
    shown = ask("", voices_csv=VOICES)
    assert "--ask needs a terminal; the questions are comments of vocpipe.toml instead" in shown
    assert len(load_settings(tmp_path).source) == 1
