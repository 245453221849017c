"""A chart in its frame: a click is asked for where marks can be picked, whatever the words in the data are."""

import altair as alt
import pytest

from vocpipe.app.components.charts import arrow
from vocpipe.app.components.frame import _can_be_clicked, pickable

DATA = arrow([{"name": "It keeps picking the wrong account", "n": 3}])
PLAIN = alt.Chart(DATA).mark_bar().encode(x="n:Q", y="name:N")
CLICKED = PLAIN.add_params(pickable(["name"]))


@pytest.mark.parametrize(
    ("chart", "can"),
    [
        (PLAIN, False),
        (alt.LayerChart(layer=[PLAIN, PLAIN]), False),
        (CLICKED, True),
        (alt.LayerChart(layer=[PLAIN, CLICKED]).configure_view(stroke=None), True),
        (alt.VConcatChart(vconcat=[CLICKED, PLAIN]), True),
    ],
)
def test_only_a_chart_with_the_selection_can_be_clicked(chart, can):
    assert _can_be_clicked(chart) is can
