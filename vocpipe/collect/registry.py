"""Every reader there is, by the name that `reader = "…"` has in vocpipe.toml."""

from vocpipe.collect.reader import Reader
from vocpipe.collect.readers import google_play, surveymonkey, table, x_posts, zendesk
from vocpipe.errors import UnknownReaderError, one_of

READERS: dict[str, Reader] = {
    module.READER.name: module.READER for module in (surveymonkey, zendesk, google_play, x_posts, table)
}


def reader(name: str) -> Reader:
    """The reader called `name`; raises UnknownReaderError, which lists the good names."""
    try:
        return READERS[name]
    except KeyError:
        raise UnknownReaderError(one_of("reader", name, READERS)) from None
