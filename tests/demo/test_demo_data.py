"""The demo company's files are what make.py writes, and truth.toml agrees with them."""

import csv
import functools
import hashlib
import io
import json
import os
import subprocess
import sys
import tomllib
import unicodedata
from pathlib import Path

import phonenumbers
import pytest

from vocpipe.settings import load_settings

DEMO = Path(__file__).parents[2] / "data" / "demo"
TRUTH = tomllib.loads((DEMO / "truth.toml").read_text(encoding="utf-8"))
TOPICS = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((DEMO / "topics").glob("*.toml"))
}
COMPANIONS = ("usage.csv", "people.csv", "mailings.csv", "survey_invitations.csv", "help_articles.csv")
BY_ID = {topic["id"]: topic for topic in TRUTH["topic"]}


def digests(folder):
    files = [folder / "truth.toml", *sorted((folder / "inputs").iterdir())]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def records(name, encoding):
    return list(csv.reader(io.StringIO((DEMO / "inputs" / name).read_bytes().decode(encoding), newline="")))


def reviews():
    for path in sorted((DEMO / "inputs").glob("reviews_*.csv")):
        yield path.name, records(path.name, "utf-16")[1:]


def pages():
    for path in sorted((DEMO / "inputs").glob("x_posts_*.json")):
        yield path.name, json.loads(path.read_text(encoding="utf-8"))


def ticket_lines():
    return (DEMO / "inputs" / "zendesk_tickets.jsonl").read_text(encoding="utf-8").split("\n")


def tickets():
    for line in ticket_lines():
        try:
            yield json.loads(line)
        except json.JSONDecodeError:
            continue


def customer_messages():
    for ticket in tickets():
        for comment in ticket.get("comments", []):
            if comment["author_id"] == ticket["requester_id"] and comment["public"]:
                yield ticket, comment


def answers():
    for row in records("surveymonkey_nps.csv", "utf-8-sig")[2:]:
        if len(row) == 16:
            yield row


@functools.cache
def everything():
    texts = []
    for path in sorted((DEMO / "inputs").iterdir()):
        encoding = (
            "cp932" if path.name == "customers.csv" else "utf-16" if path.name.startswith("reviews") else "utf-8-sig"
        )
        texts.append(path.read_bytes().decode(encoding))
    return "\n".join(texts)


@pytest.mark.parametrize("hash_seed", ["0", "4711"])
def test_the_generator_reproduces_the_committed_bytes(tmp_path, hash_seed):
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    subprocess.run(
        [sys.executable, str(DEMO / "make.py"), str(tmp_path)], check=True, env=environment, capture_output=True
    )
    assert digests(tmp_path) == digests(DEMO)


def test_there_are_forty_topics_with_twenty_five_wordings_in_each_language():
    assert len(TOPICS) >= 40
    assert set(TOPICS) == set(BY_ID)
    for name, topic in TOPICS.items():
        assert topic["id"] == name
        assert len(set(topic["ja"])) >= 25, name
        assert len(set(topic["en"])) >= 25, name


def test_no_sentence_belongs_to_two_topics():
    sentences = [sentence for topic in TOPICS.values() for lang in ("ja", "en") for sentence in topic[lang]]
    assert len(sentences) == len(set(sentences))


def test_size_and_languages_are_as_documented():
    totals = TRUTH["totals"]
    assert 590 <= totals["n_customers"] <= 610
    assert 5500 <= totals["n_pieces"] <= 6500
    assert 0.6 <= totals["n_pieces_ja"] / totals["n_pieces"] <= 0.7
    assert sum(TRUTH["pieces"].values()) == totals["n_pieces"]
    assert sum(path.stat().st_size for path in (DEMO / "inputs").iterdir()) < 6_000_000


def test_rows_in_the_files_are_those_of_the_truth():
    rows = {name: len(items) for name, items in reviews()}
    rows |= {name: len(page["data"]) for name, page in pages()}
    rows["customers.csv"] = len(records("customers.csv", "cp932")) - 1
    rows |= {name: len(records(name, "utf-8-sig")) - 1 for name in COMPANIONS}
    rows["surveymonkey_nps.csv"] = len(records("surveymonkey_nps.csv", "utf-8-sig")) - 2
    rows["zendesk_tickets.jsonl"] = len(ticket_lines())
    assert rows == TRUTH["rows"]


def test_ticket_pieces_are_the_customers_own_public_messages():
    assert len(list(customer_messages())) == TRUTH["pieces"]["tickets"]


def test_survey_pieces_are_the_answers_and_the_responses_without_one():
    assert sum(max(1, sum(bool(text) for text in row[14:])) for row in answers()) == TRUTH["pieces"]["nps_survey"]


def test_review_pieces_are_reviews_not_their_older_versions():
    links = [(row[15], row[11]) for _, rows in reviews() for row in rows]
    assert (
        len({link for link, _ in links if link}) + sum(not link for link, _ in links) == TRUTH["pieces"]["play_reviews"]
    )


def test_post_pieces_leave_out_retweets_and_versions_before_an_edit():
    left = 0
    for name, page in pages():
        broken = TRUTH["broken"].get(name, {})
        retweets = sum("referenced_tweets" in post for post in page["data"])
        older = sum(post["id"] != post["edit_history_tweet_ids"][-1] for post in page["data"])
        assert (retweets, older) == (broken.get("retweet", 0), broken.get("replaced by its edit", 0))
        left += len(page["data"]) - retweets - older
    assert left == TRUTH["pieces"]["x"]


def test_the_broken_rows_are_those_of_the_truth():
    survey = TRUTH["broken"]["surveymonkey_nps.csv"]
    rows = records("surveymonkey_nps.csv", "utf-8-sig")[2:]
    assert sum(len(row) != 16 for row in rows) == survey["wrong number of cells"]
    assert sum(row[9] in ("11", "九") for row in rows if len(row) == 16) == survey["score that is none"]
    assert sum(row[3] in ("02/30/2026 10:15:00 AM", "昨日") for row in rows) == survey["date that is none"]
    stars = {name: sum(row[9] == "7" for row in rows) for name, rows in reviews()}
    planted = {name: TRUTH["broken"].get(name, {}).get("stars that are none", 0) for name in stars}
    assert stars == planted
    assert sum(ticket["status"] == "deleted" for ticket in tickets()) == 1
    assert len(ticket_lines()) - len(list(tickets())) == 2
    assert [row[0] for row in records("customers.csv", "cp932")].count("") == TRUTH["broken"]["customers.csv"]["no id"]


def test_the_nps_is_plausible_for_a_company_of_this_kind():
    scores = [int(row[9]) for row in answers() if row[9].isascii() and row[9].isdigit() and int(row[9]) <= 10]
    nps = 100 * (sum(score >= 9 for score in scores) - sum(score <= 6 for score in scores)) / len(scores)
    assert nps == pytest.approx(TRUTH["totals"]["nps"], abs=0.01)
    assert 5 <= nps <= 20


def test_every_churn_topic_is_mentioned_by_forty_customers_who_leave_later():
    raising = {name: topic["n_churned_exposed"] for name, topic in BY_ID.items() if topic["churn_hazard_ratio"] > 1}
    assert set(raising) == {"invoice_pdf", "month_end_slow", "support_slow", "data_migration"}
    assert min(raising.values()) >= 40


def test_dark_mode_is_the_loudest_and_harmless():
    loudest = max(TRUTH["topic"], key=lambda topic: topic["n_feedback"])
    assert (loudest["id"], loudest["churn_hazard_ratio"], loudest["nps_effect"]) == ("dark_mode", 1.0, 0.0)


def middle(sentence):
    """The part of a sentence that stays when its start or end is varied."""
    return sentence[6:-6] if len(sentence) > 24 else None


def middles(topic):
    return [part for lang in ("ja", "en") for part in map(middle, TOPICS[topic][lang]) if part]


def share_with_middle(sentences):
    """The share of mentions, given the sentences from the most common one, whose sentence has a middle."""
    weights = [1 / (rank + 3) for rank in range(1, len(sentences) + 1)]
    return sum(weight for weight, said in zip(weights, sentences, strict=True) if middle(said)) / sum(weights)


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_sentences_are_in_the_files_about_as_often_as_planned(topic):
    files = everything()
    found = sum(files.count(part) for part in middles(topic))
    expected = sum(
        BY_ID[topic][f"n_sentences_{lang}"] * share_with_middle(TOPICS[topic][lang]) for lang in ("ja", "en")
    )
    assert 0.7 * expected <= found <= 2.2 * expected  # tickets repeat the first comment as description


def dated_texts():
    for row in answers():
        if row[3][0].isdigit():
            yield f"{row[3][6:10]}-{row[3][:2]}-{row[3][3:5]}", " ".join(row[14:])
    for _, comment in customer_messages():
        yield comment["created_at"][:10], comment.get("plain_body") or comment["html_body"]
    for _, rows in reviews():
        yield from ((row[7][:10], row[11]) for row in rows)
    for _, page in pages():
        yield from ((post["created_at"][:10], post["text"]) for post in page["data"])


def days_of(topic):
    parts = middles(topic)
    return [day for day, text in dated_texts() if any(part in text for part in parts)]


def test_ai_autofill_is_first_mentioned_after_its_launch():
    assert min(days_of("ai_autofill_wrong")) >= TRUTH["releases"]["ai_autofill"].isoformat()


def test_app_crashes_are_hardly_mentioned_from_four_weeks_after_the_release():
    days = days_of("app_crash")
    assert sum(day < "2026-06-15" for day in days) > 100
    assert sum(day > "2026-07-15" for day in days) <= 5


def test_only_starter_customers_write_tickets_about_the_starter_limit():
    parts = middles("starter_limit")
    bodies = [(ticket["tags"], comment.get("plain_body", "")) for ticket, comment in customer_messages()]
    plans = [tags[1] for tags, body in bodies if any(part in body for part in parts)]
    assert len(plans) > 10
    assert set(plans) == {"starter"}


def test_planted_personal_data_is_in_the_files_and_looks_real():
    personal, files = TRUTH["personal_data"], everything()
    folded = unicodedata.normalize("NFKC", files)
    for kind in ("emails", "phones", "cards", "ids"):
        assert len(personal[kind]) >= 50, kind
        assert [value for value in personal[kind] if value not in files and value not in folded] == []
    assert all(email.endswith(("example.jp", "example.com")) for email in personal["emails"])
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(phone, "JP")) for phone in personal["phones"])
    assert all(luhn(card) for card in personal["cards"])


def luhn(card):
    digits = [int(digit) for digit in card if digit.isdigit()][::-1]
    return (sum(digits[::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])) % 10 == 0


def test_settings_name_every_file():
    settings = load_settings(DEMO)
    matched = {path.name for source in settings.source for path in DEMO.glob(source.path)}
    assert settings.customers is not None
    assert matched | {"customers.csv", *COMPANIONS} == {path.name for path in (DEMO / "inputs").iterdir()}


def test_customers_file_holds_characters_that_only_cp932_has():
    text = (DEMO / "inputs" / "customers.csv").read_bytes().decode("cp932")
    assert all(character in text for character in "㈱①髙")
    with pytest.raises(UnicodeEncodeError):
        text.encode("shift_jis")
