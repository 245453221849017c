"""The vectors of the sentences that vocpipe brings itself: embedded once on a machine, not in every workspace.

They are as many as some thousand customers' sentences, so a small workspace spent most of its first refresh on them.
"""

import hashlib
import json
from functools import partial
from importlib.metadata import version

import duckdb
import pyarrow as pa

from vocpipe.encoders import encoder_process
from vocpipe.encoders.model_files import MINILM_PACKAGE, USE_PACKAGE, known_files
from vocpipe.settings import EmbedSettings
from vocpipe.store.kept import keep, kept_place, read_kept
from vocpipe.store.vectors import MINILM, USE, encoder_plan
from vocpipe.store.workspace import fetch, statement
from vocpipe.structure.embed import store_vectors
from vocpipe.workers.spread import Spread

# Only of models whose files are known: under the name of any other may stand another model tomorrow.
_PACKAGES = {MINILM: MINILM_PACKAGE, USE: USE_PACKAGE}
_EDITION = 1  # of how vectors are computed


def add_own_vectors(connection: duckdb.DuckDBPyConnection, settings: EmbedSettings, *, spread: Spread) -> None:
    """Store the vectors of the training sentences, if a packaged model has none of them yet.

    Raises ModelError if the model can't be loaded.
    """
    plan = encoder_plan(settings)
    languages = {plan.shared: None} | {model: language for language, model in plan.own.items()}
    parameters = [{"model": model, "lang": lang} for model, lang in languages.items() if model in _PACKAGES]
    query = statement("vocpipe.structure", "own_to_embed.sql")
    parts = [texts for each in parameters if (texts := fetch(connection, query, each)).num_rows]
    work = partial(own_vectors, batch_size=settings.batch_size, device=settings.device)
    for vectors in spread(work, parts, texts=sum(part.num_rows for part in parts), uses_all_cores=True):
        store_vectors(connection, vectors)


def own_vectors(texts: pa.Table, *, batch_size: int, device: str) -> pa.Table:
    """The vectors of (model, text_hash, text), as (model, text_hash, vector), from the cache of who runs this."""
    place = kept_place(f"training-vectors-{_key(texts)}")
    if kept := read_kept(place):
        return pa.ipc.open_stream(kept).read_all()
    vectors = encoder_process.encode(texts, batch_size=batch_size, device=device)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, vectors.schema) as writer:
        writer.write_table(vectors)
    keep(place, sink.getvalue().to_pybytes())
    return vectors


def _key(texts: pa.Table) -> str:
    """12 hex digits that change with the texts, the model, or what runs it."""
    model = texts.column("model")[0].as_py()
    runtimes = [version(name) for name in ("onnxruntime", "numpy")]
    parts = [_EDITION, known_files()[_PACKAGES[model]]["files"], runtimes, texts.to_pydict()]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:12]
