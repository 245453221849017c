"""Companies, the people there and what they say, from files to the published counts."""

import tomllib
from importlib import resources

import pytest

from tests.collect.companions.tables import many, table
from tests.collect.companions.test_customer_exports import COMPANIES_EN
from vocpipe.collect.guess import guess_settings
from vocpipe.collect.load import collect
from vocpipe.inbox.entries import MATCHES, append_entry, undo_entry
from vocpipe.settings import Settings
from vocpipe.store.workspace import Workspace

CONTACTS = many(
    "Record ID|First Name|Last Name|Email|Create Date|Associated Company IDs",
    "51{n:03d}|A|B|h{n}@mill.jp|2026-01-0{m}|88001",
)
VOICES = table(
    "voice_id|contact_id|email|company_id|comment|posted",
    "v1|51001|||The flour came late again this week.|2026-05-01",
    "v2||h2@mill.jp||Your driver is always friendly to us.|2026-05-01",
    "v3|99999||88002|We would like smaller bags, please.|2026-05-02",
    "v4|99999|||Nobody answers the telephone here.|2026-05-02",
    "v5||||It was fine, all in all, I suppose.|2026-05-03",
)
MATCHED = (
    "SELECT raw.source_id, who.customer_key FROM feedback_raw AS raw JOIN feedback_customer AS who USING (feedback_id)"
)


class Site:
    """A workspace with a file of each kind, and the settings that `vocpipe init` guesses for it."""

    def __init__(self, root):
        self.workspace = Workspace(root)
        (root / "inputs").mkdir()
        for name, text in (("companies", COMPANIES_EN), ("contacts", CONTACTS), ("comments", VOICES)):
            (root / "inputs" / f"{name}.csv").write_text(text, encoding="utf-8")
        self.settings = Settings.model_validate(tomllib.loads(guess_settings(root)))

    def collect(self):
        with self.workspace.connect() as connection:
            collect(connection, self.workspace, self.settings, "run-1")

    def rows(self, query):
        with self.workspace.connect() as connection:
            return connection.execute(query).fetchall()


@pytest.fixture
def site(tmp_path):
    site = Site(tmp_path)
    site.collect()
    return site


def test_a_voice_counts_for_the_company_of_who_said_it(site):
    assert dict(site.rows(MATCHED)) == {"v1": "88001", "v2": "88001", "v3": "88002", "v4": "99999"}


def test_what_was_matched_is_published_by_source(site):
    query = resources.files("vocpipe.collect.published").joinpath("source_matching.sql").read_text(encoding="utf-8")
    #       voices, with a reference, by id, account, e-mail, phone, through a person, contradicting, unmatched
    assert site.rows(query) == [("comments", 5, 4, 1, 1, 1, 0, 2, 0, 1)]


def test_a_wrong_match_stays_away_until_it_is_undone(site):
    ((feedback_id, customer_id),) = site.rows(
        "SELECT feedback_id, customer_id FROM feedback_customer JOIN feedback_raw USING (feedback_id) "
        "WHERE source_id = 'v1'"
    )
    detail = {"feedback_id": feedback_id, "customer_id": customer_id}
    entry = append_entry(site.workspace, "reject", theme_id=None, detail=detail, journal=MATCHES)
    for _ in range(2):
        site.collect()
        assert dict(site.rows(MATCHED)) == {"v1": "51001", "v2": "88001", "v3": "88002", "v4": "99999"}
    undo_entry(site.workspace, entry.edit_id, journal=MATCHES)
    site.collect()
    assert dict(site.rows(MATCHED))["v1"] == "88001"
