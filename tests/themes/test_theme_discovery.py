"""The table that remembers the last discovery, and an upgrade from the version that kept it in stage_state."""

import json

import duckdb
import pytest

from tests.builders import add, migrate_until
from tests.themes.small import Small
from vocpipe.settings import Settings
from vocpipe.store.workspace import migrate
from vocpipe.themes.discovery.due import LastDiscovery, discovery_basis, is_due
from vocpipe.themes.load import load_last_discovery, load_opinions

SETTINGS = Settings.model_validate({"workspace": {"own_names": ["式会社", 'the "Acme"']}})
BASIS = discovery_basis(SETTINGS)


@pytest.fixture
def before():
    """A database as it was before migration 15."""
    with duckdb.connect() as connection:
        migrate_until(connection, "0015")
        yield connection


@pytest.mark.parametrize("resolution", [1.68, None])
def test_an_upgrade_keeps_the_last_discovery(before, resolution):
    state = {"basis": BASIS, "opinions": 1203, "unthemed": 17, "resolution": resolution}
    add(before, "stage_state", stage="themes", fingerprint=json.dumps(state, sort_keys=True))
    migrate(before)
    assert load_last_discovery(before) == LastDiscovery(BASIS, 1203, 17, resolution)


def test_an_upgrade_before_the_first_discovery_leaves_none(before):
    migrate(before)
    assert load_last_discovery(before) is None


def test_each_discovery_replaces_the_last_one(small):
    small.refresh()
    small.say("login", 5)
    small.refresh(rediscover=True)
    [(opinions, unthemed)] = small.rows("SELECT opinions, unthemed FROM theme_discovery")
    assert (opinions, unthemed) == (95, small.rows("SELECT count(*) FROM unthemed")[0][0])


def opinions_of(count):
    world = Small()
    world.say("pdf", count)
    return load_opinions(world.connection)


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (None, True),
        (LastDiscovery("another basis", 20, 0, 1.0), True),
        (LastDiscovery(BASIS, 10, 0, 1.0), True),  # twice as many by now
        (LastDiscovery(BASIS, 11, 0, 1.0), False),
        (LastDiscovery(BASIS, 0, 0, None), True),
    ],
)
def test_a_discovery_is_due_at_first_with_other_settings_and_after_much_growth(last, due):
    assert is_due(last, BASIS, opinions_of(20)) is due
