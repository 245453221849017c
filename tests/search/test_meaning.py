"""Sentences found by their meaning: across languages, none that says something else, the first ones different."""

import numpy as np
import pyarrow as pa
import pytest

from vocpipe.search.meaning import meanings

RNG = np.random.default_rng(5)
SIZE = 64
BILL, LOGIN = RNG.normal(size=(2, SIZE))
OFFSET = {"ja": 4 * RNG.normal(size=SIZE), "en": 4 * RNG.normal(size=SIZE)}


def unit(vector):
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def said(meaning, lang):
    """The vector of a sentence: what it means, and far more which language it is in."""
    return unit(OFFSET[lang] + 3 * meaning + 0.3 * RNG.normal(size=SIZE))


def table(rows):
    """`rows` are (sentence_id, lang, theme_id, vector)."""
    ids, langs, themes, vectors = zip(*rows, strict=True)
    floats = [[float(part) for part in vector] for vector in vectors]
    return pa.table(
        {"sentence_id": ids, "lang": langs, "theme_id": pa.array(themes, pa.string())}
        | {"vector": pa.array(floats, pa.list_(pa.float32()))}
    )


@pytest.fixture(scope="module")
def company():
    """Four sentences on bills and on logins in each language, among many on other things."""
    rows = [
        (f"{name}_{lang}_{n}", lang, name, said(meaning, lang))
        for name, meaning in (("bill", BILL), ("login", LOGIN))
        for lang in ("ja", "en")
        for n in range(4)
    ]
    others = [
        (f"other_{lang}_{n}", lang, None, said(RNG.normal(size=SIZE), lang)) for lang in OFFSET for n in range(300)
    ]
    return meanings(table(rows + others))


@pytest.mark.parametrize(("question", "lang"), [("請求書", "ja"), ("the bill", "en")])
def test_a_question_finds_what_says_it_in_either_language(company, question, lang):
    near = company.near(question, said(BILL, lang))
    assert {f"bill_{other}_{n}" for other in OFFSET for n in range(4)} <= set(near[:12])
    assert not any(name.startswith("login") for name in near)


def test_the_first_ones_are_not_all_of_one_theme(company):
    near = company.near("both", unit(OFFSET["en"] + 3 * BILL + 2.6 * LOGIN))
    assert sum(name.startswith("bill") for name in near[:4]) == 2
    assert sum(name.startswith("login") for name in near[:4]) == 2


def test_where_nothing_is_published_nothing_is_near():
    empty = table([("a", "en", None, said(BILL, "en"))]).slice(0, 0)
    assert meanings(empty).near("the bill", said(BILL, "en")) == []


def test_whole_numbers_tell_the_cosines(company):
    vector = said(BILL, "ja")
    cosines = company.cosines("請求書", vector)
    floats = company.vectors.astype(np.float64) / 127
    centered = floats - np.stack(list(company.centers.values()))[company.languages]
    asked = vector - company.centers["ja"]
    expected = centered @ asked / np.linalg.norm(centered, axis=1) / np.linalg.norm(asked)
    assert np.allclose(cosines, expected, atol=1e-4)
