"""Templates: both languages have equal keys and places, and the code uses each of them."""

import re
import string
from datetime import datetime
from pathlib import Path

import pytest

from tests.wording.keys import keys_in
from vocpipe.app.filters import CHOSEN
from vocpipe.app.menu import all_pages
from vocpipe.wording import LANGUAGES, templates

ROOT = Path(__file__).parents[2]
CODE = sorted(path for folder in ("vocpipe", "flows", "app") for path in (ROOT / folder).rglob("*.py"))
PROFILES = sorted((ROOT / "vocpipe" / "collect" / "readers").glob("*.toml"))
# Keys that a vendor's profile names, not the code.
DECLARED = {
    key
    for path in PROFILES
    for key in re.findall(r'^(?:reason|without_text|sentence) = "([\w.]+)"', path.read_text("utf-8"), re.M)
}
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥]")
PLACE = re.compile(r"\{[^}]*\}")
ONE_OR_OTHER = re.compile(r"\.(one|other)$")  # each language has the plural forms of its own
# Latin names inside a Japanese sentence and what stands between the items of a list bring their own blanks; lines of
# the command line have two blanks behind their first column.
WITH_BLANKS = re.compile(r"nps\.scale\.|cli\.|.*(separator|comma)$")
DAY = datetime(2026, 10, 31, 23, 30)
# Groups of the explorer that are chosen by a variable: the filters, and the titles of the pages.
GROUPS = tuple(f"explorer.{group}." for group in CHOSEN.values())


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def specs(template: str) -> list[tuple[str, str]]:
    """(place, format specification) of every place of a template."""
    return [(name, spec or "") for _, name, spec, _ in string.Formatter().parse(template) if name is not None]


def phrases() -> dict[str, dict[str, str]]:
    """Template of each key and language; the plural forms of an amount are one phrase, that of "other"."""
    return {
        language: {ONE_OR_OTHER.sub("", key): template for key, template in templates(language).items()}
        for language in LANGUAGES
    }


KEYS = {path: keys_in(path.read_text(encoding="utf-8")) for path in CODE}


def test_both_languages_have_the_same_keys():
    english, japanese = phrases()["en"], phrases()["ja"]
    assert english.keys() - japanese.keys() == set()
    assert japanese.keys() - english.keys() == set()


def test_both_languages_have_the_same_places():
    english, japanese = phrases()["en"], phrases()["ja"]
    assert [key for key in english if places(english[key]) != places(japanese[key])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_can_be_filled_in(language):
    for key, template in templates(language).items():
        samples = {name: DAY if re.search("%[a-zA-Z]", spec) else 3 for name, spec in specs(template)}
        assert template.format(**samples).strip(), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_has_a_name(language):
    unnamed = {key for key, template in templates(language).items() if not all(map(str.isidentifier, places(template)))}
    assert unnamed == set()


def test_english_has_no_japanese():
    assert {key for key, template in templates("en").items() if JAPANESE.search(template)} == set()


def test_japanese_sentences_are_japanese():
    """A template without Japanese may contain only names, signs and numbers: no English sentence was left in."""
    words = {
        key: re.findall(r"[a-z]{3,}", PLACE.sub("", template))
        for key, template in templates("ja").items()
        if not JAPANESE.search(template)
    }
    assert {key: found for key, found in words.items() if len(found) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_blanks_are_single_and_never_at_an_end(language):
    stray = re.compile(r"^\s|\s$| {2}|\s[,.;!?](\s|$)| [。、）」]|[（「] ")
    found = {key for key, template in templates(language).items() if stray.search(template)}
    assert {key for key in found if not WITH_BLANKS.match(key)} == set()


def test_every_key_in_the_code_has_a_template():
    asked = {pattern for path in CODE for pattern in KEYS[path].asked}
    missing = {pattern for pattern in asked if not any(re.fullmatch(pattern, key) for key in templates("en"))}
    assert len(asked) > 1000
    assert {str(path.relative_to(ROOT)): keys for path in CODE if (keys := KEYS[path].asked & missing)} == {}


def test_every_template_is_used():
    titles = {f"explorer.page.{page.name}" for page in all_pages()}
    unused = [
        key
        for key in phrases()["en"]
        if key not in titles | DECLARED
        and not key.startswith(GROUPS)
        and not any(keys.mention(key) or keys.mention(f"{key}.other") for keys in KEYS.values())
    ]
    assert unused == []


def test_every_key_in_a_profile_has_a_template():
    assert sorted(DECLARED - templates("en").keys()) == []


def test_the_key_finder_finds_used_keys():
    source = "from vocpipe.wording import say, amount\n" + "\n".join(
        [
            'say("no.such", "en")',
            'say("one.way" if x else f"{y}.way")',
            'context.words(f"nor.{x}")',
            'words.of("kind", 1)',
            'amount("thing", 2)',
        ]
    )
    keys = keys_in(source)
    assert keys.asked == {r"no\.such", r"one\.way", r"[\w.]+\.way", r"explorer\.nor\.[\w.]+", r"amount\.thing\.other"}
    assert keys.groups == {"explorer.kind."}
    assert keys.mention("no.such") and keys.mention("explorer.nor.what") and keys.mention("explorer.kind.review")
    assert not keys.mention("no.such.thing")
