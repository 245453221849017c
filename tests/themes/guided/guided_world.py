"""A small world in which the company has themes of its own."""

import hashlib

import numpy as np

from tests.builders import add_all, add_vectors
from tests.themes.blobs import unit
from tests.themes.edited_world import World
from tests.themes.small import DIMENSIONS, TOPICS
from vocpipe.settings import GuidedThemeSettings, Settings, TaxonomySettings, ThemesSettings
from vocpipe.store.vectors import encoder_plan, text_hash
from vocpipe.themes.refresh import refresh_themes


class GuidedWorld(World):
    def __init__(self):
        super().__init__()
        self.guided = []
        self.labels = []

    def own(self, topic, name, *, examples=4, direction=None, **more):
        """A theme of the company's own about a topic, with its texts prepared and embedded as a refresh does."""
        said = [f"{name}: example {number}" for number in range(examples)]
        theme = GuidedThemeSettings(name_en=name, examples=said, **more)
        self.guided.append(theme)
        center = np.eye(DIMENSIONS)[TOPICS.index(topic) if direction is None else direction]
        rows, vectors = [], []
        for text in theme.names.values():
            rows.append((text, False))
        rows += [(text, True) for text in said]
        for text, _ in rows:
            seed = int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)
            vectors.append(unit((center + np.random.default_rng(seed).normal(0, 0.05, DIMENSIONS))[None, :])[0])
        texts = [
            {"theme_id": theme.theme_id, "is_example": is_example, "text": text, "text_hash": text_hash(text)}
            | {"lang": "en", "tokens": [], "basis": ""}
            for text, is_example in rows
        ]
        add_all(self.connection, "guide_text", texts)
        plan = encoder_plan(Settings().embed)
        for model in plan.models:
            add_vectors(self.connection, model, [row["text_hash"] for row in texts], np.stack(vectors))
        return theme.theme_id

    def refresh(self, *, rediscover=False):
        self.runs += 1
        settings = Settings(
            themes=ThemesSettings(min_size=4), theme=self.guided, taxonomy=TaxonomySettings(labels=self.labels)
        )
        return refresh_themes(
            self.connection, settings, f"run-{self.runs:02d}", rediscover=rediscover, edits=list(self.entries)
        )

    def inside(self, theme):
        return {row[0] for row in self.rows("SELECT sentence_id FROM sentence_theme WHERE theme_id = ?", theme)}

    def about(self, topic):
        from tests.themes.small import WORDS

        query = "SELECT sentence_id FROM sentence WHERE tokens = ?"
        return {row[0] for row in self.rows(query, WORDS[topic][2])}
