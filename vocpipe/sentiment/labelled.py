"""Sentences with labels, as they stand in files of this package: `sentences/<language>.tsv`."""

from importlib import resources

import pyarrow as pa

from vocpipe.store.vectors import text_hash


def labelled_sentences(package: str, labels: tuple[str, ...]) -> pa.Table:
    """One row per sentence, the first of equal ones: text_hash, text, lang, and a column for each of `labels`.

    The files of `package` have a head, then the labels and the text in each line, with tabs between.
    """
    rows: dict[str, tuple[str, ...]] = {}
    for item in sorted((resources.files(package) / "sentences").iterdir(), key=lambda item: item.name):
        lang = item.name.removesuffix(".tsv")
        for line in item.read_text(encoding="utf-8").splitlines()[1:]:
            *given, text = line.split("\t")
            rows.setdefault(key := text_hash(text), (key, text, lang, *given))
    return pa.table(dict(zip(("text_hash", "text", "lang", *labels), zip(*rows.values(), strict=True), strict=True)))
