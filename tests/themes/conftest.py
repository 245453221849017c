import pytest

from tests.themes.small import Small


@pytest.fixture
def small():
    """Thirty sentences on each of three topics, before the first refresh."""
    world = Small()
    for topic in ("pdf", "support", "slow"):
        world.say(topic, 30)
    yield world
    world.connection.close()
