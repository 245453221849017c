"""The CSV files that Marketo, HubSpot and Salesforce Data Loader take, and one for anything else.

All are UTF-8 with CRLF. Marketo and Salesforce match the header with the API names of fields, and a byte-order mark
would become part of the first name. HubSpot's import accepts one, and Excel needs it for Japanese.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from vocpipe import formulas


class Format(StrEnum):
    """The tool that a file is for."""

    marketo = "marketo"
    hubspot = "hubspot"
    salesforce = "salesforce"
    generic = "generic"


@dataclass(frozen=True, slots=True)
class Row:
    """One customer in a file, with the identity; `risk` is 0 to 1, `we_did` the message to the customer."""

    customer_key: str
    email: str | None
    reason: str
    themes: str | None
    risk: float | None
    quote: str | None
    we_did: str | None = None

    @property
    def values(self) -> dict[str, str]:
        """Name -> value as text, empty if there is none."""
        return {
            "key": self.customer_key,
            "email": self.email or "",
            "reason": self.reason,
            "themes": self.themes or "",
            "risk": "" if self.risk is None else f"{self.risk:.3f}",
            "quote": self.quote or "",
            "we_did": self.we_did or "",
        }


_HEADERS: dict[Format, dict[str, str]] = {
    Format.marketo: {
        "email": "email",
        "audience": "vocpipeAudience",
        "reason": "vocpipeReason",
        "themes": "vocpipeThemes",
        "risk": "vocpipeRisk",
        "quote": "vocpipeQuote",
        "we_did": "vocpipeWeDid",
    },
    Format.hubspot: {
        "email": "Email",
        "audience": "VoC Audience",
        "reason": "VoC Reason",
        "themes": "VoC Themes",
        "risk": "VoC Risk",
        "quote": "VoC Quote",
        "we_did": "VoC We Did",
    },
    Format.salesforce: {
        "key": "Customer_Id__c",
        "audience": "VoC_Audience__c",
        "reason": "VoC_Reason__c",
        "themes": "VoC_Themes__c",
        "risk": "VoC_Risk__c",
        "quote": "VoC_Quote__c",
        "we_did": "VoC_We_Did__c",
    },
    Format.generic: {
        "key": "customer_id",
        "email": "email",
        "audience": "audience",
        "reason": "reason",
        "themes": "themes",
        "risk": "risk",
        "quote": "quote",
        "we_did": "we_did",
    },
}


def identifier(row: Row, output: Format) -> str | None:
    """The key or address by which the tool knows the customer; None if it is missing or unsafe in a spreadsheet."""
    key = row.customer_key if output in (Format.salesforce, Format.generic) else row.email
    return None if not key or formulas.is_formula(key) else key


def to_csv(rows: Iterable[Row], output: Format, *, audience: str, salesforce_key: str, we_did: bool = False) -> bytes:
    """The bytes of the CSV file. `salesforce_key` is the external id field that Data Loader upserts by.

    A value that a spreadsheet would take for a formula gets an apostrophe in front. Identifiers are never changed:
    `identifier` refuses those that would need it.
    """
    header = {name: title for name, title in _HEADERS[output].items() if we_did or name != "we_did"}
    if output is Format.salesforce:
        header["key"] = salesforce_key
    values = (row.values | {"audience": audience} for row in rows)
    lines = ([_in_one_line(value[name]) for name in header] for value in values)
    text = formulas.to_csv(header.values(), lines, line_end="\r\n")
    return text.encode("utf-8-sig" if output in (Format.hubspot, Format.generic) else "utf-8")


def _in_one_line(value: str) -> str:
    return " ".join(value.split())
