"""A private database in memory whose sentences have tiny vectors, so that no model is needed."""

import hashlib

import duckdb
import numpy as np

from tests.builders import add_all, add_feedback, add_vectors
from tests.themes.blobs import unit
from vocpipe.settings import NamingSettings, Settings, ThemesSettings
from vocpipe.store.vectors import encoder_plan, text_hash
from vocpipe.store.workspace import migrate, transaction
from vocpipe.themes.refresh import refresh_themes

WORDS = {
    "pdf": ("Invoice export to PDF fails, case {n}.", "請求書をPDFで出力できません、その{n}。", ["pdf", "export"]),
    "support": ("Support answers kindly, case {n}.", "サポートの対応が親切です、その{n}。", ["support", "answer"]),
    "slow": ("The app is slow today, case {n}.", "今日はアプリが重いです、その{n}。", ["app", "slow"]),
    "login": ("Login loops forever, case {n}.", "ログインできません、その{n}。", ["login", "loop"]),
}
TOPICS = [*WORDS, "other"]
DIMENSIONS = 16


class Small:
    """A small database of sentences, as the stages before themes would have left them."""

    def __init__(self):
        self.connection = duckdb.connect()
        migrate(self.connection)
        self.count = 0
        self.runs = 0

    def say(self, topic, count=1, *, langs=("en", "ja"), start=0, noise=0.05, toward=None):
        rows = []
        for n in range(start, start + count):
            lang = langs[n % len(langs)]
            english, japanese, tokens = WORDS[topic]
            text = (english if lang == "en" else japanese).format(n=n)
            rows.append((text, lang, _point(text, topic, noise, toward), tokens, "opinion"))
        self._insert(rows)

    def add(self, text, lang, vector, tokens=(), role="opinion"):
        """A sentence with its vector; the id of it."""
        return self._insert([(text, lang, vector, list(tokens), role)])[0]

    def date(self, sentence_id, at):
        """Say when the feedback that a sentence is part of was given."""
        add_feedback(self.connection, sentence_id, None, clean=False, kind="post", created_at=at)

    def _insert(self, rows):
        ids = [f"s_{self.count + place:05d}" for place in range(1, len(rows) + 1)]
        self.count += len(rows)
        sentences = [
            {"sentence_id": sentence_id, "feedback_id": f"f_{sentence_id}", "tokens": tokens}
            | {"text": text, "text_hash": text_hash(text), "lang": lang, "role": role}
            for sentence_id, (text, lang, _, tokens, role) in zip(ids, rows, strict=True)
        ]
        add_all(self.connection, "sentence", sentences)
        plan = encoder_plan(Settings().embed)
        self._embed(plan.shared, rows)
        for own, model in plan.own.items():
            self._embed(model, [row for row in rows if row[1] == own])
        return ids

    def _embed(self, model, rows):
        if rows:
            keys = [text_hash(text) for text, *_ in rows]
            add_vectors(self.connection, model, keys, np.stack([vector for _, _, vector, *_ in rows]))

    def strays(self, count, start=0):
        """Sentences that are like nothing, not even each other."""
        for n in range(start, start + count):
            vector = unit(np.random.default_rng(1000 + n).normal(size=(1, DIMENSIONS)) * (np.arange(DIMENSIONS) >= 6))
            self.add(f"Something quite else, number {n}.", "en", vector[0])

    def refresh(self, *, rediscover=False, naming=(), timeout_seconds=30, **themes):
        """What the themes stage says it did, in a run of its own; naming: the program that names themes."""
        self.runs += 1
        namer = NamingSettings(command=list(naming), timeout_seconds=timeout_seconds)
        settings = Settings(themes=ThemesSettings(**({"min_size": 4} | themes)), naming=namer)
        return refresh_themes(self.connection, settings, f"run-{self.runs}", rediscover=rediscover)

    def rows(self, query, *parameters):
        return self.connection.execute(query, list(parameters)).fetchall()

    def themes(self):
        """The id of each living theme, by the topic that most of its sentences are about."""
        query = """
            SELECT mode(tokens), theme_id
            FROM theme JOIN sentence_theme USING (theme_id) JOIN sentence USING (sentence_id)
            WHERE is_primary AND state = 'active' GROUP BY theme_id ORDER BY theme_id
        """
        names = {tuple(words[2]): topic for topic, words in WORDS.items()}
        return {names.get(tuple(tokens), "other"): theme for tokens, theme in self.rows(query)}

    def snapshot(self):
        """Everything that the stage wrote but the lineage."""
        with transaction(self.connection):
            return {
                table: self.rows(f"SELECT * FROM {table} ORDER BY ALL")
                for table in ("theme", "sentence_theme", "unthemed", "theme_discovery")
            }


def _point(text, topic, noise, toward):
    seed = int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)
    center = np.eye(DIMENSIONS)[TOPICS.index(topic)]
    if toward is not None:
        center = center + toward
    return unit((center + np.random.default_rng(seed).normal(0, noise, DIMENSIONS))[None, :])[0]
