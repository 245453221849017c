"""JSON in a cell is read, or is no JSON; however deep it is nested, nothing breaks."""

import pytest

from vocpipe.collect.parsing.json_text import parse_json


def test_json_is_read():
    assert parse_json('{"name": "東京", "n": [1, null]}') == {"name": "東京", "n": [1, None]}


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"a":' * 100_000, "not JSON"])
def test_anything_else_is_a_value_error(text):
    with pytest.raises(ValueError):
        parse_json(text)
