"""A person is taken out of the pages that were pulled: their records go, and their traces in others' are masked."""

import json
from collections.abc import Callable
from typing import Any

from vocpipe.pull.rewrite import forget_in_pages
from vocpipe.rights.others import masked_json
from vocpipe.rights.traces import Traces
from vocpipe.store.workspace import Workspace


def erase_pages(workspace: Workspace, traces: Traces) -> int:
    """How many pages were changed or removed. The person's tombstones must be there already; repeating it is safe."""

    def mask(record: Any, is_beside: bool) -> Any:
        masked = traces.masked_copy if is_beside else traces.masked_elsewhere
        return json.loads(masked_json(json.dumps(record, ensure_ascii=False), _of_texts(masked)))

    return forget_in_pages(workspace, workspace.settings, mask)


def _of_texts(mask: Callable[[str], str]) -> Callable[[str], str]:
    """A mask that leaves what can hold nobody's name: an empty text, or a single character."""
    return lambda text: mask(text) if len(text) > 1 else text
