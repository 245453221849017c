import json
import os
import re
import sys
from pathlib import Path

import pytest

from tests.store.shop import make_workspace
from vocpipe import __version__
from vocpipe.flows import local
from vocpipe.settings import load_settings

ROOT = Path(__file__).parents[2]
COMMANDS = [
    *("init", "refresh", "app", "demo", "doctor", "sql"),
    *(
        "evaluate themes",
        "evaluate scale",
        "evaluate sentiment",
        "evaluate outcomes",
        "evaluate growth",
        "evaluate search",
        "evaluate planted",
        "evaluate titles",
        "theme rename",
        "theme merge",
        "theme undo",
    ),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_contract_is_there_and_helps(run, command):
    result = run(*command.split(), "--help")
    assert result.code == 0
    assert re.search(rf"Usage: .*\b{command} ", result.out)


def test_outcomes_are_evaluated_on_simulated_companies(run):
    words = ["evaluate", "outcomes", "--worlds", 1, "--customers", 120, "--months", 6, "--family", "no_effect"]
    (family,) = json.loads(run(*words, "--json").out)["families"]
    assert (family["family"], family["worlds"]) == ("no_effect", 1)
    assert {"churn.false.null", "nps.false.null"} <= {share["name"] for share in family["shares"]}
    shown = run(*words)
    assert (shown.code, "Nothing has an effect" in shown.out) == (0, True)


@pytest.mark.parametrize("command", [command for command in COMMANDS if command != "init"])
def test_every_command_on_a_workspace_takes_workspace(run, command):
    assert "--workspace" in run(*command.split(), "--help").out


def test_without_a_command_the_help_lists_all(run):
    result = run()
    assert result.code == 0
    assert all(command.split()[0] in result.out + result.err for command in COMMANDS)


def test_the_version_is_printed(run):
    assert (run("--version").out, run("--version").code) == (f"{__version__}\n", 0)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nope"], "No such command 'nope'"),
        (["sql"], "Missing argument"),
        (["sql", "SELECT 1", "--format", "xml"], "'xml' is not one of 'table', 'csv', 'json'"),
        (["refresh", "--bad"], "No such option: --bad"),
        (["app", "--port", "x"], "--port"),
        (["evaluate", "themes", "x.csv"], "Missing option '--text'"),
    ],
)
def test_a_mistake_in_the_words_is_one_line(run, words, says):
    assert says in run(*words).complaint


@pytest.mark.parametrize("words", [["refresh"], ["refresh", "--rediscover"]])
def test_a_folder_that_is_not_a_workspace_is_reported_in_one_line(run, tmp_path, words):
    assert "has no vocpipe.toml" in run(*words, "--workspace", tmp_path).complaint


@pytest.mark.parametrize("words", [["sql", "SELECT 1"], ["app", "--headless"]])
def test_a_workspace_with_nothing_published_is_one_line(run, tmp_path, words):
    assert "run: vocpipe refresh" in run(*words, "--workspace", tmp_path).complaint


def test_a_mistake_in_the_settings_is_reported_before_anything_starts(run, tmp_path, monkeypatch):
    make_workspace(tmp_path, "[themes]\nengine = 'x'\n")
    monkeypatch.setattr(local, "run_locally", lambda *_, **__: pytest.fail("it started"))
    assert "themes.engine" in run("refresh", "-w", tmp_path).complaint


def test_refresh_prints_the_report(run, shop, monkeypatch):
    asked = []
    monkeypatch.setattr(
        local, "run_locally", lambda workspace, **options: asked.append((workspace, options)) or "# Refresh"
    )
    assert run("refresh", "--workspace", shop).out == "# Refresh\n"
    assert run("refresh", "--workspace", shop, "--rediscover").code == 0
    assert run("refresh", "--workspace", shop, "--rebuild").code == 0
    usual = {"rediscover": False, "pulling": True}
    assert asked == [(shop, usual), (shop, usual | {"rediscover": True}), (shop, usual | {"pulling": False})]


def test_the_workspace_may_stand_in_the_environment_or_be_the_folder_one_is_in(run, shop, monkeypatch, tmp_path):
    query = ["sql", "SELECT count(*) AS n FROM feedback", "--format", "csv"]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VOCPIPE_WORKSPACE", str(shop))
    assert run(*query).out == "n\n1\n"
    assert run(*query, "--workspace", tmp_path).code == 1  # the option wins
    monkeypatch.delenv("VOCPIPE_WORKSPACE")
    monkeypatch.chdir(shop)
    assert run(*query).out == "n\n1\n"


def test_init_writes_settings_that_can_be_read(run, tmp_path):
    folder = tmp_path / "new"
    (folder / "inputs").mkdir(parents=True)
    (folder / "inputs" / "reviews.csv").write_text("review_id,body,stars\n1,Very slow,2\n2,Great,5\n", encoding="utf-8")
    result = run("init", folder)
    assert result.code == 0
    assert f"vocpipe refresh --workspace {folder}" in result.out
    assert [source.path for source in load_settings(folder).source] == ["inputs/reviews.csv"]


def test_init_makes_the_folders_of_an_empty_workspace(run, tmp_path):
    assert run("init", tmp_path / "new").code == 0
    assert (tmp_path / "new" / "inputs").is_dir()
    assert load_settings(tmp_path / "new").source == []


def test_init_does_not_overwrite(run, tmp_path):
    (tmp_path / "vocpipe.toml").write_text("# mine\n")
    assert "already exists; edit it, or move it away first" in run("init", tmp_path).complaint
    assert (tmp_path / "vocpipe.toml").read_text() == "# mine\n"


def test_demo_copies_the_company_and_refreshes(run, tmp_path, monkeypatch):
    monkeypatch.setattr(local, "run_locally", lambda workspace, *, rediscover: f"refreshed {workspace.name}")
    result = run("demo", "--no-app", "--workspace", tmp_path / "demo")
    assert (result.code, result.out) == (0, "refreshed demo\n")
    settings = load_settings(tmp_path / "demo")
    assert settings.source
    for source in settings.source:
        assert list((tmp_path / "demo").glob(source.path)), source.path


def test_app_opens_the_explorer_on_the_workspace(run, shop, monkeypatch):
    started = []
    monkeypatch.setattr(
        os, "execv", lambda program, words: started.append((program, words, os.environ["VOCPIPE_WORKSPACE"]))
    )
    assert "http://localhost:9999" in run("app", "--workspace", shop, "--port", 9999, "--headless").out
    [(program, words, workspace)] = started
    assert program == sys.executable
    assert words[3] == "vocpipe.app.server"
    assert json.loads(words[4]) == {"address": "localhost", "port": 9999, "headless": True, "hosts": []}
    assert workspace == str(shop.resolve())


SCORES = {
    "themes": (
        {
            "rows": 4,
            "labels": 2,
            "themes": 2,
            "coverage": 1.0,
            "ari": 2 / 3,
            "nmi": 0.5,
            "purity": 0.75,
            "mixed": 0.0,
            "found_once": 1.0,
            "seconds": 0.1,
            "seconds_embedding": 1.0,
        },
        {"themes", "coverage", "ari", "nmi", "seconds"},
    ),
    "sentiment": ({"macro_f1": 2 / 3, "accuracy": 0.5, "auc": None, "n": 4}, {"macro_f1", "accuracy", "auc", "n"}),
}


@pytest.mark.parametrize("kind", SCORES)
def test_evaluations_print_the_numbers_of_the_contract(run, tmp_path, monkeypatch, kind):
    import importlib

    module = importlib.import_module(f"vocpipe.evaluate.{kind}")
    values, contract = SCORES[kind]
    asked = []

    def measure(rows, settings, **options):
        asked.append((rows, settings))
        return getattr(module, {"themes": "ThemeScores", "sentiment": "SentimentScores"}[kind])(**values)

    monkeypatch.setattr(module, f"evaluate_{kind}", measure)
    file = tmp_path / "rows.csv"
    file.write_text("said,mark\nslow,neg\n")
    make_workspace(tmp_path, "[themes]\nmin_size = 9\n")
    words = ["evaluate", kind, file, "--text", "said", "--label", "mark"]
    scores = json.loads(run(*words, "--json").out)
    assert contract <= set(scores)
    assert scores[{"themes": "ari", "sentiment": "macro_f1"}[kind]] == 0.6667
    assert len(run(*words, "--workspace", tmp_path).out.splitlines()) == len(values)
    (rows, default), (_, own) = asked
    assert (rows.texts, rows.labels) == (["slow"], ["neg"])
    assert (default.themes.min_size, own.themes.min_size) == (5, 9)


@pytest.mark.parametrize("kind", SCORES)
def test_an_evaluation_of_nothing_is_one_line(run, tmp_path, kind):
    file = tmp_path / "rows.csv"
    assert "can't be read" in run("evaluate", kind, file, "--text", "a", "--label", "b").complaint
    file.write_text("said,mark\nslow,neg\n")
    assert (
        "has no column 'a'; it has: said, mark" in run("evaluate", kind, file, "--text", "a", "--label", "b").complaint
    )


def test_doctor_says_what_to_fix(run, tmp_path):
    result = run("doctor", "--workspace", tmp_path)
    assert result.code == 1
    assert "\nPROBLEM  settings: " in result.out


def test_doctor_says_it_as_json_for_machines(run, tmp_path):
    result = run("doctor", "--json", "--workspace", tmp_path)
    found = json.loads(result.out)
    assert result.code == 1
    assert [check["subject"] for check in found["checks"] if not check["passed"]] == ["settings"]
    assert found["sources"] == []
