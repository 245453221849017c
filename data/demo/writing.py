"""Texts: planted sentences, common ones more often, varied by seeded rules and joined naturally."""

import re
import unicodedata
from random import Random
from typing import Any

import plan
from people import Contact, PersonalData, card, long_id
from world import POSTS, REVIEWS, TICKETS

RANK_SHIFT = 3  # the higher, the more evenly sentences are drawn
PERSONAL_RATE = {"nps_survey": 0.04, TICKETS: 0.085, REVIEWS: 0.02, POSTS: 0.02}
HALF_WIDTH = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)}
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
NAMES = {
    "Android", "August", "Chrome", "English", "Excel", "Japanese", "Singapore", "Slack", "Starter",
    "Starter's", "Teams", "Tsumugi", "Tsumugi's", "I", "I'd", "I'll", "I'm", "I've",
}  # fmt: skip


class Sentences:
    """The topics' sentences, the most common first: few wordings make up most of the mentions."""

    def __init__(self, rng: Random, topics: dict[str, Any]) -> None:
        self._rng = rng
        self._topics = topics

    def draw(self, topics: list[str], lang: str) -> list[str]:
        """A sentence for each topic in the language, without repeats, by Zipf's law with Mandelbrot's shift."""
        drawn: list[str] = []
        for topic in topics:
            sentences: list[str] = self._topics[topic][lang]
            weights = [
                0 if sentence in drawn else 1 / (rank + RANK_SHIFT) for rank, sentence in enumerate(sentences, 1)
            ]
            drawn += self._rng.choices(sentences, weights)
        return drawn


def lower_first(text: str) -> str:
    """`text` with a lower-case first letter, unless its first word is a name, an abbreviation or I."""
    first = text.split(" ", 1)[0].rstrip(",.:;!?")
    if first in NAMES or any(letter.isupper() for letter in first[1:]):
        return text
    return text[:1].lower() + text[1:]


def typo(rng: Random, text: str) -> str:
    """`text` with two neighboring letters of a word swapped, or one left out."""
    runs = list(re.finditer(r"[ぁ-ん]{3,}|[a-z]{5,}", text))
    if not runs:
        return text
    run = rng.choice(runs)
    place = rng.randrange(run.start() + 1, run.end() - 1)
    if rng.random() < 0.5:
        return text[:place] + text[place + 1 :]
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def half_width(text: str) -> str:
    """`text` with its first katakana word in half-width letters, as old forms send it."""
    word = re.search(r"[ァ-ヴー]{3,}", text)
    if not word:
        return text
    apart = unicodedata.normalize("NFD", word.group())
    return text.replace(word.group(), "".join(HALF_WIDTH.get(c, {"゙": "ﾞ", "゚": "ﾟ"}.get(c, c)) for c in apart), 1)


def vary_ja(rng: Random, text: str) -> str:
    """A Japanese sentence, sometimes with another ending, full-width digits or half-width kana."""
    polite = text.endswith(("です。", "ます。")) and not text.endswith(
        ("いたします。", "お願いします。", "申し上げます。")
    )
    way = rng.random()
    if polite and way < 0.12:
        text = text[:-1] + "ね。"
    elif text.endswith("。") and way < 0.28:
        text = text[:-1] + rng.choice(["", "!", "！", "…", "。。"])
    if rng.random() < 0.03:
        text = text.translate(FULL_WIDTH)
    return half_width(text) if rng.random() < 0.015 else text


def vary_en(rng: Random, text: str) -> str:
    """An English sentence, sometimes in lower case, with another ending or without apostrophes."""
    way = rng.random()
    if text.endswith(".") and way < 0.2:
        text = text[:-1] + rng.choice(["", "!", "...", "!!"])
    if rng.random() < 0.06:
        text = text.lower()
    return text.replace("'", "") if rng.random() < 0.04 else text


def prefixed(rng: Random, text: str, lang: str, prefixes: list[str]) -> str:
    """`text` after an opening phrase; questions, requests and very short texts stay as they are."""
    if len(text) < 10 or text.endswith(("?", "？", "ください。", "か。", "please.", "Please.")):
        return text
    return rng.choice(prefixes) + (lower_first(text) if lang == "en" else text)


def closed(text: str, lang: str) -> str:
    """`text` with a punctuation mark at its end, so that another sentence can follow."""
    return text if text[-1] in "。.!?！？…" else text + ("。" if lang == "ja" else ".")


class Writer:
    """Writes distinct texts and records the personal data in them."""

    def __init__(self, rng: Random, topics: dict[str, Any], phrases: dict[str, Any], personal: PersonalData) -> None:
        self.rng = rng
        self.phrases = phrases
        self.personal = personal
        self._sentences = Sentences(rng, topics)
        self._written: set[str] = set()

    def pick(self, lang: str, kind: str) -> str:
        """One of the phrases of this kind."""
        return str(self.rng.choice(self.phrases[lang][kind]))

    def body(
        self, topics: list[str], lang: str, source: str, contact: Contact, *, max_sentences: int = 2
    ) -> tuple[str, list[str]]:
        """(text, topic of each planted sentence): a new text about the topics, different from all before."""
        used = [topic for topic in topics for _ in range(self._times(max_sentences))]
        sentences = self._sentences.draw(used, lang)
        contact_line = self._personal(lang, contact) if self.rng.random() < PERSONAL_RATE[source] else ""
        for eager in range(12):
            text = self._joined(sentences, used, lang, 0.25 + eager / 15)
            text = self._decorated(text, lang, source, contact_line)
            if text not in self._written:
                break
        self._written.add(text)
        return text, used

    def _times(self, max_sentences: int) -> int:
        return self.rng.randint(2, max_sentences) if max_sentences > 2 else 2 if self.rng.random() < 0.2 else 1

    def _joined(self, sentences: list[str], used: list[str], lang: str, eager: float) -> str:
        rng, vary = self.rng, vary_ja if lang == "ja" else vary_en
        varied = [vary(rng, sentence) for sentence in sentences]
        if rng.random() < eager:
            varied[0] = prefixed(rng, varied[0], lang, self.phrases[lang]["prefixes"])
        for place in range(1, len(varied)):
            turn = (used[place] in plan.POSITIVE) != (used[place - 1] in plan.POSITIVE)
            if rng.random() < (0.6 if turn else 0.3):
                link = self.pick(lang, "but" if turn else "also")
                varied[place] = link + (lower_first(varied[place]) if lang == "en" else varied[place])
        joint = "\n" if rng.random() < 0.06 else "" if lang == "ja" else " "
        text = joint.join([*(closed(sentence, lang) for sentence in varied[:-1]), varied[-1]])
        return typo(rng, text) if rng.random() < 0.04 else text

    def _decorated(self, text: str, lang: str, source: str, contact_line: str) -> str:
        rng = self.rng
        if contact_line:
            text = closed(text, lang) + ("" if lang == "ja" else " ") + contact_line
        if source in (REVIEWS, POSTS) and rng.random() < 0.08:
            text += ("" if lang == "ja" else " ") + self.pick(lang, "emoji") * rng.choice([1, 1, 2])
        if source == POSTS:
            way = rng.random()
            text += f" {self.pick(lang, 'hashtags')}" if way < 0.22 else ""
            text = f"@tsumugi_app {text}" if 0.22 < way < 0.34 else text
            text += f" https://t.co/{self.token(10)}" if 0.34 < way < 0.40 else ""
        return text

    def token(self, length: int) -> str:
        """Random letters and digits, as in short links and review ids."""
        return "".join(self.rng.choices("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", k=length))

    def _personal(self, lang: str, contact: Contact) -> str:
        text = self.pick(lang, "personal")
        make = {
            "phone": lambda: self.personal.add("phones", contact.phone),
            "email": lambda: self.personal.add("emails", contact.email),
            "card": lambda: self.personal.add("cards", card(self.rng)),
            "id": lambda: self.personal.add("ids", long_id(self.rng)),
        }
        kind = next(kind for kind in make if f"{{{kind}}}" in text)
        return text.format(**{kind: make[kind]()})

    def near_copy(self, text: str, lang: str) -> str:
        """`text` with a small difference: another ending, a typo, or a note that it is sent again."""
        way = self.rng.random()
        if way < 0.4:
            return closed(text, lang) + ("再送です。" if lang == "ja" else " (sent again)")
        if way < 0.7:
            return text.rstrip("。.!！…") + self.rng.choice(["!", "…", "!!"])
        return typo(self.rng, text)
