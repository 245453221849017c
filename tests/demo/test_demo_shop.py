"""The demo shop's files are what make_shop.py writes, and truth.toml agrees with them."""

import csv
import io
import os
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

from vocpipe.settings import load_settings

SHOP = Path(__file__).parents[2] / "data" / "demo" / "komorebi"
TRUTH = tomllib.loads((SHOP / "truth.toml").read_text(encoding="utf-8"))
TOPICS = tomllib.loads((SHOP / "sentences.toml").read_text(encoding="utf-8"))


def rows(name, encoding="utf-8-sig"):
    return list(csv.DictReader(io.StringIO((SHOP / "inputs" / name).read_bytes().decode(encoding), newline="")))


def test_the_script_writes_these_very_files(tmp_path):
    environment = {**os.environ, "PYTHONHASHSEED": "5"}
    subprocess.run([sys.executable, str(SHOP / "make_shop.py"), str(tmp_path)], check=True, env=environment)
    names = ["truth.toml", *sorted(f"inputs/{path.name}" for path in (SHOP / "inputs").iterdir())]
    assert [name for name in names if (tmp_path / name).read_bytes() != (SHOP / name).read_bytes()] == []


def test_the_truth_counts_what_the_files_hold():
    orders, reviews, answers = rows("orders.csv", "cp932"), rows("reviews.csv"), rows("nps_survey.csv")
    totals = TRUTH["totals"]
    assert (len(orders), len(reviews), len(answers)) == tuple(
        totals[name] for name in ("n_rows_orders", "n_reviews", "n_answers")
    )
    kept = [row for row in orders if row["受注ステータス"] != "キャンセル"]
    assert (len(kept), len({row["会員番号"] for row in kept})) == (totals["n_orders"], totals["n_customers"])
    told = sum(bool(row.get("review") or row.get("comment")) for row in (*reviews, *answers))
    assert told == sum(topic["n_told"] for topic in TRUTH["topic"])


def test_both_languages_are_told_and_customers_keep_theirs():
    said = [(row["customer_id"], row["review"]) for row in rows("reviews.csv") if row["review"]]
    is_japanese = {(customer, any(char >= "ぁ" for char in text)) for customer, text in said}
    assert len(is_japanese) == len({customer for customer, _ in is_japanese})
    share = Counter(japanese for _, japanese in is_japanese)[True] / len(is_japanese)
    assert 0.6 < share < 0.8


def test_each_topic_has_sentences_of_its_own_in_both_languages():
    sentences = [text for topic in TOPICS.values() for lang in ("ja", "en") for text in topic[lang]]
    assert len(sentences) == len(set(sentences)) == 12 * 16


def test_its_settings_read_every_file_it_has():
    settings = load_settings(SHOP)
    named = {source.path for source in settings.source} | {table.path for table in settings.tables("purchases")}
    assert named == {f"inputs/{path.name}" for path in (SHOP / "inputs").iterdir()}
