import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.encoders.batches import batches, on_all_cores

LENGTHS = st.lists(st.integers(0, 60), max_size=80)


@given(LENGTHS, st.integers(1, 20), st.integers(1, 200))
def test_every_text_is_in_one_batch_with_others_of_its_length(lengths, max_texts, max_length):
    parts = batches(lengths, max_texts=max_texts, max_length=max_length)
    places = [int(place) for part in parts for place in part]
    assert sorted(places) == list(range(len(lengths)))
    assert [lengths[place] for place in places] == sorted(lengths)
    for part in parts:
        assert 1 <= len(part) <= max_texts
        assert len(part) == 1 or len(part) * max(lengths[place] for place in part) <= max_length


@given(LENGTHS)
def test_each_part_is_worked_on_once(lengths):
    done = np.zeros(len(lengths), np.int64)

    def work(places):
        done[places] += 1

    on_all_cores(work, batches(lengths, max_texts=3, max_length=100))
    assert (done == 1).all()


def test_what_fails_in_a_thread_is_raised_here():
    def work(places):
        if 7 in places:
            raise ValueError("seven")

    try:
        on_all_cores(work, batches([1] * 9, max_texts=2, max_length=100))
    except ValueError as error:
        assert str(error) == "seven"
    else:
        raise AssertionError
