"""The kinds of personal data, and what finds each in a text that is read as by `vocpipe.masking.characters.plain`."""

import re

from vocpipe.masking.accounts import accounts
from vocpipe.masking.addresses import ADDRESS_HINT, addresses
from vocpipe.masking.births import BIRTH_HINT, births
from vocpipe.masking.cards import cards
from vocpipe.masking.credentials import (
    KEY_HINT,
    SECRET_HINT,
    free_secrets,
    keys,
    mixed_secrets,
    quoted_secrets,
    secrets,
)
from vocpipe.masking.emails import EMAIL_HINT, emails
from vocpipe.masking.handles import HANDLE_HINT, handles, named_handles
from vocpipe.masking.identifiers import ids, numbered_ids
from vocpipe.masking.introduced import Finder, Hint
from vocpipe.masking.networks import ips
from vocpipe.masking.papers import PAPER_HINT, papers
from vocpipe.masking.phones import phones
from vocpipe.masking.plates import plates
from vocpipe.masking.spoken import SPOKEN_HINT, spoken_numbers
from vocpipe.masking.urls import URL_HINT, urls

_DIGIT = re.compile("[0-9]")

# The kind, what a text must contain for it, and its finder. The order matters: of two finds that overlap the first is
# whole. A mail address may contain a handle, and a card number a telephone number.
FINDERS: tuple[tuple[str, Hint, Finder], ...] = (
    ("URL", URL_HINT, urls),
    ("EMAIL", EMAIL_HINT, emails),
    ("SECRET", KEY_HINT, keys),
    ("IP", re.compile(r"[0-9a-fA-F][.:\[]|::"), ips),
    ("ACCOUNT", re.compile("[0-9]{2}"), accounts),
    ("CARD", re.compile("[0-9]{4}"), cards),
    ("ID", PAPER_HINT, papers),
    ("BIRTHDATE", BIRTH_HINT, births),
    ("SECRET", SECRET_HINT, free_secrets),
    ("ADDRESS", ADDRESS_HINT, addresses),
    ("HANDLE", HANDLE_HINT, named_handles),
    ("ID", _DIGIT, numbered_ids),
    ("ID", _DIGIT, plates),
    ("PHONE", re.compile(r"[0-9][-0-9().+/ ・\n]{4,}[0-9]"), phones),
    ("PHONE", SPOKEN_HINT, spoken_numbers),
    ("SECRET", SECRET_HINT, secrets),
    ("SECRET", SECRET_HINT, quoted_secrets),
    ("SECRET", SECRET_HINT, mixed_secrets),
    ("ID", _DIGIT, ids),
    ("HANDLE", HANDLE_HINT, handles),
)
