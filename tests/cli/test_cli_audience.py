"""`vocpipe audience` as a person types it."""

from typer.testing import CliRunner

from tests.handoff.test_audience import THEME, Shop
from vocpipe.cli.main import command_line


def run(*arguments):
    return CliRunner().invoke(command_line(), ["audience", *map(str, arguments)])


def test_an_audience_is_listed_and_exported_and_says_who_was_left_out(tmp_path):
    shop = Shop(tmp_path / "shop")
    shop.customer("K1", "a@x.jp")
    shop.customer("K2", "b@x.jp", opted_out=True)
    shop.publish()
    where = ("--workspace", shop.workspace.root)
    assert f"{THEME}  2  Invoice PDF" in run("list", *where).stdout
    out = tmp_path / "audience.csv"
    result = run("export", "--who", THEME, "--for", "marketo", "--out", out, *where)
    assert result.exit_code == 0
    assert "1 customers in" in result.stdout and "left out 1: 1 opted out" in result.stdout
    assert b"a@x.jp" in out.read_bytes()


def test_an_unknown_tool_is_refused(tmp_path):
    result = run("export", "--who", THEME, "--for", "fax", "--out", tmp_path / "x.csv")
    assert result.exit_code != 0
    assert not (tmp_path / "x.csv").exists()
