"""`vocpipe forget` and `vocpipe export`, as people run them."""

import pytest
import typer

from tests.cli.command import runner
from tests.rights import company
from vocpipe.rights.forget import look_up
from vocpipe.rights.person import Who


@pytest.fixture
def run(workspace, monkeypatch, capfd, tmp_path):
    monkeypatch.delenv("VOCPIPE_AUTHOR", raising=False)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))
    (tmp_path / "prefect").mkdir()
    return runner(monkeypatch, capfd, workspace=workspace.root)


def test_a_dry_run_shows_what_would_go_and_erases_nothing(run, workspace):
    before = company.published(workspace)
    shown = run("forget", "--customer", "c1", "--dry-run").out
    assert "pieces of feedback: 9" in shown
    assert "threads: 3, of which others wrote in 1 too" in shown
    assert "Nothing was erased." in shown
    assert company.mail(1) not in shown
    assert company.published(workspace) == before


def test_it_asks_and_does_nothing_without_a_yes(run, workspace, monkeypatch):
    monkeypatch.setattr(typer, "confirm", lambda _: False)
    assert "Nothing was erased." in run("forget", "--customer", "c1").out
    assert look_up(workspace, Who(customer="c1")).is_known


def test_the_receipt_is_printed(run, workspace):
    shown = run("forget", "--customer", "c19", "--yes", "--author", "ann").out
    assert "Forgotten: request r_" in shown
    assert "by ann" in shown
    assert "customer: 1" in shown
    assert "inputs/customers.csv" in shown
    assert run("forget", "--customer", "C19", "--yes").complaint.startswith("they were forgotten on 20")


@pytest.mark.parametrize("words", [(), ("--customer", "c1", "--email", "a@b.example"), ("--customer", " ")])
def test_whom_it_is_about_must_be_given_once(run, words):
    assert run("forget", *words, "--yes").complaint == "give either --customer or --email"


def test_an_export_says_where_it_is(run, tmp_path):
    shown = run("export", "--customer", "c1", "--out", tmp_path / "out").out
    assert str(tmp_path / "out" / "disclosure.json") in shown
    assert str(tmp_path / "out" / "disclosure.html") in shown
    assert run("export", "--customer", "c404", "--out", tmp_path / "x").complaint.startswith("nobody is known")
