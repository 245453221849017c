"""`vocpipe evaluate privacy`: what goes through collect and structure is counted by kind, language and place."""

import json

import pytest

from tests.cli.command import runner
from vocpipe.errors import EvaluationError
from vocpipe.evaluate.privacy.corpus import Item, Planted, write_corpus
from vocpipe.evaluate.privacy.kinds import group_of
from vocpipe.evaluate.privacy.measure import evaluate_privacy
from vocpipe.evaluate.privacy.workspace import publish_corpus
from vocpipe.settings import Settings

MAIL = Planted("email", "taro@example.com")
ITEMS = [
    Item("ja", {"text": "連絡は taro@example.com まで"}, (MAIL,)),
    Item("en", {"text": "Nothing planted, nothing hidden here."}),
    Item("en", {"text": "Mail taro@example.com or Zork Blorb"}, (MAIL, Planted("name", "Zork Blorb"))),
    Item("ja", {"url": "https://a.example/t?m=taro@example.com"}, (Planted("email", "taro@example.com", "url"),)),
    Item("ja", {"answer": "その他 taro@example.com"}, (Planted("email", "taro@example.com", "answer"),)),
    Item("en", {"title": "From taro@example.com"}, (Planted("email", "taro@example.com", "title"),)),
    Item("en", {"file": "export of 2026"}),
]


def scores(published, **options):
    return evaluate_privacy(ITEMS, Settings(), publish=lambda items, settings, customers: published, **options)


AS_IT_IS = [item.texts | {place: item.texts[place] for place in item.texts} for item in ITEMS]


def test_nothing_is_found_where_everything_is_published():
    got = scores(AS_IT_IS)
    assert [share.hits for shares in got.kinds.values() for share in shares.values()] == [0, 0, 0]
    assert got.kinds["en"]["name"].n == 1
    assert got.groups["en"]["patterns"].n == 2
    assert sorted(got.places["ja"]) == ["answer", "text", "url"]
    assert got.innocent["en"].hits == got.beside["en"].hits == 0


def test_masking_everything_finds_all_and_hides_innocent_words():
    got = scores([dict.fromkeys(item.texts, "[NAME]") for item in ITEMS], examples=1)
    assert all(share.share == 1 for shares in got.kinds.values() for share in shares.values())
    assert got.innocent["en"].n == got.innocent["en"].hits == 5
    assert got.beside["ja"].share == 1
    assert [text.lang for text in got.wrong] == ["ja"]
    assert got.missed == []


def test_a_text_of_which_nothing_is_published_counts_nowhere():
    got = scores([{**texts, "text": None} if "text" in texts else texts for texts in AS_IT_IS])
    assert got.lost == 3
    assert "text" not in got.places["ja"]


def test_the_interval_holds_the_share():
    share = scores(AS_IT_IS).groups["en"]["patterns"]
    assert (share.n, share.hits, share.share, share.low) == (2, 0, 0.0, 0.0)
    assert 0.6 < share.high < 0.7


def test_each_text_is_found_again_where_it_is_published():
    published = publish_corpus(ITEMS, Settings(), None)
    assert [list(texts) for texts in published] == [list(item.texts) for item in ITEMS]
    assert published[1]["text"] == "Nothing planted, nothing hidden here."
    assert published[0]["text"] == "連絡は [EMAIL] まで"
    assert published[4]["answer"] == "その他 [EMAIL]"
    assert published[6]["file"]


def test_words_to_mask_and_to_leave_are_obeyed_and_no_period_ends_what_is_measured():
    privacy = {"mask": ["hidden"], "leave": ["山田太郎"], "retention": {"review": "1 days"}}
    items = [*ITEMS[1:2], Item("ja", {"text": "担当は山田太郎さんでした"})]
    masked, left = publish_corpus(items, Settings.model_validate({"privacy": privacy}), None)
    assert masked["text"]
    assert "hidden" not in masked["text"]
    assert left["text"] == "担当は山田太郎さんでした"


def test_customers_that_cannot_be_read_are_named(tmp_path):
    with pytest.raises(EvaluationError, match=r"missing\.csv"):
        evaluate_privacy(ITEMS, Settings(), customers=tmp_path / "missing.csv")


def test_kinds_that_have_no_group_are_patterns():
    assert [group_of(kind) for kind in ("name", "known_name", "address", "firm", "card", "else")] == [
        *("names", "names", "addresses", "firms", "patterns", "patterns")
    ]


@pytest.fixture
def run(monkeypatch, capfd, tmp_path):
    """run(…) is `vocpipe evaluate privacy …` outside of any workspace."""
    monkeypatch.chdir(tmp_path)
    return runner(monkeypatch, capfd, "evaluate", "privacy")


def test_the_command_prints_figures_and_examples(run, tmp_path):
    corpus, customers = tmp_path / "corpus.jsonl", tmp_path / "customers.csv"
    write_corpus(corpus, ITEMS)
    customers.write_text("customer_id,company_name,start_date\nc1,Tsumugi Foods,2024-04-01\n", encoding="utf-8")
    figures = json.loads(run(corpus, "--customers", customers, "--json").out)
    assert figures["rows"] == len(ITEMS)
    assert figures["kinds"]["ja"]["email"]["n"] == 3
    shown = run(corpus, "--examples", 3)
    assert shown.code == 0
    assert "ja  email" in shown.out


@pytest.mark.parametrize("words", [(), ("corpus.jsonl", "--make", "other.jsonl")])
def test_a_file_is_measured_or_made(run, words):
    assert "give a file to measure, or --make" in run(*words).complaint
