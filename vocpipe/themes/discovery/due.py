"""When themes are discovered anew, rather than new texts joining the existing themes."""

import json
from dataclasses import dataclass
from typing import Any

from vocpipe.settings import Settings
from vocpipe.themes.opinions import Opinions

# Themes are discovered anew when the opinions have grown by this factor since the last discovery …
MAX_GROWTH = 2.0
# … or when more than this share of the opinions since then is unthemed, given at least MIN_SINCE of them.
MAX_UNTHEMED = 0.25
MIN_SINCE = 200


@dataclass(frozen=True, slots=True)
class LastDiscovery:
    """What the last discovery depended on, how many opinions there were, and how many of them belonged to no theme.

    resolution: the level of detail that was read from the data or set; None for an engine without one.
    """

    basis: str
    opinions: int
    unthemed: int
    resolution: float | None


def discovery_basis(settings: Settings) -> str:
    """The settings that themes depend on besides the texts, as JSON: engine, model, own names, guided themes."""
    basis: list[Any] = [settings.embed.model, settings.themes.model_dump(exclude={"sample_above"})]
    basis.append(settings.workspace.own_names)
    if settings.theme:
        basis += [[theme.model_dump() for theme in settings.theme], settings.taxonomy.labels]
    return json.dumps(basis, sort_keys=True)


def is_due(last: LastDiscovery | None, basis: str, opinions: Opinions) -> bool:
    """Whether to discover anew: at first, with other settings, after much growth, or when too much is unthemed."""
    if last is None or last.basis != basis or len(opinions) >= MAX_GROWTH * max(last.opinions, 1):
        return True
    since = len(opinions) - last.opinions
    unthemed = sum(theme is None for theme in opinions.themes) - len(opinions.new) - last.unthemed
    return since >= MIN_SINCE and unthemed > MAX_UNTHEMED * since
