"""Mentions by week as small bars in one line, for a list."""

from collections.abc import Sequence

from vocpipe.app.text import escaped

_LEAST = 4  # per cent of the height: a week without a mention is still seen


def week_bars(trend: Sequence[int | None], kind: str, label: str = "") -> str:
    """The bars as HTML of the class `kind`; null, where too few people stand behind it, is always the same gray dot."""
    most = max([1, *(n for n in trend if n is not None)])
    bars = "".join(
        '<i class="few"></i>' if n is None else f'<i style="height:{max(_LEAST, round(100 * n / most))}%"></i>'
        for n in trend
    )
    named = f' role="img" aria-label="{escaped(label)}"' if label else ' aria-hidden="true"'
    return f'<div class="{kind}"{named}>{bars}</div>'
