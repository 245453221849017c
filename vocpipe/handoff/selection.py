"""Which customers of an audience are in the file, and why the others are left out."""

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum

from vocpipe.handoff.formats import Format, Row, identifier
from vocpipe.handoff.members import Member, Permission


class LeftOut(StrEnum):
    """Why a customer of the audience is not in the file; the first reason that holds is counted."""

    OPTED_OUT = "opted_out"
    NO_CONSENT = "no_consent"
    TOO_MANY_CONTACTS = "too_many_contacts"
    NO_CUSTOMER = "no_customer"
    NO_ADDRESS = "no_address"
    SAME_ADDRESS = "same_address"


@dataclass(frozen=True, slots=True)
class Rules:
    """What an export asks for: its format, the recent contacts that are too many, the language of the reasons.

    With a message (`we_did`) only customers who gave their consent are selected.
    """

    output: Format
    contact_cap: int
    language: str
    we_did: str | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows of the file, and reason -> number of customers who were left out."""

    rows: list[Row]
    left_out: dict[str, int]


def select(members: list[Member], permissions: dict[str, Permission], rules: Rules) -> Selection:
    """The members who may be written to, each under an address of their own, in the order of the audience."""
    rows: dict[str, Row] = {}
    left_out: Counter[str] = Counter()
    for member in members:
        permission = permissions.get(member.customer_id)
        row = _row(member, permission, rules) if permission else None
        address = identifier(row, rules.output) if row else None
        reason = (_forbidden(permission, rules) if permission else None) or _unusable(address, rows)
        if reason:
            left_out[reason.value] += 1
        elif row and address:
            rows[address] = row
    return Selection(list(rows.values()), dict(left_out))


def _unusable(address: str | None, taken: Container[str]) -> LeftOut | None:
    if address is None:
        return LeftOut.NO_ADDRESS
    return LeftOut.SAME_ADDRESS if address in taken else None


def _row(member: Member, permission: Permission, rules: Rules) -> Row:
    reason = member.reason.in_("ja" if rules.language == "ja" else "en")
    return Row(
        permission.customer_key, permission.email, reason, member.themes, member.risk, member.quote, rules.we_did
    )


def _forbidden(permission: Permission, rules: Rules) -> LeftOut | None:
    """Why the customer may not be written to; None if nothing forbids it."""
    needs_consent = permission.consent_is_known or rules.we_did is not None
    if permission.opted_out:
        return LeftOut.OPTED_OUT
    if permission.consent is False or (needs_consent and not permission.consent):
        return LeftOut.NO_CONSENT
    if permission.n_contacts >= rules.contact_cap:
        return LeftOut.TOO_MANY_CONTACTS
    return LeftOut.NO_CUSTOMER if permission.has_left else None
