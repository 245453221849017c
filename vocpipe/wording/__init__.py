"""Every sentence that people read: whole sentences with named places, in `en.toml` and `ja.toml`.

The command line, the tables, the report and the explorer use one word for each thing; see docs/glossary.md.
`formats` writes numbers and dates.
"""

from vocpipe.wording.sentences import (
    LANGUAGES,
    Language,
    Sentence,
    Text,
    amount,
    as_language,
    plural_form,
    say,
    tell,
    templates,
    text,
    user_language,
)

__all__ = [
    "LANGUAGES",
    "Language",
    "Sentence",
    "Text",
    "amount",
    "as_language",
    "plural_form",
    "say",
    "tell",
    "templates",
    "text",
    "user_language",
]
