"""The figures of `vocpipe evaluate search` as lines to read."""

from collections.abc import Iterator
from dataclasses import fields

from vocpipe.evaluate.search import Direction, SearchScores
from vocpipe.evaluate.shares import Share
from vocpipe.wording import tell


def lines(scores: SearchScores) -> Iterator[str]:
    """For each direction a line per measure: the share, its 95 % interval, hits and questions."""
    yield tell("evaluate.search.summary", pairs=scores.pairs)
    for name in ("forth", "back"):
        direction: Direction = getattr(scores, name)
        yield f"\n{tell(f'evaluate.search.{name}')}"
        for measure in fields(direction):
            share: Share = getattr(direction, measure.name)
            label = tell(f"evaluate.search.{measure.name}")
            yield f"  {share.share:7.1%}  {share.low:7.1%} … {share.high:7.1%}  {share.hits:,} / {share.n:,}  {label}"
