"""What the README says holds: its settings can be read, and no command or published table is missing from it."""

import re
import tomllib
from pathlib import Path

import pytest
import typer

from vocpipe.cli.main import command_line
from vocpipe.pipeline import PUBLISHED
from vocpipe.settings import Settings

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
_BLOCKS = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("block", _BLOCKS, ids=lambda block: re.findall(r"\[+(\w+)", block)[0])
def test_settings_in_the_readme_are_settings(block):
    assert Settings.model_validate(tomllib.loads(block)) != Settings()


def test_settings_of_every_companion_are_documented():
    shown = Settings.model_validate(tomllib.loads(_BLOCKS[1]))
    assert shown.behaviour
    assert shown.contacts
    assert shown.invitations
    assert shown.event


@pytest.mark.parametrize("table", [table.name for table in PUBLISHED])
def test_every_published_table_is_in_the_readme(table):
    assert f"`{table}`" in README


def _commands() -> list[str]:
    root = typer.main.get_command(command_line())
    return [
        " ".join([name, *inner])
        for name, command in root.commands.items()
        for inner in ([[sub] for sub in command.commands] if hasattr(command, "commands") else [[]])
    ]


@pytest.mark.parametrize("command", _commands())
def test_every_command_is_in_the_readme(command):
    first, *sub = command.split()
    assert any(
        re.search(rf"\b{first}\b", line) and all(re.search(rf"\b{word}\b", line) for word in sub)
        for line in README.splitlines()
        if "vocpipe " in line or "·" in line
    )
