"""Which failures a task tries again."""

from typing import Any

from vocpipe.errors import VocpipeError


async def may_pass(task: Any, run: Any, state: Any) -> bool:
    """Whether to try again: a full disk, a damaged file or a missing right will be no better for asking twice."""
    error = await state.aresult(raise_on_failure=False)
    return not isinstance(error, VocpipeError) or error.may_pass
