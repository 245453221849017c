import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import add_vectors
from vocpipe.errors import DamageError
from vocpipe.settings import EmbedSettings
from vocpipe.store.vectors import MINILM, USE, as_column, encoder_plan, load_vectors, text_hash
from vocpipe.store.workspace import migrate


@pytest.fixture
def connection():
    with duckdb.connect() as connection:
        migrate(connection)
        for model, key, vector in (
            ("m", "a", [1, 0]),
            ("m", "b", [0, 1]),
            ("m", "c", [0.5, 0.5]),
            ("n", "a", [9, 9, 9]),
        ):
            add_vectors(connection, model, [key], [vector])
        yield connection


@pytest.mark.parametrize("hashes", [["a", "b", "c"], ["c", "a", "b"], ["b"], ["a", "a", "b", "a"]])
def test_vectors_come_in_the_order_asked_for(connection, hashes):
    expected = {"a": [1.0, 0.0], "b": [0.0, 1.0], "c": [0.5, 0.5]}
    vectors = load_vectors(connection, "m", pa.array(hashes))
    assert vectors.tolist() == [expected[key] for key in hashes]
    assert vectors.dtype == np.float32


def test_many_vectors_keep_their_order(connection):
    add_vectors(connection, "big", [f"k{number}" for number in range(5000)], [[n, -n] for n in range(5000)])
    order = np.random.default_rng(0).permutation(5000)
    vectors = load_vectors(connection, "big", pa.array([f"k{number}" for number in order]))
    assert vectors[:, 0].tolist() == order.tolist()


def test_each_model_has_its_own(connection):
    assert load_vectors(connection, "n", pa.array(["a"])).tolist() == [[9.0, 9.0, 9.0]]


def test_a_text_that_was_not_embedded_is_an_error_that_says_how_many(connection):
    with pytest.raises(KeyError, match=r"\('n', 2\)"):
        load_vectors(connection, "n", pa.array(["a", "b", "c"]))
    assert load_vectors(connection, "m", pa.array(["a"])).shape == (1, 2)  # nothing is left registered


def test_nothing_asked_for_gives_nothing(connection):
    assert load_vectors(connection, "m", pa.array([], pa.string())).shape == (0, 0)


def test_a_matrix_is_a_column_of_its_rows():
    matrix = np.arange(6, dtype=np.float32).reshape(3, 2)
    assert as_column(matrix).to_pylist() == matrix.tolist()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ｐｒｉｃｅ　is TOO high", "price is too high"),
        ("  a\n b ", "A b"),
        ("ﾊﾝｶｸ", "ハンカク"),
        ("STRASSE", "straße"),
    ],
)
def test_texts_that_differ_in_width_case_or_blanks_alone_have_one_hash(first, second):
    assert text_hash(first) == text_hash(second)


@pytest.mark.parametrize(("first", "second"), [("a b", "ab"), ("good!", "good"), ("はは", "ばば"), ("病院", "美容院")])
def test_other_texts_have_other_hashes(first, second):
    assert text_hash(first) != text_hash(second)


@given(st.text())
def test_a_hash_is_32_hexadecimal_digits(text):
    assert len(text_hash(text)) == 32
    assert set(text_hash(text)) <= set("0123456789abcdef")


def test_auto_takes_the_best_packaged_model_for_each_language():
    plan = encoder_plan(EmbedSettings())
    assert (plan.shared, plan.own) == (USE, {"en": MINILM})
    assert (plan.inside("en"), plan.inside("ja"), plan.inside("und")) == (MINILM, USE, USE)


def test_a_model_that_is_named_does_everything():
    plan = encoder_plan(EmbedSettings(model="some/model"))
    assert (plan.shared, plan.own, plan.inside("en")) == ("some/model", {}, "some/model")


@pytest.mark.parametrize("damaged", [[float("nan"), 1.0], [1.0, float("-inf")], [1.0], [1.0, 2.0, 3.0]])
def test_a_damaged_vector_is_never_worked_with(connection, damaged):
    connection.execute("UPDATE embedding SET vector = ? WHERE model = 'm' AND text_hash = 'b'", [damaged])
    with pytest.raises(DamageError, match="vectors of the model m are damaged"):
        load_vectors(connection, "m", pa.array(["a", "b", "c"]))
