"""Assistants ask the newest snapshot with the package's own client: ids that open, masked words, no small cells."""

import json
import socket
import subprocess
import sys
import time
from contextlib import closing
from datetime import date, datetime

import anyio
import pytest
from mcp import Client, StdioServerParameters

from tests.builders import add, add_customer, add_feedback, add_run, add_sentence, add_theme, add_vectors
from tests.store.shop import make_workspace
from vocpipe.encoders.models import encode
from vocpipe.mcp.server import make_server
from vocpipe.pipeline import PUBLISHED
from vocpipe.store.audit_check import check_audit, read_acts
from vocpipe.store.publish import publish
from vocpipe.store.vectors import USE, text_hash

SETTINGS = '[workspace]\nlanguages = ["en", "ja"]\n[app]\nurl = "https://voc.firm.example"\n'
RAW = "I am Ichiro Tanaka, call 090-1234-5678, the PDF is blurred"
MASKED = "I am [NAME], call [PHONE], the PDF is blurred"
START = "from vocpipe.cli.main import main; main()"
PERSONAL = ("Tanaka", "090-1234", "K-", "shop.example", '"customer_id"', "c_")


def build(root, *more):
    """Six customers say something about PDFs, two about dark mode; the NPS hangs on PDFs."""
    workspace = make_workspace(root, SETTINGS + "".join(more))
    with workspace.connect() as connection:
        add_theme(connection, "t_pdf", "Blurred PDF", "ぼやけたPDF")
        add_theme(connection, "t_dark", "Dark mode")
        for number in range(1, 9):
            add_customer(connection, f"K-{number}", number, email=f"k{number}@shop.example")
            text, theme = (MASKED, "t_pdf") if number < 7 else ("I want a dark mode", "t_dark")
            when = datetime(2026, 10, number)
            feedback = add_feedback(connection, number, RAW, customer_ref=f"K-{number}", created_at=when, clean=False)
            clean = {"feedback_id": feedback, "text": text, "lang": "en"}
            add(connection, "feedback_clean", **clean)
            add_sentence(connection, number, text, feedback_id=feedback, theme=theme)
        words = {"reason_en": "It lowers the NPS by 20 points.", "reason_ja": "NPS を 20 ポイント下げています。"}
        gap = {
            "gap_adjusted": -20.123456,
            "gap_adjusted_low": -30.0,
            "gap_adjusted_high": -10.0,
            "impact": -5.0,
            "n_without": 60,
        }
        add(connection, "theme_nps", theme_id="t_pdf", verdict="lowers", n_with=40, **gap, **words)
        add(connection, "theme_nps", theme_id="t_dark", verdict="lowers", n_with=40, **gap, **words)
        few = {"reason_en": "Cannot tell.", "reason_ja": "判断できません。"}
        counts = {"n_customers": 60, "n_churned": 9, "n_exposed": 3, "n_churned_exposed": 1}
        add(connection, "theme_churn", theme_id="t_pdf", verdict="cannot tell", hazard_ratio=2.0, **counts, **few)
        rise = {"verdict": "rising", "n_customers_recent": 6, "ratio": 3.0, "low": 2.0, "high": 5.0, **words}
        add(connection, "theme_change", theme_id="t_pdf", **rise)
        add_run(connection, "run-001", settings=json.dumps({"privacy": {"min_group": None}}))
        publish(connection, workspace, workspace.settings, "run-001", PUBLISHED)
    return workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    return build(tmp_path_factory.mktemp("mcp") / "shop")


def call(server, tool, **arguments):
    """What the tool answers to the package's client."""

    async def ask():
        async with Client(server) as client:
            return await client.call_tool(tool, arguments)

    return anyio.run(ask)


def answer(workspace, tool, **arguments):
    result = call(make_server(workspace), tool, **arguments)
    assert not result.is_error, result.content
    return result.structured_content


def test_every_tool_says_what_it_is_and_that_it_only_reads(workspace):
    async def ask():
        async with Client(make_server(workspace)) as client:
            return client.instructions, (await client.list_tools()).tools

    instructions, tools = anyio.run(ask)
    assert "never instructions" in instructions
    assert [tool.name for tool in tools] == ["themes", "theme", "drivers", "changes", "kpis", "search_voices"]
    assert all(tool.description and tool.annotations.read_only_hint for tool in tools)
    options = [one for tool in tools for one in tool.input_schema["properties"].values()]
    assert all(one.get("description") for one in options)


def test_themes_have_ids_that_open_in_the_explorer_and_few_people_are_not_told_of(workspace):
    found = answer(workspace, "themes")
    assert [row["theme_id"] for row in found["rows"]] == ["t_pdf"]
    assert found["rows"][0]["url"] == "https://voc.firm.example/theme?theme=t_pdf&lang=en"
    assert found["snapshot"]["run_id"] == "run-001"


def test_drivers_have_verdict_interval_n_and_reason_in_the_language_that_is_asked_for(workspace):
    (row,) = answer(workspace, "drivers", outcome="nps", language="ja")["rows"]
    assert (row["verdict"], row["value"], row["low"], row["high"], row["n"]) == ("lowers", -20.12, -30.0, -10.0, 40)
    assert row["reason"] == "NPS を 20 ポイント下げています。"
    (row,) = answer(workspace, "drivers", outcome="churn")["rows"]
    assert (row["verdict"], row["reason"]) == ("cannot tell", "Cannot tell.")
    assert not {"value", "low", "high", "n"} & row.keys()


def test_a_theme_comes_with_its_verdicts_and_newest_voices(workspace):
    found = answer(workspace, "theme", theme_id="t_pdf")
    assert (found["rows"][0]["nps_verdict"], found["rows"][0]["change_verdict"]) == ("lowers", "rising")
    assert [voice["created_on"] for voice in found["voices"][:2]] == ["2026-10-06", "2026-10-05"]
    assert found["voices"][0]["themes"] == ["t_pdf"]
    assert "hazard_ratio" not in found["rows"][0]


def test_a_theme_of_few_people_is_as_unknown_as_one_that_is_not_there(workspace):
    for theme in ("t_dark", "t_nothing"):
        result = call(make_server(workspace), "theme", theme_id=theme)
        assert result.is_error
        assert "there is no theme" in result.content[0].text


def test_voices_are_found_by_words_and_told_masked_with_an_id_that_opens(workspace):
    found = answer(workspace, "search_voices", search="blurred", most=2)
    assert (found["n_found"], len(found["rows"]), found["searched_by_meaning"]) == (6, 2, False)
    assert found["rows"][0]["text"] == MASKED
    assert found["rows"][0]["url"].startswith("https://voc.firm.example/feedback?feedback=f_")
    few = answer(workspace, "search_voices", search="dark mode")
    assert (few["n_found"], [row["themes"] for row in few["rows"]]) == (None, [[], []])
    assert len(answer(workspace, "search_voices", search="blurred", theme_id="t_pdf")["rows"]) == 6
    assert answer(workspace, "search_voices", search="blurred", theme_id="t_dark")["rows"] == []


def test_voices_are_found_by_meaning_too_across_the_languages(tmp_path):
    workspace = build(tmp_path / "shop")
    texts = [MASKED, "I want a dark mode"]
    with workspace.connect() as connection:
        add_vectors(connection, USE, [text_hash(text) for text in texts], encode(USE, texts))
        add_run(connection, "run-002", models=json.dumps({"all languages": USE}))
        publish(connection, workspace, workspace.settings, "run-002", PUBLISHED)
    found = answer(workspace, "search_voices", search="ダークモードに対応してほしい")
    assert found["searched_by_meaning"]
    assert {row["text"] for row in found["rows"]} == {"I want a dark mode"}


def test_nothing_personal_is_in_any_answer_and_each_is_in_the_audit_without_what_was_searched(workspace):
    before = len([line for line in read_acts(workspace) if line])
    asked = [
        *(("themes", {}), ("theme", {"theme_id": "t_pdf"}), ("changes", {}), ("kpis", {})),
        *(("drivers", {"outcome": "nps"}), ("search_voices", {"search": "Ichiro Tanaka PDF"})),
        ("search_voices", {"theme_id": "t_pdf"}),
    ]
    said = json.dumps([answer(workspace, tool, **arguments) for tool, arguments in asked], ensure_ascii=False)
    assert [word for word in PERSONAL if word in said] == []
    acts = [line for line in read_acts(workspace) if line][before:]
    assert [line["act"] for line in acts] == [f"mcp.{tool}" for tool, _ in asked]
    assert "Tanaka" not in json.dumps(acts)
    assert check_audit(workspace).problem is None


def test_a_larger_least_group_of_the_settings_holds_here_too(tmp_path):
    workspace = build(tmp_path / "shop", "[privacy]\nmin_group = 7\n")
    with workspace.connect() as connection:
        add_run(connection, "run-002", settings=json.dumps({"privacy": {"min_group": 7}}))
        publish(connection, workspace, workspace.settings, "run-002", PUBLISHED)
    assert answer(workspace, "themes")["rows"] == []
    assert answer(workspace, "search_voices", search="blurred")["n_found"] is None


def test_a_newer_snapshot_is_asked_as_soon_as_it_is_there(tmp_path):
    workspace = build(tmp_path / "shop")
    server = make_server(workspace)
    first = call(server, "themes").structured_content
    with workspace.connect() as connection:
        connection.execute("UPDATE theme SET name_en = 'Sharp PDF' WHERE theme_id = 't_pdf'")
        add_run(connection, "run-002")
        publish(connection, workspace, workspace.settings, "run-002", PUBLISHED)
    second = call(server, "themes").structured_content
    assert [found["rows"][0]["name_en"] for found in (first, second)] == ["Blurred PDF", "Sharp PDF"]


def command(workspace, *more):
    return ["-c", START, "mcp", "--workspace", str(workspace.root), *more]


def test_the_command_serves_on_standard_input_and_output(workspace):
    found = call(StdioServerParameters(command=sys.executable, args=command(workspace)), "themes")
    assert found.structured_content["rows"][0]["theme_id"] == "t_pdf"


def test_the_command_serves_over_http_on_this_machine(workspace):
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, *command(workspace, "--http", "--port", str(port))])
    try:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and process.poll() is None:
            with closing(socket.socket()) as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        found = call(f"http://127.0.0.1:{port}/mcp", "themes")
    finally:
        process.terminate()
        process.wait()
    assert found.structured_content["rows"][0]["theme_id"] == "t_pdf"


def test_kpis_are_those_of_the_snapshot_by_month_and_segment_or_say_what_is_missing(tmp_path):
    workspace = build(tmp_path / "shop")
    names = {"name_en": "NPS", "name_ja": "NPS", "about_en": "Promoters.", "about_ja": "推奨者。"}
    period = {"kpi_id": "nps", "is_complete": True, "value": 12.0, "low": 4.0, "high": 20.0, "n": 40}
    everybody = {"segment_kind": "all", "segment": "all"}
    with workspace.connect() as connection:
        add(connection, "kpi", kpi_id="nps", kpi_name="nps", unit="points", more_is_better=True, **names)
        add(connection, "kpi", kpi_id="ces", kpi_name="ces", reason_en="No CES.", reason_ja="CESなし。", **names)
        for month in (date(2026, 8, 1), date(2026, 9, 1)):
            add(connection, "kpi_period", month=month, n_customers=30, **everybody, **period)
            add(connection, "kpi_period", month=month, n_customers=30, segment_kind="plan", segment="Pro", **period)
        add(connection, "kpi_period", month=date(2026, 7, 1), n_customers=3, **everybody, **period)
        add_run(connection, "run-002")
        publish(connection, workspace, workspace.settings, "run-002", PUBLISHED)
    ces, nps = answer(workspace, "kpis")["rows"]
    assert (ces["reason"], ces["months"]) == ("No CES.", [])
    assert [month["month"] for month in nps["months"]] == ["2026-09-01", "2026-08-01"]
    assert [(one["segment"], one["month"]) for one in nps["segments"]] == [("Pro", "2026-09-01")]
    assert nps["url"] == "https://voc.firm.example/kpi?kpi=nps&lang=en"
