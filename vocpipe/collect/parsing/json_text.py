"""JSON in a cell or in a small file beside an export."""

import json
from typing import Any


def parse_json(text: str) -> Any:
    """The value that `text` holds; raises ValueError, also where it is nested too deep to be read."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError(str(error)) from error
