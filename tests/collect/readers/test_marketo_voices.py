"""The voices in Marketo's activities: `marketo` reads the answers in forms, `marketo_chat` the chats."""

from tests.collect.companions.test_marketo import activities
from vocpipe.collect.readers import marketo, marketo_chat
from vocpipe.records import Accepted, LeftOut, Rejected


def voices(module, reading):
    outcomes = list(module.READER.read(reading))
    assert len(outcomes) == 10
    return [part for row in outcomes if isinstance(row, Accepted) for part in row.feedback], outcomes


def test_each_field_with_words_is_a_voice_of_the_lead(tmp_path):
    found, outcomes = voices(marketo, activities(tmp_path))
    assert [(part.source_id, part.customer_ref, part.attrs, part.text) for part in found] == [
        ("g5", "33", {"question": "What is missing?", "form": "Wishes"}, "Oat milk"),
        ("g6", "33", {"question": "Wish", "form": "Wishes"}, "More seats"),
    ]
    assert len([row for row in outcomes if isinstance(row, LeftOut)]) == 6
    assert len([row for row in outcomes if isinstance(row, Rejected)]) == 2


def test_a_field_that_is_named_as_a_score_is_the_score(tmp_path):
    fields = '{"How likely are you to recommend us?": "9", "Why?": "Warm bread", "First Name": "Ann"}'
    reading = activities(tmp_path, ("h1", "36", "2026-06-05T00:00:00Z", 2, "NPS", {"Form Fields": fields}))
    found = [part for row in marketo.READER.read(reading) if isinstance(row, Accepted) for part in row.feedback]
    assert [(part.text, part.score_type, part.score) for part in found] == [("Warm bread", "nps", 9.0)]


def test_a_chat_is_what_the_visitor_says(tmp_path):
    found, _ = voices(marketo_chat, activities(tmp_path))
    assert [(part.source_id, part.customer_ref, part.text) for part in found] == [
        ("g7-chat-0", "34", "The door is stuck."),
    ]
    talk = "Bot: Hello! How can I help?\nVisitor: Do you bake without nuts?\nAgent: Yes, on Mondays.\nVisitor: Lovely."
    reading = activities(
        tmp_path, ("h2", "36", "2026-06-05T00:00:00Z", 100033, "Help", {"Conversation Transcript": talk})
    )
    (row,) = marketo_chat.READER.read(reading)
    assert [part.text for part in row.feedback] == ["Do you bake without nuts?", "Lovely."]
    assert [message.reason for message in row.left_out] == [
        "an automatic reply, not a customer's words",
        "an agent's words, not a customer's",
    ]


def test_files_are_recognized_by_what_is_anywhere_in_them(tmp_path):
    path = activities(tmp_path).path
    assert marketo.READER.recognizes(path)
    assert marketo_chat.READER.recognizes(path)
    visits = [(f"v{n}", "31", "2026-06-01T00:00:00Z", 1, "/", []) for n in range(5)]
    path = activities(tmp_path, *visits).path
    assert not marketo.READER.recognizes(path)
    assert not marketo_chat.READER.recognizes(path)
