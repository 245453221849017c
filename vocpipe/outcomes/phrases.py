"""Lists of phrases, to fill places of a sentence."""

from collections.abc import Sequence

from vocpipe.wording import Text, text


def joined(parts: Sequence[Text], separator: str) -> Text:
    """The phrases joined in both languages; `separator` is a key of the wording."""
    between = text(separator)
    return Text(between.en.join(part.en for part in parts), between.ja.join(part.ja for part in parts))
