"""Themes next to labels: how far each theme is of one label, and each label in one theme."""

import pytest

from vocpipe.evaluate.planted import PlantedFinder
from vocpipe.evaluate.purity import Purity, purity


@pytest.mark.parametrize(
    ("groups", "labels", "expected"),
    [
        ([0, 0, 1, 1], "aabb", Purity(1.0, 0.0, 1.0)),
        ([0, 0, 0, 0], "aabb", Purity(0.5, 1.0, 0.5)),  # one of the two labels has a theme to itself, if a mixed one
        ([0, 0, 1, 1], "aaaa", Purity(1.0, 0.0, 0.0)),  # found twice
        ([0, -1, -1, 1], "aaab", Purity(1.0, 0.0, 0.5)),  # a third of the label is no find
        ([-1, -1], "ab", Purity(0.0, 0.0, 0.0)),
    ],
)
def test_purity(groups, labels, expected):
    assert purity(groups, list(labels)) == expected


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Honestly, the support team was so knid and helpful!!", "support_kind"),
        ("正直、サポートの方がとても親切でしたね。", "support_kind"),
        ("The weather is lovely in spring.", None),
        ("?", None),
    ],
)
def test_planted_sentences_are_recognized_in_what_was_made_of_them(text, topic):
    assert PlantedFinder().topic(text) == topic
