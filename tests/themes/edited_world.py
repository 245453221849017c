"""A small world whose themes people edit: the inbox is a list here."""

import zlib
from datetime import datetime, timedelta

import numpy as np

from tests.themes.small import TOPICS, Small
from vocpipe.inbox.entries import Entry
from vocpipe.inbox.theme_edits import split_theme_id
from vocpipe.settings import Settings, ThemesSettings
from vocpipe.themes import placing
from vocpipe.themes.discovery.discover import Discovery
from vocpipe.themes.refresh import refresh_themes

SUBS = ["pdf", "support", "slow", "login"]
TABLES = ("theme", "sentence_theme", "unthemed", "theme_discovery", "machine_theme", "machine_placement")


class World(Small):
    def __init__(self):
        super().__init__()
        self.entries = []

    def edit(self, kind, theme_id=None, *, author="ann", **detail):
        """The entry, as the command line would have left it in the inbox."""
        number = len(self.entries)
        edit_id = f"e_{number:03d}"
        theme_id = split_theme_id(edit_id) if kind == "split" else theme_id
        at = datetime(2026, 1, 1) + timedelta(minutes=number)
        self.entries.append(Entry(edit_id, at, author, kind, theme_id, detail))
        return self.entries[-1]

    def undo(self, entry):
        place = [one.edit_id for one in self.entries].index(entry.edit_id)
        row = self.entries[place]
        late = row.edited_at + timedelta(days=1)
        self.entries[place] = Entry(
            row.edit_id, row.edited_at, row.author, row.kind, row.theme_id, row.detail, late, "bob"
        )

    def undo_all(self):
        for entry in self.entries:
            if entry.undone_at is None:
                self.undo(entry)

    def refresh(self, *, rediscover=False, **themes):
        self.runs += 1
        settings = Settings(themes=ThemesSettings(**({"min_size": 4} | themes)))
        return refresh_themes(
            self.connection, settings, f"run-{self.runs:02d}", rediscover=rediscover, edits=list(self.entries)
        )

    def state(self):
        return {table: self.rows(f"SELECT * FROM {table} ORDER BY ALL") for table in TABLES}

    def main(self):
        """sentence -> its theme."""
        return dict(self.rows("SELECT sentence_id, theme_id FROM sentence_theme WHERE is_primary"))

    def active(self, *, sub=False):
        rows = self.rows(
            "SELECT theme_id FROM theme WHERE state = 'active' AND (parent_id IS NOT NULL) = ? ORDER BY theme_id", sub
        )
        return [row[0] for row in rows]

    def members(self, theme_id):
        rows = self.rows("SELECT sentence_id FROM sentence_theme WHERE theme_id = ? ORDER BY ALL", theme_id)
        return [row[0] for row in rows]

    def theme(self, theme_id):
        rows = self.rows("SELECT name_ja, name_en, state FROM theme WHERE theme_id = ?", theme_id)
        return rows[0] if rows else None

    def problems(self):
        return self.rows("SELECT edit_id, problem FROM theme_edit WHERE problem IS NOT NULL")


def planted(monkeypatch, labels):
    """Make discovery find what `labels(text, tokens)` says: (theme, sub-theme), numbers or None."""

    def discover(space, words, settings, *, progress=None):
        labeled = [labels(text, tokens) for text, tokens in zip(words.texts, words.tokens, strict=True)]
        themes = _dense([theme for theme, _ in labeled])
        subthemes = _dense([None if None in pair else pair for pair in labeled])
        return Discovery(themes, subthemes, np.ones(len(space)), 1.0)

    monkeypatch.setattr(placing, "discover", discover)


def topic(tokens):
    """The number of the topic that a sentence is about."""
    words = ("pdf", "support", "slow", "login")
    return next((place for place, word in enumerate(words) if word in tokens), len(TOPICS))


def _dense(keys):
    numbers = {key: number for number, key in enumerate(dict.fromkeys(key for key in keys if key is not None))}
    return np.array([-1 if key is None else numbers[key] for key in keys], np.int64)


def by_topic(text, tokens):
    return topic(tokens), zlib.crc32(text.encode()) % 2


def all_in_one(text, tokens):
    return 0, None


def shuffled(seed):
    """Groups that have little to do with the topics."""

    def labels(text, tokens):
        random = np.random.default_rng([seed, zlib.crc32(text.encode())])
        theme = topic(tokens) if random.random() < 0.4 else int(random.integers(0, 6))
        return (None if theme == 5 else theme), int(random.integers(0, 2))

    return labels


def check(world):
    """What holds after every refresh, whatever was edited."""
    rows = world.rows
    opinions = {row[0] for row in rows("SELECT sentence_id FROM sentence WHERE role = 'opinion'")}
    primary = rows(
        "SELECT sentence_id, parent_id, state FROM sentence_theme JOIN theme USING (theme_id) WHERE is_primary"
    )
    unthemed = [row[0] for row in rows("SELECT sentence_id FROM unthemed")]
    assert sorted([*(row[0] for row in primary), *unthemed]) == sorted(opinions)
    assert all(parent is None and state != "retired" for _, parent, state in primary)
    astray = rows(
        "SELECT * FROM sentence_theme AS sub JOIN theme USING (theme_id) "
        "LEFT JOIN sentence_theme AS main ON main.sentence_id = sub.sentence_id AND main.is_primary "
        "WHERE NOT sub.is_primary AND (theme.state = 'retired' OR theme.parent_id IS DISTINCT FROM main.theme_id)"
    )
    assert astray == []
    assert (
        rows(
            "SELECT sub.theme_id FROM theme AS sub LEFT JOIN theme AS main ON main.theme_id = sub.parent_id "
            "WHERE sub.parent_id IS NOT NULL AND sub.state = 'active' "
            "AND (main.state IS DISTINCT FROM 'active' OR main.parent_id IS NOT NULL)"
        )
        == []
    )
    assert rows("SELECT count(*) FROM sentence_theme") == rows(
        "SELECT count(DISTINCT (sentence_id, theme_id)) FROM sentence_theme"
    )
