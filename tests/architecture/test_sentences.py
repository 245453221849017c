"""Every sentence that people read is in the wording, in both languages, and nowhere else in the code."""

import ast
import re
import string
import tomllib

import pytest

from tests.architecture.source import MODULES, ROOT, constant, docstrings, name, part, strings, tree

HOLE = "{}"
_LETTERS = re.compile(r"[^\W\d_]")
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-鿿]")
_PROSE = re.compile(r"\w+[,;:]? \w.* \w.*[.!?]$", re.DOTALL)
_JAPANESE_PROSE = re.compile(r"[ぁ-ん一-鿿ァ-ヺ].{4,}[。！？]", re.DOTALL)
_SQL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|DROP|ALTER|SET|ATTACH|FROM|WHERE|JOIN|AND|ON)\b|\s*--")
# Calls whose texts people read: the arguments are whole sentences from the wording, or no words at all.
_SHOWN = {"typer.echo", "typer.secho", "typer.confirm", "typer.prompt", "warnings.append", "warnings.warn", "Text"}
_NOT_SHOWN = {"st.html", "st.set_page_config", "st.session_state"}
# Rooms that recognize words in what people wrote: Japanese words in their code are data, Japanese sentences are not.
RECOGNIZING = {
    "collect",
    "structure",
    "masking",
    "lexicon",
    "sentiment",
    "themes",
    "own_names",
    "mixed_themes",
    "doctor",
}
# It makes up what customers say, to measure with.
MAKES_UP = {"evaluate"}


def called(node):
    """The dotted name of what is called, as far as it has one."""
    function, parts = node.func, []
    while isinstance(function, ast.Attribute):
        parts.append(function.attr)
        function = function.value
    parts.append(function.id if isinstance(function, ast.Name) else "")
    return ".".join(reversed(parts)).strip(".")


def is_shown(function):
    """Whether people read the texts that a function is given."""
    last = function.split(".")[-1]
    ending = ".".join(function.split(".")[-2:])
    if function.startswith("st."):
        return function not in _NOT_SHOWN
    return last.endswith("Error") or last in _SHOWN or function in _SHOWN or ending in _SHOWN


def has_words(text):
    """Whether a text says something: two words, or Japanese; a command to type is not a sentence."""
    if text.startswith("vocpipe "):
        return False
    words = text.replace(HOLE, " ").split()
    return bool(_JAPANESE.search(text)) or sum(bool(_LETTERS.search(word)) for word in words) >= 2


def is_prose(text, japanese):
    """Whether a text reads as a sentence, wherever it is in the code; `japanese` is what counts as one in Japanese."""
    if _SQL.match(text) or "(?" in text:  # or a part of a regular expression
        return False
    return bool(_PROSE.search(text.strip()) or japanese.search(text))


def patterns(module):
    """The ids of strings that are regular expressions."""
    return {
        id(inner)
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and called(node).startswith("re.")
        for inner in ast.walk(node)
    }


def declared(module):
    """The ids of the comments in declarations of tables: analysts read them in the database, in English alone."""
    return {
        id(inner)
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and called(node) in ("Table", "Column")
        for inner in ast.walk(node)
    }


def handed_over(module):
    """(line, text) of every text with words that is handed to something people read."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            shown = is_shown(called(node))
            given = [argument for argument in node.args if shown]
            given += [item.value for item in node.keywords if shown or item.arg == "help"]
            for argument in given:
                text = constant(argument, HOLE)
                if text is not None and has_words(text):
                    yield argument.lineno, text


def sentences(path):
    """(line, text) of every sentence in the code of a module that belongs in the wording."""
    module, japanese = tree(path), japanese_of(room(path))
    skipped = patterns(module) | docstrings(module) | declared(module)
    texts = [(node.lineno, text) for node, text in strings(path, HOLE) if id(node) not in skipped]
    return sorted({*handed_over(module), *((line, text) for line, text in texts if is_prose(text, japanese))})


def japanese_of(own):
    """What counts as a sentence in Japanese in a room."""
    if own in MAKES_UP:
        return re.compile("(?!)")
    return _JAPANESE_PROSE if own in RECOGNIZING else _JAPANESE


def room(path):
    """The room of a module; a file of a test is in none."""
    return part(name(path)) if path.is_relative_to(ROOT) else ""


def test_no_sentence_stands_outside_the_wording():
    found = {name(path): sentences(path) for path in MODULES}
    assert {module: said for module, said in found.items() if said} == {}


@pytest.mark.parametrize(
    "code",
    [
        'raise EditError("there is none")',
        'raise ValueError(f"{x} is none of {y}")',
        'typer.echo(f"{n} customers in {out}")',
        'typer.Option(help="The file to write.")',
        'st.info("Nothing here.")',
        'st.markdown("まだありません")',
        'warnings.append("no dates")',
        'self.warnings.append("no dates")',
        'Text("It rose.", rose)',
        'Text(rose, "上昇")',
        'x = "The theme has a new name."',
        'x = f"The {theme} rose, by {n:.1f} points."',
        'x = {"ja": "増加"}',
    ],
)
def test_a_sentence_is_found(tmp_path, code):
    path = tmp_path / "module.py"
    path.write_text(f'"""A module that says things."""\n{code}\n', encoding="utf-8")
    assert len(sentences(path)) == 1


@pytest.mark.parametrize(
    "code",
    [
        'def f():\n    """The theme has a new name."""',
        'raise EditError(tell("error.edit.no_name"))',
        'raise KeyError(f"{name}")',
        'x = "SELECT a FROM t WHERE b IS NULL."',
        'x = re.compile("[ぁ-ん]+ and so on.")',
        'st.columns([1, 2], gap="small")',
        'x = "one two"',
        'x = "%Y-%m-%d %H:%M"',
    ],
)
def test_what_is_not_a_sentence_is_allowed(tmp_path, code):
    path = tmp_path / "module.py"
    path.write_text(f'"""A module that says nothing."""\n{code}\n', encoding="utf-8")
    assert sentences(path) == []


def wording(language):
    """Key -> template."""
    return dict(flat(tomllib.loads((ROOT / "vocpipe" / "wording" / f"{language}.toml").read_text(encoding="utf-8"))))


def flat(group, before=""):
    for key, value in group.items():
        yield from flat(value, f"{before}{key}.") if isinstance(value, dict) else [(before + key, value)]


def places(template):
    """The names of a template's places; the format of a number may differ between languages."""
    return {place for _, place, _, _ in string.Formatter().parse(template) if place is not None}


def test_both_languages_say_the_same_things():
    english, japanese = wording("en"), wording("ja")
    assert len(english) > 50
    missing = {key for key in english.keys() - japanese.keys() if not re.match(r"amount\..*\.one$", key)}
    assert missing | (japanese.keys() - english.keys()) == set()
    assert {key for key in english.keys() & japanese.keys() if places(english[key]) != places(japanese[key])} == set()


def test_japanese_is_japanese_and_english_is_english():
    assert {key for key, template in wording("en").items() if _JAPANESE.search(template)} == set()
    plain = {key: re.sub(r"\{[^}]*\}", "", template) for key, template in wording("ja").items()}
    assert {key for key, template in plain.items() if has_words(template) and not _JAPANESE.search(template)} == set()
