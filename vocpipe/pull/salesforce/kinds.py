"""The objects of Salesforce that hold voices: their fields, and the records that they belong to."""

from collections.abc import Mapping
from dataclasses import dataclass

_OF_ALL = ("Id", "SystemModstamp", "IsDeleted")


@dataclass(frozen=True, slots=True)
class Kind:
    """An object by its name in the API. reader: by which it is read; condition: which records are asked for.

    parents: object -> the field with the record of it that remains when two of it are merged. of_threads: what belongs
    to a parent that is deleted is gone with it. of_deleted: what is kept of one that was deleted, by which the reader
    knows it, and nobody's words. shown: the field of those that customers see; another is as if it was deleted.
    """

    name: str
    reader: str
    fields: tuple[str, ...]
    parents: Mapping[str, str]
    condition: str = ""
    of_threads: bool = False
    of_deleted: tuple[str, ...] = _OF_ALL
    shown: str | None = None


_CASES = Kind(
    "Case",
    "salesforce",
    (
        *("Id", "CaseNumber", "Subject", "Description", "CreatedDate", "SystemModstamp", "IsDeleted", "MasterRecordId"),
        *("ContactId", "AccountId", "ContactEmail", "SuppliedEmail", "Origin", "Status", "Priority", "Type"),
    ),
    {"Contact": "ContactId", "Account": "AccountId"},
    of_deleted=(*_OF_ALL, "MasterRecordId"),
)
_EMAILS = Kind(
    "EmailMessage",
    "salesforce_emails",
    (
        *("Id", "ParentId", "Subject", "TextBody", "HtmlBody", "FromAddress", "Incoming", "MessageDate", "CreatedDate"),
        *("SystemModstamp", "IsDeleted"),
    ),
    {"Case": "ParentId"},
    condition=" AND Incoming = true AND ParentId != null",
    of_threads=True,
    of_deleted=(*_OF_ALL, "Incoming"),
)
_COMMENTS = Kind(
    "CaseComment",
    "salesforce_comments",
    (
        *("Id", "ParentId", "CommentBody", "IsPublished", "CreatedDate", "SystemModstamp", "IsDeleted"),
        *("CreatedBy.UserType", "CreatedBy.ContactId", "CreatedBy.AccountId", "CreatedBy.Email"),
    ),
    {"Case": "ParentId"},
    of_threads=True,
    of_deleted=(*_OF_ALL, "CreatedBy.UserType"),
    shown="IsPublished",
)
KINDS = {kind.name: kind for kind in (_CASES, _EMAILS, _COMMENTS)}
