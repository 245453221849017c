"""Files of talks in a workspace: how `vocpipe init` lists them, and how they are counted."""

import tomllib

from vocpipe.collect.guess import guess_settings
from vocpipe.collect.load import collect
from vocpipe.settings import Settings

TALK = "聞き手：どこが不便ですか\n顧客：検索が遅いです\n聞き手：なるほど\n顧客：印刷もできません\n"
CALL = "WEBVTT\n\n00:01.000 --> 00:02.000\nLee: It fails\n\n00:02.000 --> 00:03.000\nNoa (Northwind): Sorry\n"


def sources(root):
    return tomllib.loads(guess_settings(root))["source"]


def test_init_lists_interviews_as_one_source_and_calls_as_calls(site):
    root = site.workspace.root
    site.put("interview_2026-03-04_K-2201.txt", TALK)
    site.put("interview_2026-03-11_K-0007.txt", TALK)
    site.put("call_20260304.vtt", CALL)
    site.put("comments.txt", "comment\nSupport: slow\nPrice: high\nSupport: kind\n")
    found = {source["path"]: (source["reader"], source.get("kind")) for source in sources(root)}
    assert found == {
        "inputs/call*.vtt": ("talk", "call"),
        "inputs/comments.txt": ("table", "survey"),
        "inputs/interview*.txt": ("talk", None),
    }


def test_every_turn_is_counted_and_has_the_kind_of_its_file(site):
    site.put("interview_2026-03-04_K-2201.txt", TALK)
    row = site.collect({"name": "talks", "reader": "talk", "path": "inputs/*.txt"})[0]
    assert (row["rows_read"], row["rows_accepted"], row["rows_rejected"], row["rows_left_out"]) == (4, 2, 0, 2)
    assert site.rows("SELECT DISTINCT kind, customer_ref, thread_id FROM feedback_raw") == [
        ("interview", "K-2201", "interview_2026-03-04_K-2201.txt")
    ]


def test_a_turn_that_is_gone_from_the_file_is_deleted(site):
    source = {"name": "talks", "reader": "talk", "path": "inputs/*.txt"}
    site.put("talk_2026-03-04.txt", TALK)
    site.collect(source)
    site.put("talk_2026-03-04.txt", TALK.rsplit("顧客", 1)[0], modified=1_780_000_100)
    site.collect(source)
    assert [text for _, text in site.alive()] == ["検索が遅いです"]


def test_a_file_is_read_again_when_the_companys_names_are_stated(site):
    site.put("call_20260304.vtt", CALL)
    source = {"name": "calls", "reader": "talk", "path": "inputs/*.vtt"}
    assert site.collect(source)[0]["rows_accepted"] == 0
    settings = Settings.model_validate({"workspace": {"own_names": ["Northwind"]}, "source": [source]})
    with site.workspace.connect() as connection:
        row = collect(connection, site.workspace, settings, "run-9").to_pylist()[0]
    assert row["rows_accepted"] == 1
