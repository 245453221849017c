"""The labeled corpus as a file: what is read, and the one line that says what is wrong with it."""

import json

import pytest

from vocpipe.errors import EvaluationError
from vocpipe.evaluate.privacy.corpus import Item, Planted, read_corpus, write_corpus

ITEMS = [
    Item(
        "en", {"text": "Ask Ann Lee.", "title": "From Bo"}, (Planted("name", "Ann Lee"), Planted("name", "Bo", "title"))
    ),
    Item("ja", {"url": "https://a.example/?m=b@c.example"}, (Planted("email", "b@c.example", "url", ("@c.example",)),)),
    Item("ja", {"text": "特にありません"}, (), {"customer": "c1"}),
]


def test_what_is_written_is_read_again(tmp_path):
    write_corpus(tmp_path / "corpus.jsonl", ITEMS)
    assert read_corpus(tmp_path / "corpus.jsonl") == ITEMS


def test_a_table_holds_the_same(tmp_path):
    path = tmp_path / "corpus.csv"
    planted = json.dumps([{"kind": "name", "value": "Ann Lee"}]).replace('"', '""')
    path.write_text(f'lang,text,customer,planted\nen,"Ask Ann Lee,\nplease",,"{planted}"\nja,なし,c1,\n', "utf-8-sig")
    assert read_corpus(path) == [
        Item("en", {"text": "Ask Ann Lee,\nplease"}, (Planted("name", "Ann Lee"),)),
        Item("ja", {"text": "なし"}, (), {"customer": "c1"}),
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "has no rows"),
        ("not json\n", "row 1: this is no row"),
        ('{"lang": "en", "text": "a"}\n[1]\n', "row 2: this is no row"),
        ('{"lang": "en", "text": "a", "planted": 1}\n', "row 1: this is no row"),
        ('{"lang": "en"}\n', "row 1: a row needs a language in 'lang' and a text"),
        ('{"text": "a"}\n', "row 1: a row needs a language in 'lang' and a text"),
        ('{"lang": "en", "text": "a", "planted": [{"kind": "name", "value": "b"}]}\n', "row 1: 'b' is not in 'text'"),
        ('{"lang": "en", "text": "a", "planted": [{"value": "a"}]}\n', "or its kind is missing"),
        ('{"lang": "en", "text": "a", "planted": ["a"]}\n', "or its kind is missing"),
        ('{"lang": "en", "text": "a", "planted": [{"kind": "name", "value": "a", "place": "url"}]}\n', "not in 'url'"),
    ],
)
def test_one_line_says_what_is_wrong(tmp_path, content, problem):
    path = tmp_path / "corpus.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(EvaluationError, match=problem) as error:
        read_corpus(path)
    assert "\n" not in str(error.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "corpus.csv").write_bytes(b"\xff\xfe\xff")
    for name in ("corpus.csv", "missing.jsonl"):
        with pytest.raises(EvaluationError, match=name):
            read_corpus(tmp_path / name)
