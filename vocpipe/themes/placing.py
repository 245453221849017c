"""The place of each text: in themes that a discovery finds, or in those that exist."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vocpipe.settings import Settings
from vocpipe.step import Counts, Progress
from vocpipe.themes.discovery.assign import Assigner, Assignment
from vocpipe.themes.discovery.discover import Discovery, discover
from vocpipe.themes.discovery.due import LastDiscovery, discovery_basis
from vocpipe.themes.discovery.identity import Matching, match
from vocpipe.themes.guided.guide import NO_GUIDE, Guide, Guided
from vocpipe.themes.guided.join import Joined, join
from vocpipe.themes.guided.rows import with_guided
from vocpipe.themes.guided.take import take
from vocpipe.themes.machine_themes import MachineTheme, names_by_language
from vocpipe.themes.naming.agreement import title_encoder
from vocpipe.themes.naming.names import Name, name_columns, name_themes, quote_rows
from vocpipe.themes.opinions import Opinions
from vocpipe.themes.space import NOWHERE, Labels, Space
from vocpipe.themes.words import Words

# Themed sentences on which a sample's loss is measured, if at least this share of the sentences are outside it.
_HELD = 1000
MIN_MEASURED = 0.1


@dataclass(frozen=True, slots=True)
class DiscoveredThemes:
    """The themes of a discovery, as rows.

    themes: one row per theme and sub-theme: theme_id, parent_id, name_ja, name_en, keywords, run_id, is_guided and
    n_taught (null if it is not guided). quotes: what their names are cut from, the columns of QUOTE_SCHEMA. lineage:
    one row per event, the columns of LINEAGE_SCHEMA. events: kind -> how many events of themes, without those of
    sub-themes. alike: after a discovery in a sample, the share of texts that join the theme they were found in if they
    come later; None if there was no sample.
    """

    themes: pa.Table
    quotes: pa.Table
    lineage: pa.Table
    events: Counts
    last: LastDiscovery
    alike: float | None = None


@dataclass(frozen=True, slots=True)
class Placing:
    """Where texts were placed, as rows.

    placements: one row per placed text: text_hash, theme_id and subtheme_id (null for none), score, method. discovered:
    the themes of a discovery; None if texts joined existing themes.
    """

    placements: pa.Table
    discovered: DiscoveredThemes | None = None

    @classmethod
    def nothing(cls) -> "Placing":
        """The placing of no texts."""
        return cls(_placements([], [], [], np.zeros(0), []))

    @property
    def counts(self) -> Counts:
        """How many texts were placed, how many of them belong to no theme, and the events by kind."""
        unthemed = self.placements.column("theme_id").null_count
        counts = {"placed": self.placements.num_rows, "unthemed": unthemed}
        if self.discovered and self.discovered.alike is not None:
            counts["alike_percent"] = round(100 * self.discovered.alike)
        return counts | (self.discovered.events if self.discovered else {})


def find_themes(
    opinions: Opinions,
    space: Space,
    rest: Iterable[tuple[Opinions, Space]],
    n_rest: int,
    existing: list[MachineTheme],
    settings: Settings,
    run_id: str,
    progress: Progress,
    guided: Guided = NO_GUIDE,
) -> Placing:
    """The place of every opinion: in guided themes, else in newly discovered ones.

    A theme that continues an existing one has its id. Themes take, or are found among, `opinions`, whose vectors are
    `space`. rest: the others, `n_rest` in all, in blocks; they join the themes as new ones do.
    """
    words = opinions.words(settings.workspace.own_names)
    joined = _find(space, words, guided, settings, progress)
    found = joined.discovery
    themes, subthemes = _identify(joined, opinions, existing, guided.guide.ids)
    names = _names(joined, words, space, existing, settings)
    placed = [_placed(opinions, found, themes.ids, subthemes.ids, joined.methods)]
    if n_rest:
        assigner = _assigner(space, found, n_rest)
        placed += [
            _placed(part, assigner.assign(inside), themes.ids, subthemes.ids, _assigned(part)) for part, inside in rest
        ]
    placements = pa.concat_tables(placed)
    unthemed = placements.column("theme_id").null_count
    rows = _theme_rows(found, themes.ids, subthemes.ids, names, run_id)
    discovered = DiscoveredThemes(
        themes=with_guided(rows, settings.theme, guided.taught, run_id),
        quotes=quote_rows([*themes.ids, *subthemes.ids], names),
        lineage=pa.concat_tables([themes.lineage, subthemes.lineage]),
        events=dict(Counter(sorted(themes.lineage.column("event").to_pylist()))),
        last=LastDiscovery(discovery_basis(settings), placements.num_rows, unthemed, found.resolution),
        alike=agreement(space, found) if n_rest > len(opinions) * MIN_MEASURED else None,
    )
    return Placing(placements, discovered)


def _find(space: Space, words: Words, guided: Guided, settings: Settings, progress: Progress) -> Joined:
    """What guided themes take, and the themes that are discovered in the rest."""
    taken = take(space, words, guided.guide, guided.taught)
    free = np.flatnonzero(taken.themes == NOWHERE)
    inside = space if len(free) == len(space) else space.part(free)
    discovery = discover(inside, words.of(free), settings.themes, progress=progress)
    return join(taken, discovery, space, words, settings.themes)


def place_new(
    arrived: Iterable[tuple[Opinions, Space]], n_arrived: int, themed: Opinions, themed_space: Space, guide: Guide
) -> Placing:
    """The place of each text of `arrived`, which comes in blocks, in the themes of `themed` or of the guide."""
    # The guide's texts are known sentences too, so that a theme of which nobody spoke yet can be joined.
    said = [guide.ids[owner] for owner in guide.owner.tolist()]
    ids, labels = _numbered([*themed.themes, *said])
    subids, sublabels = _numbered([*themed.subthemes, *[None] * len(said)])
    assigner = Assigner(themed_space.joined(guide.space), labels, sublabels, queries=n_arrived)
    return Placing(
        pa.concat_tables(_placed(part, assigner.assign(space), ids, subids, _assigned(part)) for part, space in arrived)
    )


def agreement(space: Space, discovery: Discovery) -> float:
    """The share of themed sentences that would join the theme they were discovered in, had they come later.

    Measured on up to a thousand of them: what a sample costs those outside it.
    """
    themed = np.flatnonzero(discovery.themes != NOWHERE)
    held = themed[:: max(2, len(themed) // _HELD)]
    if not len(held):
        return 1.0
    known = np.setdiff1d(themed, held)
    found = Assigner(space.part(known), discovery.themes[known], discovery.subthemes[known], queries=len(held))
    return float(np.mean(found.assign(space.part(held)).themes == discovery.themes[held]))


def _assigner(space: Space, discovery: Discovery, queries: int) -> Assigner:
    """What places sentences among the themes that were discovered in `space`."""
    themed = np.flatnonzero(discovery.themes != NOWHERE)
    return Assigner(space.part(themed), discovery.themes[themed], discovery.subthemes[themed], queries=queries)


def _placed(
    part: Opinions, to: Discovery | Assignment, ids: list[str], subids: list[str], methods: list[str]
) -> pa.Table:
    return _placements(part.hashes, _ids_of(to.themes, ids), _ids_of(to.subthemes, subids), to.scores, methods)


def _assigned(part: Opinions) -> list[str]:
    return ["assigned"] * len(part)


def _identify(
    joined: Joined, opinions: Opinions, existing: list[MachineTheme], guide: list[str]
) -> tuple[Matching, Matching]:
    """Ids and lineage of the themes, and of the sub-themes; guide: the ids of the guided themes."""
    discovery, hashes, taken = joined.discovery, opinions.hashes, {theme.theme_id for theme in existing}
    seeds, given = _seeds("theme", discovery.themes, hashes), {at: guide[n] for at, n in enumerate(joined.guided)}
    themes = match(discovery.themes, opinions.themes, seeds, taken, given=given, reserved=guide)
    taken |= {*themes.ids, *guide}
    seeds = _seeds("sub-theme", discovery.subthemes, hashes)
    return themes, match(discovery.subthemes, opinions.subthemes, seeds, taken)


def _seeds(kind: str, labels: Labels, hashes: list[str]) -> list[str]:
    """The seed of each group's id, should the group be new: the first hash of its texts."""
    first: dict[int, str] = {}
    for label, text_hash in zip(labels.tolist(), hashes, strict=True):
        first.setdefault(label, text_hash)
    return [f"{kind}\x1f{first[group]}" for group in range(int(labels.max(initial=NOWHERE)) + 1)]


def _names(joined: Joined, words: Words, space: Space, existing: list[MachineTheme], settings: Settings) -> list[Name]:
    """The names of the themes, then of the sub-themes; names of existing themes on that level are not reused."""
    discovery = joined.discovery
    themes, subthemes = (
        names_by_language(theme for theme in existing if theme.is_living and theme.is_subtheme is is_sub)
        for is_sub in (False, True)
    )
    for theme in settings.theme:
        for language, name in theme.names.items():
            themes[language].add(name)
    given = {at: settings.theme[number].names for at, number in enumerate(joined.guided)}
    languages, encode = settings.workspace.languages, title_encoder(settings.embed)
    return [
        *name_themes(
            discovery.themes, words, space, languages, taken=themes, scores=discovery.scores, encode=encode, given=given
        ),
        *name_themes(
            discovery.subthemes, words, space, languages, taken=subthemes, encode=encode, parents=discovery.themes
        ),
    ]


def _theme_rows(discovery: Discovery, ids: list[str], subids: list[str], names: list[Name], run_id: str) -> pa.Table:
    pairs = zip(discovery.subthemes.tolist(), discovery.themes.tolist(), strict=True)
    parents = {subtheme: ids[theme] for subtheme, theme in pairs if subtheme >= 0}
    return pa.table(
        {
            "theme_id": pa.array([*ids, *subids], pa.string()),
            "parent_id": pa.array([*[None] * len(ids), *(parents[sub] for sub in range(len(subids)))], pa.string()),
            **name_columns(names),
            "run_id": pa.array([run_id] * len(names), pa.string()),
        }
    )


def _placements(
    hashes: list[str],
    themes: list[str | None],
    subthemes: list[str | None],
    scores: npt.NDArray[np.float64],
    methods: list[str],
) -> pa.Table:
    return pa.table(
        {
            "text_hash": pa.array(hashes, pa.string()),
            "theme_id": pa.array(themes, pa.string()),
            "subtheme_id": pa.array(subthemes, pa.string()),
            "score": np.round(scores, 4),
            "method": pa.array(methods, pa.string()),
        }
    )


def _numbered(themes: list[str | None]) -> tuple[list[str], Labels]:
    """The themes' ids in order, and the number of each text's theme among them."""
    ids = sorted({theme for theme in themes if theme is not None})
    number = {theme: place for place, theme in enumerate(ids)}
    return ids, np.array([NOWHERE if theme is None else number[theme] for theme in themes], np.int64)


def _ids_of(labels: Labels, ids: list[str]) -> list[str | None]:
    return [ids[label] if label >= 0 else None for label in labels.tolist()]
