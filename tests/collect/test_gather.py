"""Whatever a reader yields is gathered and counted."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from vocpipe.collect.gather import gather
from vocpipe.records import Accepted, Feedback, LeftOut, Refused, Rejected


@given(
    st.lists(
        st.one_of(
            st.builds(
                Accepted,
                st.integers(1, 9),
                st.lists(
                    st.builds(Feedback, text=st.text(), attrs=st.dictionaries(st.text(), st.floats())), max_size=2
                ),
                refused=st.lists(st.builds(Refused, st.text(), st.text(), st.text()), max_size=2),
                left_out=st.lists(st.builds(LeftOut, st.integers(1, 9), st.text(), st.text()), max_size=2),
                raw=st.dictionaries(st.text(), st.one_of(st.text(), st.floats())),
            ),
            st.builds(Rejected, st.integers(1, 9), st.text(), st.text()),
            st.builds(LeftOut, st.integers(1, 9), st.text(), st.text()),
        )
    )
)
def test_whatever_is_gathered_is_counted_as_accepted_rejected_or_left_out(outcomes):
    gathered = gather([replace(source_id) for source_id in outcomes], kind="review")
    counts = gathered.counts
    assert counts["rows_accepted"] + counts["rows_rejected"] + counts["rows_left_out"] == len(outcomes)
    written = Counter(gathered.rejects.column("outcome").to_pylist())
    assert written["rejected"] == counts["rows_rejected"]
    assert written["left out"] == counts["rows_left_out"] + counts["messages_left_out"]
    assert written["refused"] == counts["values_refused"]
    assert gathered.feedback.num_rows == counts["voices"]
    ids = gathered.feedback.column("source_id").to_pylist()
    assert len(set(ids)) == len(ids)
