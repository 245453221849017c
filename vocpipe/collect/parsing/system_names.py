"""Column names without what a system adds to every one: __c, property_, properties., a record's type before a colon."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vocpipe.collect.parsing.columns import Columns, Vocabulary, Wanted, explicit_columns

_BEFORE = re.compile(
    r"(?:_airbyte_data|airbyte|properties|property|attributes|fields|custom_fields|custom_attributes|organization_fields|user_fields|company_fields|cf|record|data)(?:[._]+|$)",
    re.IGNORECASE,
)
_RECORD_TYPE = re.compile(r"(?:account|contact|lead|取引先責任者|取引先|リード)\s*[:：]\s*(?=\S)", re.IGNORECASE)
_BEHIND = re.compile(r"__(?:c|pc)$|(?<=[a-z0-9])\.value$", re.IGNORECASE)


def plain_name(name: str) -> str:
    """The name a person would give: CONTRACT_START__C is CONTRACT_START, properties.email is email."""
    plain = _RECORD_TYPE.sub("", name.strip(), count=1)
    while match := _BEFORE.match(plain):
        if match.end() == len(plain):
            break
        plain = plain[match.end() :]
    return _BEHIND.sub("", plain)


@dataclass(frozen=True, slots=True)
class SystemVocabulary(Vocabulary):
    """A vocabulary that also knows the columns of databases and CRMs by their plain names."""

    def columns(self, header: Sequence[str], wanted: Wanted) -> Columns:
        """Where the fields are; raises ReadError if `wanted`, from the settings, names an unknown field or column."""
        columns = explicit_columns(header, wanted, list(self.words))
        plain = [plain_name(name) for name in header]
        for words in (self.words, self.last):
            for name, synonyms in words.items():
                columns.add(name, header, {"exact": synonyms})
                columns.add(name, plain, {"exact": synonyms})
        return columns
