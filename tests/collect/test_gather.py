"""Whatever a reader yields is gathered and counted."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from vocpipe.collect.gather import gather
from vocpipe.records import Accepted, Feedback, Refused, Rejected


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
                raw=st.dictionaries(st.text(), st.one_of(st.text(), st.floats())),
            ),
            st.builds(Rejected, st.integers(1, 9), st.text(), st.text()),
        )
    )
)
def test_whatever_is_gathered_is_counted_as_accepted_or_rejected(outcomes):
    gathered = gather([replace(source_id) for source_id in outcomes], source="s", kind="review")
    assert gathered.rows_accepted + gathered.rows_rejected == len(outcomes)
    assert gathered.rejects.num_rows == gathered.rows_rejected + gathered.values_refused
    ids = gathered.feedback.column("feedback_id").to_pylist()
    assert len(set(ids)) == len(ids)
