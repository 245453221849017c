"""The corpus maker: reproducible, both languages alike, every kind in real-looking feedback, and readable again."""

import csv
from collections import Counter

import pytest

from vocpipe.errors import EvaluationError, MissingExtraError
from vocpipe.evaluate.privacy.corpus import PLACES, read_corpus
from vocpipe.evaluate.privacy.identities import Identities
from vocpipe.evaluate.privacy.kinds import group_of, toml
from vocpipe.evaluate.privacy.make import GROUPS, LANGUAGES, make_corpus

N = 130
_WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 0)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("corpus") / "corpus.jsonl"
    return path, make_corpus(path, seed=1, n=N)


def test_as_many_identities_as_asked_for_are_planted_in_each_language_and_group(made):
    path, written = made
    items = read_corpus(path)
    counts = Counter((item.lang, group_of(piece.kind)) for item in items for piece in item.planted)
    assert len(items) == written.rows
    assert set(counts) == {(lang, group) for lang in LANGUAGES for group in GROUPS}
    assert all(N <= count < 1.6 * N for count in counts.values())


def test_identities_stand_in_every_place_and_some_texts_have_none(made):
    items = read_corpus(made[0])
    assert {piece.place for item in items for piece in item.planted} == set(PLACES)
    assert Counter(item.lang for item in items if not item.planted).keys() == set(LANGUAGES)


def test_the_customers_are_those_that_the_texts_name(made):
    path, written = made
    with written.customers.open(encoding="utf-8", newline="") as file:
        customers = {row["customer_id"]: row for row in csv.DictReader(file)}
    items = read_corpus(path)
    named = {item.people["customer"] for item in items if "customer" in item.people}
    assert named < customers.keys()
    known = [(item, piece) for item in items for piece in item.planted if piece.kind == "known_name"]
    assert known
    assert all(customers[item.people["customer"]]["contact_name"] == piece.value for item, piece in known)


def test_one_seed_makes_one_corpus(made, tmp_path):
    path, written = made
    for seed in (1, 2):
        again = make_corpus(tmp_path / f"{seed}.jsonl", seed=seed, n=N)
        same = (tmp_path / f"{seed}.jsonl").read_bytes() == path.read_bytes()
        assert same is (seed == 1)
        assert (again.customers.read_bytes() == written.customers.read_bytes()) is (seed == 1)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_there_are_sixty_templates_for_each_group_and_no_two_alike(lang):
    templates = toml(f"templates_{lang}.toml")
    for group in (*GROUPS, "innocent"):
        assert len(set(templates[group])) == len(templates[group]) >= 60
    assert all("{" in text for group in GROUPS for text in templates[group])
    assert not any("{" in text for text in templates["innocent"])


def test_a_my_number_has_the_check_digit_of_the_ministry():
    people = Identities("ja", 0)
    for _ in range(50):
        digits = [int(char) for char in people.of("my_number").value if char.isdigit()]
        weighed = sum(digit * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
        assert digits[-1] == (11 - weighed % 11 if weighed % 11 > 1 else 0)


def test_names_are_of_several_cultures_and_scripts():
    english, japanese = Identities("en", 0), Identities("ja", 0)
    latin = {english.of("name").value for _ in range(200)}
    assert sum(not name.isascii() for name in latin) > 10
    names = "".join(japanese.of("name").value for _ in range(200))
    assert any("ァ" <= char <= "ヶ" for char in names)
    assert any("a" <= char <= "z" for char in names)


def test_without_faker_the_command_that_installs_it_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr("vocpipe.extras.find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"vocpipe\[corpus\]"):
        make_corpus(tmp_path / "corpus.jsonl", seed=0, n=1)


def test_a_folder_that_is_not_there_is_one_clear_line(tmp_path):
    with pytest.raises(EvaluationError, match="can't be written"):
        make_corpus(tmp_path / "missing" / "corpus.jsonl", seed=0, n=1)
