from pathlib import Path

import pytest

from vocpipe.collect.registry import reader, readers
from vocpipe.errors import SettingsError, UnknownReaderError, VocpipeError
from vocpipe.settings import Settings, load_settings

SOURCE = '[[source]]\nname = "reviews"\npath = "inputs/*.csv"\n'


def load(folder, text):
    (folder / "vocpipe.toml").write_text(text, encoding="utf-8")
    return load_settings(folder)


def test_an_empty_file_is_all_defaults(tmp_path):
    assert load(tmp_path, "") == Settings()
    assert Settings().workspace.languages == ["ja", "en"]


def test_the_example_of_the_design_is_read(tmp_path):
    settings = load(
        tmp_path,
        """
        [workspace]
        languages = ["ja", "en"]
        timezone = "Asia/Tokyo"

        [[source]]
        name = "reviews"
        reader = "table"
        path = "inputs/reviews*.csv"
        kind = "review"
        columns = { id = "review_id", text = "body", created_at = "posted", customer_id = "customer", score = "stars" }
        score_type = "stars"

        [customers]
        path = "inputs/customers.csv"
        columns = { customer_id = "id", started_at = "start", churned_at = "cancelled", monthly_value = "mrr" }
        """,
    )
    assert settings.source[0].columns["text"] == "body"
    assert settings.customers.columns["monthly_value"] == "mrr"


def test_a_file_that_begins_with_a_byte_order_mark_is_read(tmp_path):
    (tmp_path / "vocpipe.toml").write_bytes(b"\xef\xbb\xbf" + SOURCE.encode())
    assert load_settings(tmp_path).source[0].name == "reviews"


def test_without_a_file_the_next_command_is_named(tmp_path):
    with pytest.raises(SettingsError, match=r"has no vocpipe.toml; put your exports in inputs/ and run: vocpipe init "):
        load_settings(tmp_path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[workspace\n", "can't be read as TOML"),
        ("[workspace]\nlanguage = 'ja'\n", "workspace.language: Extra inputs"),
        ("[themess]\n", "there is no section 'themess'"),
        (SOURCE + "colums = {}\n", "source.0.colums: Extra inputs"),
        ('[[source]]\nname = "reviews"\n', "source.0.path: Field required"),
        ('[[source]]\npath = "x"\n', "source.0.name: Field required"),
        ('[[source]]\nname = "a b/c"\npath = "x"\n', "source.0.name: String should match"),
        (SOURCE + SOURCE, "[[source]], [[source]] have the same name, reviews; give each its own"),
        (
            2 * '[[invitations]]\npath = "x"\n',
            "[[invitations]], [[invitations]] have the same name, invitations; give each its own",
        ),
        (
            2 * '[[behaviour]]\npath = "x"\n',
            "[[behaviour]], [[behaviour]] have the same name, behaviour; give each its own",
        ),
        (
            2 * '[[contacts]]\nname = "out"\npath = "x"\n',
            "[[contacts]], [[contacts]] have the same name, out; give each its own",
        ),
        (
            SOURCE + '[[invitations]]\nname = "reviews"\npath = "x"\n',
            "vocpipe.toml: Value error, [[source]], [[invitations]] have the same name, reviews; give each its own",
        ),
        (SOURCE + 'kind = "letter"\n', "source.0.kind: Input should be 'survey'"),
        (SOURCE + 'score_type = "likes"\n', "source.0.score_type: Input should be 'nps'"),
        (
            SOURCE + 'timezone = "Tokyo"\n',
            "source.0.timezone: Value error, 'Tokyo' is not a time zone; use a name like Asia/Tokyo",
        ),
        ('[workspace]\ntimezone = "Mars/Base"\n', "workspace.timezone: Value error, 'Mars/Base' is not a time zone"),
        ('[workspace]\ntimezone = ""\n', "is not a time zone"),
        ('[workspace]\ntimezone = "Asia"\n', "'Asia' is not a time zone"),
        ('[workspace]\ntimezone = "../../etc/passwd"\n', "is not a time zone"),
        ("[workspace]\nlanguages = []\n", "workspace.languages: "),
        ("[workspace]\nlanguages = ['japanese']\n", "workspace.languages.0: "),
        ("[workspace]\nkeep_snapshots = 0\n", "workspace.keep_snapshots: "),
        (
            '[workspace]\nown_names = ["Tsumugi", " "]\n',
            "workspace.own_names.1: Value error, ' ' is not a name; use one like Tsumugi, or leave it out",
        ),
        ("[workspace]\nown_names = 'Tsumugi'\n", "workspace.own_names: Input should be a valid list"),
        ("[embed]\nbatch_size = 0\n", "embed.batch_size: "),
        ("[themes]\nengine = 'bertopic'\n", "themes.engine: Input should be 'graph' or 'hdbscan'"),
        ("[themes]\nresolution = 0\n", "themes.resolution: "),
        ("[themes]\nmin_size = 1\n", "themes.min_size: "),
        ("[naming]\ncommand = 'namer'\n", "naming.command: Input should be a valid list"),
        ("[naming]\ntimeout_seconds = 0\n", "naming.timeout_seconds: "),
        ("[outcomes]\nfalse_discovery_rate = 1.5\n", "outcomes.false_discovery_rate: "),
        ("[customers]\n", "customers.path: Field required"),
    ],
)
def test_an_invalid_value_is_reported_in_one_line_with_its_place(tmp_path, text, says):
    with pytest.raises(SettingsError) as error:
        load(tmp_path, text)
    message = str(error.value)
    assert says in message
    assert str(tmp_path / "vocpipe.toml") in message
    assert "\n" not in message


def test_a_file_in_another_encoding_is_reported_in_one_line(tmp_path):
    (tmp_path / "vocpipe.toml").write_bytes('[[source]]\nname = "調査"\n'.encode("cp932"))
    with pytest.raises(SettingsError, match="can't be read as TOML") as error:
        load_settings(tmp_path)
    assert "\n" not in str(error.value)


def test_an_unknown_reader_is_reported_with_the_known_ones():
    with pytest.raises(UnknownReaderError, match=r"the reader is 'exel'; choose one of: .*google_play, ") as error:
        reader("exel")
    assert all(name in str(error.value) for name in readers())
    assert isinstance(error.value, VocpipeError)


def test_a_naming_program_in_the_workspace_is_found_wherever_vocpipe_was_started(tmp_path, monkeypatch):
    (tmp_path / "namer.py").touch()
    monkeypatch.chdir(tmp_path.parent)
    settings = load(Path(tmp_path.name), '[naming]\ncommand = ["python3", "./namer.py", "--small"]\n')
    assert settings.naming.command == ["python3", str(tmp_path / "namer.py"), "--small"]


def test_settings_cannot_be_changed_after_they_were_read():
    with pytest.raises(Exception, match="frozen"):
        Settings().workspace.timezone = "UTC"


def test_every_default_is_one_that_may_be_written():
    assert Settings.model_validate(Settings().model_dump()) == Settings()
