"""Japanese in the plain style of titles: 「請求書が出せませんでした」 is 「請求書が出せなかった」.

Sudachi says how the last words are conjugated; the forms that a plain ending needs are made from dictionary forms.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

# The last kana of a verb's dictionary form -> the same verb before ない, and its past.
_BEFORE_NAI = dict(zip("くぐすつうるぬむぶ", "かがさたわらなまば", strict=True))
_PASTS = ("いた", "いだ", "した", "った", "った", "った", "んだ", "んだ", "んだ")
_PAST = dict(zip("くぐすつうるぬむぶ", _PASTS, strict=True))
_FINITE = ("終止形", "連体形")
_CLAUSE_ENDS = frozenset(("ので", "から", "し", "が", "けど", "けれど", "けれども", "のに"))
_SIGNS = " 、,。.!！?？…"
_HUMBLE = {"ござる": "ある", "致す": "する", "いたす": "する", "おる": "いる"}
# What others do for somebody, humbly -> as ordinary people say it: the dictionary form, and the form before た.
_FAVORS = {
    **dict.fromkeys(("いただく", "頂く", "戴く"), ("もらう", "もらっ")),
    **dict.fromkeys(("くださる", "下さる"), ("くれる", "くれ")),
}
_TE = ("て", "で")
_BEFORE_TA = {"する": "し", "為る": "し", "くる": "き", "来る": "来"}
# Verbs after て that only say that somebody minds, and the number of words from which they are left out.
_ASPECTS = ("しまう",)
_MIN_WORDS = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word: its dictionary form, part of speech, conjugation and form ("*" for none), and whether it is known."""

    text: str
    base: str
    part: str
    conjugation: str
    form: str
    known: bool = True

    @property
    def is_finite(self) -> bool:
        """Whether a clause may end with it."""
        return self.form.startswith(_FINITE)

    def inflects(self, kind: str) -> bool:
        """Whether it is an auxiliary of this kind, such as マス."""
        return self.conjugation == f"助動詞-{kind}"


def words_of(text: str) -> list[Word]:
    """The words of a text."""
    found = []
    for word in _tokenizer().tokenize(text):
        *part, conjugation, form = word.part_of_speech()
        base, part_of_speech = word.dictionary_form(), "-".join(part[:3])
        found.append(Word(word.surface(), base, part_of_speech, conjugation, form, known=not word.is_oov()))
    return found


def closed(words: list[Word]) -> list[Word]:
    """The words as they end a title: plain, without particles of the mood and signs."""
    before: list[Word] = []
    while words and words != before:
        before = words
        for rule in _RULES:
            words = rule(before)
            if words != before:
                break
    return words


def in_base_form(words: list[Word]) -> list[Word]:
    """The words with the last one as the end of a sentence."""
    *rest, last = words
    if last.inflects("ダ") or last.inflects("デス"):
        return rest
    if last.conjugation == "*" or last.inflects("タ") or last.inflects("マス"):
        return words
    return [*rest, _base(last)]


def _without_sign(words: list[Word]) -> list[Word]:
    *rest, last = words
    is_sign = last.part.startswith(("補助記号", "感動詞", "空白")) and last.text not in "」』）)"
    return rest if last.text in _SIGNS or (is_sign and last.base != "ありがとう") else words


def _without_particle(words: list[Word]) -> list[Word]:
    """Without ね, よ and な, and what links the clause to one that is left out; a て-form becomes the end."""
    *rest, last = words
    if not rest:
        return words
    before = rest[-1]
    if last.part.startswith("助詞-終助詞"):
        if last.text == "か":
            return words
        return rest[:-1] if before.text == "か" and len(rest) > 1 else rest
    if last.part.startswith("助詞-接続助詞") and before.is_finite and last.text in _CLAUSE_ENDS:
        return rest
    if last.part.startswith("助詞-接続助詞") and last.text in ("て", "で") and before.form.startswith("連用形"):
        return in_base_form(rest)
    return rest if last.part.startswith("助詞-準体助詞") and before.is_finite else words


def _without_copula(words: list[Word]) -> list[Word]:
    """Without です or だ at the end, and the の before it that explains."""
    *rest, last = words
    if not rest or not (last.inflects("デス") or last.inflects("ダ")) or last.form.startswith("連用形-ニ"):
        return words
    if len(rest) > 1 and rest[-1].part.startswith("助詞-準体助詞") and rest[-2].is_finite:
        return rest[:-1]
    return rest


def _without_masu(words: list[Word]) -> list[Word]:
    """A verb in its plain form: ます, ません and ました."""
    places = [place for place in range(max(len(words) - 2, 1), len(words)) if words[place].inflects("マス")]
    if not places:
        return words
    at = places[-1]
    verb, after = words[at - 1], words[at + 1 :]
    if not after:
        return [*words[: at - 1], _base(verb)]
    if after[0].text == "ん":
        return [*words[: at - 1], *_negative(verb)]
    return [*words[: at - 1], _past(verb)] if after[0].inflects("タ") else words


def _polite_past(words: list[Word]) -> list[Word]:
    """でした: after ません it is なかった, else だった."""
    if len(words) < _MIN_WORDS - 1 or not (words[-1].inflects("タ") and words[-2].inflects("デス")):
        return words
    rest = words[:-2]
    if len(rest) > 2 and rest[-1].text == "ん" and rest[-2].inflects("マス"):
        return [*rest[:-3], *_negative(rest[-3], "なかった")]
    return [*rest, Word("だった", "だった", "助動詞-*-*", "*", "終止形-一般")]


def _without_na(words: list[Word]) -> list[Word]:
    """Without the な that would join a noun; すん is する in full."""
    *rest, last = words
    if rest and last.text == "な" and last.inflects("ダ"):
        return rest
    return [*rest, _base(last)] if last.text in ("すん", "くん") and last.is_finite else words


def _without_zu(words: list[Word]) -> list[Word]:
    """ず as ない."""
    *rest, last = words
    return [*rest[:-1], *_negative(rest[-1])] if rest and last.text == "ず" else words


def _without_aspect(words: list[Word]) -> list[Word]:
    """A verb without しまう after it, which only says that somebody minds."""
    last = words[-2] if words[-1].inflects("タ") and len(words) > 1 else words[-1]
    if len(words) < _MIN_WORDS or last.base not in _ASPECTS:
        return words
    at = max(place for place, word in enumerate(words) if word.base in _ASPECTS)
    if at < 2 or words[at - 1].text not in ("て", "で"):
        return words
    verb, is_past = words[at - 2], words[-1].text.endswith(("た", "だ"))
    if not verb.form.startswith("連用形") or verb.conjugation.startswith("助動詞-タ"):
        return words
    return [*words[: at - 2], _past(verb) if is_past else _base(verb)]


def _humble(words: list[Word]) -> list[Word]:
    """ございます, いたします and おります as ordinary people say them."""
    *rest, last = words
    usual = _HUMBLE.get(last.base)
    if usual is None:
        return words
    if usual == "ある" and rest and rest[-1].text == "で":
        return rest[:-1]
    if last.base == "ござる" and rest and rest[-1].part.startswith(("感動詞", "形容詞")):
        return rest  # ありがとうございます
    return [*rest, replace(last, text=usual, base=usual, form="終止形-一般")]


def _favor(words: list[Word]) -> list[Word]:
    """「していただいた」 as 「してもらった」, and 「させていただいた」 as 「した」."""
    at = len(words) - (2 if words[-1].inflects("タ") else 1)
    if at < 2 or words[at].base not in _FAVORS or words[at - 1].text not in _TE:
        return words
    is_past, verb = words[-1].text.endswith(("た", "だ")), words[at - 2]
    if verb.base in ("せる", "させる") and at > 2:
        acts = words[at - 3]
        acts = replace(acts, text=_BEFORE_TA.get(acts.base, acts.text))
        return [*words[: at - 3], _past(acts) if is_past else _base(acts)]
    base, before_ta = _FAVORS[words[at].base]
    return [*words[:at], replace(words[at], text=f"{before_ta}た" if is_past else base, base=base, form="終止形-一般")]


def _continued(words: list[Word]) -> list[Word]:
    """A clause that would go on, as the end."""
    return in_base_form(words) if words[-1].form.startswith("連用形") else words


def _base(word: Word) -> Word:
    base = word.base[:-2] + "じる" if word.base.endswith("ずる") and "じ" in word.text else word.base
    return replace(word, text=base, base=base, form="終止形-一般")


def _negative(verb: Word, nai: str = "ない") -> list[Word]:
    """A verb before ない."""
    if verb.base in ("ある", "ござる"):
        return [Word(nai, "ない", "形容詞-非自立可能-*", "形容詞", "終止形-一般")]
    stem = verb.text
    if verb.conjugation.startswith("五段"):
        stem = verb.base[:-1] + _BEFORE_NAI.get(verb.base[-1], "")
    elif verb.base in ("する", "為る"):
        stem = "し"
    elif verb.base in ("くる", "来る"):
        stem = "こ" if verb.base == "くる" else "来"
    return [replace(verb, text=stem, form="未然形-一般"), Word(nai, "ない", "助動詞-*-*", "助動詞-ナイ", "終止形-一般")]


def _past(verb: Word) -> Word:
    """A verb in the past."""
    text = verb.text + "た"
    if verb.conjugation.startswith("五段"):
        text = verb.base[:-1] + ("った" if verb.base.endswith(("行く", "いく")) else _PAST.get(verb.base[-1], "た"))
    return replace(verb, text=text, form="終止形-一般")


_RULES: tuple[Callable[[list[Word]], list[Word]], ...] = (
    _without_sign,
    _without_particle,
    _without_copula,
    _without_masu,
    _polite_past,
    _without_na,
    _without_zu,
    _without_aspect,
    _humble,
    _favor,
    _continued,
)


@cache
def _tokenizer() -> Any:
    from sudachipy import Dictionary

    return Dictionary().create()
