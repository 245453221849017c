"""docs/sources.md says of every format what is read, and it is what the readers declare."""

import re
import runpy
from dataclasses import asdict
from pathlib import Path

import pytest

from vocpipe import plugins
from vocpipe.collect.registry import companions, readers

ROOT = Path(__file__).parents[2]
FEEDBACK = list(readers().values())
TABLES = [reader for companion in companions().values() for reader in companion.readers]


def test_the_page_is_what_the_readers_declare():
    script = runpy.run_path(str(ROOT / "docs" / "make_sources.py"))
    assert script["PAGE"].read_text(encoding="utf-8") == script["page"]()


@pytest.mark.parametrize("reader", FEEDBACK, ids=lambda reader: reader.name)
def test_every_reader_declares_its_format_whole(reader):
    assert reader.format is not None
    assert all(asdict(reader.format).values())


@pytest.mark.parametrize("reader", FEEDBACK, ids=lambda reader: reader.name)
def test_every_reader_is_read_by_a_test(reader):
    named = re.compile(rf"\b{reader.name}\b")
    tests = (ROOT / "tests" / "collect" / "readers").glob("test_*.py")
    assert any(named.search(path.read_text(encoding="utf-8")) for path in tests)


def test_no_two_formats_have_one_title():
    titles = [reader.format.title for reader in FEEDBACK if reader.format]
    assert len(titles) == len(set(titles))


def test_every_declaration_belongs_to_a_reader():
    declared = {path.stem for path in (ROOT / "vocpipe" / "collect" / "readers").glob("*.toml")}
    assert declared == {reader.name for reader in plugins.load(plugins.READERS)}
