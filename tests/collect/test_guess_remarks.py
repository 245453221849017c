"""What `vocpipe init` says of every file: who reads it, what its columns are, what comes in, what stays open."""

import tomllib

import pytest

from vocpipe.collect.guess import guess_settings
from vocpipe.settings import Settings

FRESHDESK = (
    "Ticket ID,Subject,Status,Created time,Last update time,Customer interactions,Contact ID,Survey results\n"
    "71,The oven timer never rings,Closed,2026-02-03 10:00:00,2026-02-04 11:00:00,1,5001,103\n"
)
COMMENTS = "voice\n" + "".join(f"The tram {at} is far too late in the morning\n" for at in range(5))


@pytest.fixture
def said(tmp_path):
    def guess(**files: str) -> list[str]:
        (tmp_path / "inputs").mkdir(exist_ok=True)
        for name, content in files.items():
            stem, _, suffix = name.rpartition("_")
            (tmp_path / "inputs" / f"{stem}.{suffix}").write_text(content, encoding="utf-8")
        text = guess_settings(tmp_path)
        Settings.model_validate(tomllib.loads(text))
        return text.splitlines()

    return guess


def begins(lines: list[str], *starts: str) -> bool:
    return all(any(line.startswith(start) for line in lines) for start in starts)


def test_a_vendors_table_shows_its_columns_and_why(said):
    lines = said(tickets_csv=FRESHDESK)
    assert begins(
        lines,
        "# recognized as Freshdesk tickets as CSV by its columns / 列から Freshdesk tickets as CSV と判断",
        "# rows: 1 read, 1 accepted, 0 rejected, 0 left out",
        "# voices: 2; with a time: 2, with a customer: 2, with a score: 1",
        '# columns found / 見つかった列: { id = "Ticket ID", title = "Subject", created_at = "Created time"',
        "# told by the format / 形式から判断: id 100%, title, created_at 100%",
        "# scores / スコア: csat",
        "# this export holds subjects only",
    )


def test_a_table_says_what_is_open(said):
    lines = said(voices_csv=COMMENTS)
    assert begins(
        lines,
        "# read as a table: its columns are told by their names and cells / 表として読み込み",
        '# columns = { created_at = "…" }     # nothing has a time',
        '# columns = { customer_id = "…" }     # nobody is known as the customer',
    )
    assert any(line.startswith('kind = "survey"') and "a guess: nothing shows what kind" in line for line in lines)


def test_why_rows_do_not_come_in(said):
    lines = said(chat_csv="role,message\nuser,Where is my tram?\nassistant,It is late.\n,\n")
    assert begins(
        lines, "# not taken in (1): an automatic reply, not a customer's words", "# not taken in (1): nothing"
    )


def test_a_json_export_is_recognized_by_its_content(said):
    lines = said(posts_json='{"data": [{"id": "1", "text": "a", "edit_history_tweet_ids": ["1"]}], "meta": {}}')
    assert any(" by its content / " in line for line in lines)


def test_the_first_of_several_files_is_named(said):
    lines = said(voices_04_csv=COMMENTS, voices_05_csv=COMMENTS)
    assert begins(lines, "# read for a try / 試し読みしたファイル: voices_04.csv")


def test_tickets_and_their_messages_are_said_to_share_texts(said):
    texts = [f"The tram number {at} did not stop at all" for at in range(4)]
    tickets = "ticket_id,description\n" + "".join(f"{at},{text}\n" for at, text in enumerate(texts))
    messages = "message_id,thread,body\n" + "".join(f"m{at},{at},{text}\n" for at, text in enumerate(texts))
    assert begins(said(tickets_csv=tickets, messages_csv=messages), "# 4 texts are in the source 'messages' too")


def test_text_files_that_are_no_lists_are_not_read(said):
    faq = "Q: How do I change my seat?\nA: In the app, under Trips.\nQ: May I bring a dog?\nA: Yes, in a box.\n"
    lines = said(
        help_txt=faq, remarks_txt="The tram is late again\nI love the new seats\nNo tram ever comes at night\n"
    )
    assert any("inputs/help.txt (questions with their answers" in line for line in lines)
    assert begins(lines, "# the only column has no known name: its first line, 'The tram is late again'")


def test_two_lists_of_customers_are_both_said(said):
    lines = said(
        customers_csv="customer_id,plan,started_at,churned_at\nA,pro,2024-01-01,\n",
        customers_old_csv="customer_id,plan,started_at\nA,pro,2024-01-01\n",
    )
    assert 'path = "inputs/customers.csv"' in lines
    assert any("inputs/customers_old.csv (a table of the kind [customers] too" in line for line in lines)
