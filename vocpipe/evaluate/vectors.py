"""The vectors of training sentences and of rows that are measured, computed as in a refresh."""

import pyarrow as pa

from vocpipe.encoders.models import encode
from vocpipe.sentiment.features import Matrix, place_by_language
from vocpipe.settings import Settings
from vocpipe.store.vectors import encoder_plan
from vocpipe.structure.language import LanguageFinder


def vectors_beside(training: pa.Table, texts: list[str], settings: Settings) -> tuple[Matrix, Matrix]:
    """The vectors of the training sentences (text, lang) and of the texts, with the same columns in both."""
    plan = encoder_plan(settings.embed)
    find = LanguageFinder(settings.workspace.languages).find
    ours, known = training.column("text").to_pylist(), training.column("lang").to_pylist()
    langs = [find(text) or settings.workspace.languages[0] for text in texts]
    of_training, own = {}, {}
    for code, model in plan.own.items():
        of_training[code] = encode(model, _inside(code, ours, known))
        mine = _inside(code, texts, langs)
        own[code] = encode(model, mine) if mine else of_training[code][:0]
    return (
        place_by_language(encode(plan.shared, ours), known, of_training),
        place_by_language(encode(plan.shared, texts), langs, own),
    )


def _inside(code: str, texts: list[str], langs: list[str]) -> list[str]:
    return [text for text, lang in zip(texts, langs, strict=True) if lang == code]
