"""A program of the user's own that names themes: its input, which of its names are used, and its failures."""

import json
import logging
import re
import sys
import threading
import time
import tomllib
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.quiet_server import QuietServer
from tests.themes.small import Small
from vocpipe.settings import Settings
from vocpipe.themes.naming.answers import MAX_NAME_LENGTH

DOCUMENTATION = (Path(__file__).parents[3] / "docs" / "naming.md").read_text(encoding="utf-8")

# The start of each small program: it reads the requests and prepares an empty answer.
HEAD = """\
import json, sys
themes = json.load(sys.stdin)
names = {}
"""
TAIL = "print(json.dumps(names))\n"


def each(names):
    return HEAD + f'for place, one in enumerate(themes):\n    names[one["theme_id"]] = {names}\n' + TAIL


GOOD = each('{language: f"{language} name {place}" for language in one["languages"]}')
OWN = "SELECT theme_id, name_ja, name_en FROM theme ORDER BY theme_id"


@pytest.fixture(scope="module")
def own():
    """The names that vocpipe gives by itself."""
    plain = Small()
    for topic in ("pdf", "support", "slow"):
        plain.say(topic, 30)
    plain.refresh()
    return plain.rows(OWN)


@pytest.fixture
def program(tmp_path):
    def write(text):
        path = tmp_path / "namer.py"
        path.write_text(text, encoding="utf-8")
        return [sys.executable, str(path), "--flag"]

    return write


def warnings(caplog):
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


def test_without_a_program_names_are_in_customers_words(small, own):
    small.refresh()
    assert small.rows(OWN) == own


def test_a_programs_names_are_the_themes_names_in_both_languages(small, program, caplog):
    result = small.refresh(naming=program(GOOD))
    count = small.rows("SELECT count(*) FROM theme")[0][0]
    assert result["named_by_program"] == count
    assert sorted(small.rows("SELECT name_ja, name_en FROM theme")) == sorted(
        (f"ja name {place}", f"en name {place}") for place in range(count)
    )
    assert warnings(caplog) == []


def test_it_is_given_keywords_and_masked_central_sentences_and_vocpipes_own_names(small, own, program, tmp_path):
    seen = tmp_path / "seen.json"
    small.refresh(
        naming=program(f"import sys, pathlib\npathlib.Path({str(seen)!r}).write_text(sys.stdin.read())\nprint('{{}}')")
    )
    themes = json.loads(seen.read_text(encoding="ascii"))
    assert sorted((one["theme_id"], one["names"].get("ja"), one["names"].get("en")) for one in themes) == own
    main = next(one for one in themes if one["parent_id"] is None and "pdf" in one["keywords"]["en"])
    assert (main["n_sentences"], main["languages"]) == (30, ["ja", "en"])
    assert {language: len(texts) for language, texts in main["sentences"].items()} == {"ja": 5, "en": 5}
    known = {text for (text,) in small.rows("SELECT text FROM sentence")}
    assert {text for texts in main["sentences"].values() for text in texts} <= known


def test_it_is_run_once_for_all_themes_and_not_at_all_without_new_ones(small, program, tmp_path):
    runs = tmp_path / "runs"
    command = program(GOOD + f"open({str(runs)!r}, 'a').write('x')\n")
    small.refresh(naming=command)
    small.say("pdf", 6, start=100, noise=0.02)
    small.refresh(naming=command)
    small.refresh(naming=command)
    assert runs.read_text() == "x"


def test_names_stay_as_long_as_their_themes_and_only_new_themes_are_asked_for(small, program):
    small.refresh(naming=program(GOOD))
    before = small.rows(OWN)
    small.say("login", 40)
    renamed = each('{language: f"later {language} {place}" for language in one["languages"]}')
    assert small.refresh(rediscover=True, naming=program(renamed))["born"] == 1
    after = small.rows(OWN)
    assert set(before) <= set(after)
    assert all(name.startswith("later ") for row in set(after) - set(before) for name in row[1:])


def test_emerging_themes_are_named_by_the_program_too(small, program):
    small.refresh()
    small.say("login", 12, langs=("en",), noise=0.01)
    small.strays(6)
    assert small.refresh(naming=program(GOOD))["emerged"] == 1
    assert small.rows("SELECT name_ja, name_en FROM theme WHERE state = 'emerging'") == [("ja name 0", "en name 0")]


def test_only_the_language_that_is_new_to_a_theme_is_asked_for(program):
    small = Small()
    small.say("pdf", 30, langs=("en",))
    small.say("slow", 30, langs=("en",))
    small.refresh()
    before = dict(small.rows("SELECT theme_id, name_en FROM theme"))
    small.say("pdf", 30, langs=("ja",), start=100)
    small.say("slow", 30, langs=("ja",), start=100)
    small.refresh(rediscover=True, naming=program(GOOD))
    unchanged = small.rows(
        "SELECT theme_id, name_ja, name_en FROM theme WHERE list_contains(?, theme_id)", list(before)
    )
    assert {theme: name_en for theme, _, name_en in unchanged} == before
    assert any(name_ja and name_ja.startswith("ja name") for _, name_ja, _ in unchanged)


def test_a_theme_that_the_program_leaves_out_keeps_its_name_without_a_warning(small, own, program, caplog):
    first = HEAD + 'names[themes[0]["theme_id"]] = {"en": "  Only   this one "}\n' + TAIL
    assert small.refresh(naming=program(first))["named_by_program"] == 1
    changed = [(mine, its) for mine, its in zip(own, small.rows(OWN), strict=True) if mine != its]
    assert len(changed) == 1
    assert changed[0][1] == (*changed[0][0][:2], "Only this one")
    assert warnings(caplog) == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("''", "1 empty"),
        ("'  '", "1 empty"),
        ("'?!'", "1 empty"),
        ("7", "1 empty"),
        (f"'x' * {MAX_NAME_LENGTH + 1}", f"1 longer than {MAX_NAME_LENGTH} characters"),
        ("'a \\x07 b'", "1 with characters that can't be shown"),
        ("'half \\ud83d'", "1 with characters that can't be shown"),
        (
            "next(one for one in themes[1:] if one['parent_id'] is None)['names']['en'].upper()",
            "1 taken by another theme",
        ),
    ],
)
def test_an_unusable_name_is_reported_and_vocpipes_own_stays(name, reason, small, own, program, caplog):
    text = HEAD + f'names[themes[0]["theme_id"]] = {{"en": {name}}}\n' + TAIL
    assert "named_by_program" not in small.refresh(naming=program(text))
    assert small.rows(OWN) == own
    [line] = warnings(caplog)
    assert f"gave names that can't be used ({reason})" in line
    assert "\n" not in line


def test_of_two_themes_with_equal_names_one_keeps_vocpipes_name(small, own, program, caplog):
    small.refresh(naming=program(each('{"en": "Problems"}')))
    level = "SELECT count(*) FROM theme WHERE name_en = 'Problems' GROUP BY parent_id IS NULL"
    assert set(small.rows(level)) == {(1,)}
    assert "taken by another theme" in warnings(caplog)[0]


def test_a_name_that_a_person_gave_is_not_given_again(small, program, caplog):
    small.refresh()
    small.connection.execute("UPDATE theme SET name_en = 'By a person' WHERE theme_id = ?", [small.themes()["pdf"]])
    small.say("login", 40)
    small.refresh(rediscover=True, naming=program(each('{"en": "by a PERSON"}')))
    assert small.rows("SELECT count(*) FROM theme WHERE name_en = 'by a PERSON' AND parent_id IS NULL") == [(0,)]
    assert "taken by another theme" in warnings(caplog)[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("print('Sure! Here are the names:')", "printed no JSON"),
        ("", "printed no JSON"),
        ("import sys; sys.stdout.buffer.write(b'{\"\\xff\": {}}')", "printed no JSON"),
        ("print('[' * 100_000)", "printed no JSON"),
        ("print('[]')", "did not print a JSON object like"),
        ("import sys; print('{}'); sys.exit('no model is loaded')", "ended with exit code 1: no model is loaded"),
        ("1 / 0", "ended with exit code 1: ZeroDivisionError: division by zero"),
    ],
)
def test_a_program_that_fails_leaves_vocpipes_own_names_and_one_log_line(text, says, small, own, program, caplog):
    assert small.refresh(naming=program(text))["born"] == 3
    assert small.rows(OWN) == own
    [line] = warnings(caplog)
    assert says in line
    assert f"the {len(own)} new themes keep vocpipe's own names" in line
    assert "\n" not in line


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("{'t_nobody': {'en': 'A name'}}", "1 for a theme that was not asked for"),
        ("{themes[0]['theme_id']: 'A name'}", "1 without a name for each language"),
    ],
)
def test_answers_of_another_shape_are_ignored(answer, reason, small, own, program, caplog):
    small.refresh(naming=program(HEAD + f"names = {answer}\n" + TAIL))
    assert small.rows(OWN) == own
    assert reason in warnings(caplog)[0]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("no-such-namer", "'no-such-namer' can't be started: No such file or directory"),
        ("", "'' can't be started: "),
        ("a\0b", "can't be started: embedded null byte"),
    ],
)
def test_a_missing_program_leaves_vocpipes_own_names(name, says, small, own, caplog):
    small.refresh(naming=[name])
    assert small.rows(OWN) == own
    assert says in warnings(caplog)[0]


@pytest.fixture
def model():
    """A stand-in for a model's server, with the interface that Ollama and llama.cpp share; it records its requests."""
    asked = []

    class Server(BaseHTTPRequestHandler):
        def do_POST(self):
            asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            content = json.dumps({"ja": f"名前{len(asked)}", "en": f"Name {len(asked)}"}, ensure_ascii=False)
            answer = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_):
            pass

    with QuietServer(("127.0.0.1", 0), Server) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


def test_the_script_in_the_documentation_asks_a_model_for_each_theme_and_leaves_sub_themes(
    small, program, model, caplog
):
    address, asked = model
    [script] = re.findall(r"```python\n(.*?)```", DOCUMENTATION, re.DOTALL)
    command = program(script.replace("http://localhost:11434", address))
    assert small.refresh(naming=command)["named_by_program"] == len(asked) == 3
    assert all("Invoice export" in str(one) or "親切" in str(one) or "slow" in str(one) for one in asked)
    names = small.rows("SELECT name_ja, name_en FROM theme WHERE parent_id IS NULL ORDER BY name_en")
    assert names == [(f"名前{number}", f"Name {number}") for number in (1, 2, 3)]
    assert warnings(caplog) == []


def test_the_settings_in_the_documentation_are_settings():
    [block] = re.findall(r"```toml\n(.*?)```", DOCUMENTATION, re.DOTALL)
    assert Settings.model_validate(tomllib.loads(block)).naming.command


def test_a_program_that_takes_too_long_is_killed_with_its_children(small, own, program, tmp_path, caplog):
    beat = tmp_path / "beat"
    child = f"import time\nwhile True:\n    open({str(beat)!r}, 'a').write('.'); time.sleep(0.05)"
    text = f"import subprocess, sys, time\nsubprocess.Popen([sys.executable, '-c', {child!r}])\ntime.sleep(60)"
    start = time.monotonic()
    small.refresh(naming=program(text), timeout_seconds=2)
    assert time.monotonic() - start < 20
    assert small.rows(OWN) == own
    assert "took longer than 2 seconds" in warnings(caplog)[0]
    time.sleep(0.2)
    before = beat.read_text()
    time.sleep(0.3)
    assert beat.read_text() == before


def test_a_program_that_reads_nothing_and_leaves_a_child_behind_does_not_delay_the_refresh(small, program):
    text = (
        "import subprocess, sys\nprint('{}')\n"
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(5)'], start_new_session=True)"
    )
    start = time.monotonic()
    small.refresh(naming=program(text))
    assert time.monotonic() - start < 4
