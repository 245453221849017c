"""The figures of `vocpipe evaluate privacy` as lines to read."""

from collections.abc import Iterator, Mapping

from vocpipe.evaluate.privacy.measure import PrivacyScores
from vocpipe.evaluate.shares import Share
from vocpipe.wording import tell


def lines(scores: PrivacyScores) -> list[str]:
    """A table with a line for each language and group, kind and place; then the words, and the examples if any."""
    return list(_lines(scores))


def _lines(scores: PrivacyScores) -> Iterator[str]:
    yield tell("evaluate.privacy.summary", rows=scores.rows, lost=scores.lost, seconds=scores.seconds)
    for title, table in (
        (tell("evaluate.privacy.groups"), scores.groups),
        (tell("evaluate.privacy.kinds"), scores.kinds),
        (tell("evaluate.privacy.places"), scores.places),
    ):
        if table:
            yield f"\n{title}"
        yield from (_line(f"{lang}  {what}", share) for lang, shares in table.items() for what, share in shares.items())
    yield from _words(tell("evaluate.privacy.innocent"), scores.innocent)
    yield from _words(tell("evaluate.privacy.beside"), scores.beside)
    yield from _examples(scores)


def _words(title: str, shares: Mapping[str, Share]) -> Iterator[str]:
    if shares:
        yield f"\n{title}"
    yield from (_line(lang, share) for lang, share in shares.items())


def _line(label: str, share: Share) -> str:
    return f"  {label:<22} {share.share:7.2%}  {share.low:7.2%} … {share.high:7.2%}  {share.hits:,} / {share.n:,}"


def _examples(scores: PrivacyScores) -> Iterator[str]:
    if scores.missed:
        yield "\n" + tell("evaluate.privacy.missed")
    for item in scores.missed:
        yield f"  {item.lang}  {item.kind}  {item.place}  {item.value}  ->  {item.left}  |  {_one_line(item.published)}"
    if scores.wrong:
        yield "\n" + tell("evaluate.privacy.wrong")
    for text in scores.wrong:
        yield f"  {text.lang}  {text.words}  |  {_one_line(text.published)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
