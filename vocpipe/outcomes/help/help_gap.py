"""question_article and help_gap: what customers ask, and whether the help center has an article on it."""

from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.outcomes.figures import percent
from vocpipe.outcomes.help.nearness import COVERED, CURVES, GAP, Nearest
from vocpipe.outcomes.judgment import reason_columns
from vocpipe.outcomes.queries import read
from vocpipe.outcomes.statistics.proportion import wilson_interval
from vocpipe.settings import EmbedSettings
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, replace
from vocpipe.store.vectors import encoder_plan, load_vectors
from vocpipe.store.workspace import fetch
from vocpipe.wording import Text, amount, text

HAS_ARTICLE, HAS_NONE, UNCLEAR = "covered", "gap", "cannot tell"
MIN_TOLD = 5  # questions of a theme that are covered or not, for a verdict on it
_ARTICLE = (
    Column("article", "VARCHAR", "title of the nearest article, masked; null if no article can be compared"),
    Column("article_url", "VARCHAR", "its address, if the help center's table gives it"),
)
QUESTION_ARTICLE = Table(
    "question_article",
    "one row per sentence that asks something, with the likeliest help article; none without [[articles]].",
    (
        Column("sentence_id", "VARCHAR", "as in sentence"),
        *_ARTICLE,
        Column("article_lang", "VARCHAR", "language of that article"),
        Column("similarity", "DOUBLE", "cosine of the question and the article's title or beginning, -1 to 1"),
        Column("chance", "DOUBLE", "chance that the article answers it, 0 to 1, as measured (docs/quality.md)"),
        Column("verdict", "VARCHAR", "covered, gap or cannot tell"),
    ),
    order="sentence_id",
)
HELP_GAP = Table(
    "help_gap",
    "one row per theme in which customers ask something: whether the help center has an article on it.",
    (
        Column("theme_id", "VARCHAR", "as in theme"),
        Column("n_questions", "BIGINT", "sentences that ask something"),
        Column("n_customers", "BIGINT", "known customers who ask"),
        Column("n_covered", "BIGINT", "questions that have an article"),
        Column("n_gap", "BIGINT", "questions that have none"),
        Column("share_gap", "DOUBLE", "n_gap of n_gap and n_covered, 0 to 1; null if they are too few"),
        Column("low", "DOUBLE", "lower end of its 95 % interval"),
        Column("high", "DOUBLE", "upper end"),
        *_ARTICLE,
        Column("similarity", "DOUBLE", "mean similarity of the questions that are nearest to that article"),
        Column("sentence_id", "VARCHAR", "the question that is least answered"),
        Column("verdict", "VARCHAR", "covered, gap or cannot tell"),
        Column("reason_en", "VARCHAR", "why, in English"),
        Column("reason_ja", "VARCHAR", "why, in Japanese"),
    ),
    order="n_gap DESC, theme_id",
)
_ARTICLES = "SELECT title, url, lang, text_hash FROM article_text ORDER BY title, url, text_hash"
Row = dict[str, Any]


def nearest(
    connection: duckdb.DuckDBPyConnection, asked: pa.Table, articles: pa.Table, settings: EmbedSettings
) -> Nearest:
    """The nearest article of each question; articles in languages for which nothing was measured are not compared."""
    plan, result = encoder_plan(settings), Nearest.none(asked.num_rows)
    for model, of_question, of_article in CURVES:
        if model != (plan.inside(of_question) if of_question == of_article else plan.shared):
            continue
        rows, places = _places(asked, of_question), _places(articles, of_article)
        if len(rows) and len(places):
            questions, texts = (
                load_vectors(connection, model, table["text_hash"].take(pa.array(at)))
                for table, at in ((asked, rows), (articles, places))
            )
            before = Nearest(result.articles[rows], result.cosines[rows], result.chances[rows])
            after = before.or_nearer(questions, texts, places, CURVES[model, of_question, of_article])
            result.articles[rows], result.cosines[rows] = after.articles, after.cosines
            result.chances[rows] = after.chances
    return result


def _places(table: pa.Table, lang: str) -> npt.NDArray[np.int64]:
    places: npt.NDArray[np.int64] = np.flatnonzero(pc.equal(table["lang"], lang).to_numpy())
    return places


def verdict_of(chance: float) -> str:
    """Whether a question has an article, by the chance of the nearest one; below 0: none was compared."""
    if chance < 0:
        return UNCLEAR
    return HAS_ARTICLE if chance >= COVERED else HAS_NONE if chance <= GAP else UNCLEAR


def question_rows(asked: pa.Table, articles: pa.Table, found: Nearest) -> list[Row]:
    """The rows of question_article, with theme_id and customer_id."""
    known, rows = articles.to_pylist(), []
    for question, place, cosine, chance in zip(
        asked.to_pylist(), found.articles.tolist(), found.cosines.tolist(), found.chances.tolist(), strict=True
    ):
        row = {name: question[name] for name in ("sentence_id", "theme_id", "customer_id")}
        row["verdict"] = verdict_of(chance)
        if place >= 0:
            article = known[place]
            row |= {"article": article["title"], "article_url": article["url"], "article_lang": article["lang"]}
            row |= {"similarity": cosine, "chance": chance}
        rows.append(row)
    return rows


def theme_row(theme_id: str, rows: list[Row]) -> Row:
    """The row of help_gap of a theme's questions."""
    covered, gap = (sum(row["verdict"] == verdict for row in rows) for verdict in (HAS_ARTICLE, HAS_NONE))
    counts = {"theme_id": theme_id, "n_questions": len(rows), "n_covered": covered, "n_gap": gap}
    counts["n_customers"] = len({row["customer_id"] for row in rows if row["customer_id"] is not None})
    return counts | _nearest_article(rows) | _judged(covered, gap)


def _nearest_article(rows: list[Row]) -> Row:
    """The article that is nearest to most of the questions, and the question that is least answered."""
    compared = [row for row in rows if row.get("article")]
    if not compared:
        return {}
    groups: dict[tuple[str, str | None], list[Row]] = {}
    for row in compared:
        groups.setdefault((row["article"], row["article_url"]), []).append(row)
    (title, url), near = max(groups.items(), key=lambda group: (len(group[1]), group[0][0]))
    least = min(compared, key=lambda row: (row["chance"], row["sentence_id"]))
    similarity = sum(row["similarity"] for row in near) / len(near)
    return {"article": title, "article_url": url, "similarity": similarity, "sentence_id": least["sentence_id"]}


def _judged(covered: int, gap: int) -> Row:
    told = covered + gap
    if told < MIN_TOLD:
        return _verdict(UNCLEAR, text("help.few", told=amount("question", told), min=MIN_TOLD))
    interval, share = wilson_interval(gap, told), gap / told
    numbers = {"share_gap": share, "low": interval.low, "high": interval.high}
    places = {"told": amount("question", told), "share": percent(share)}
    places |= {"low": percent(interval.low), "high": percent(interval.high)}
    verdict = HAS_NONE if interval.low > 0.5 else HAS_ARTICLE if interval.high < 0.5 else UNCLEAR
    return numbers | _verdict(verdict, text(f"help.{verdict.replace(' ', '_')}", **places))


def _verdict(verdict: str, reason: Text) -> Row:
    return {"verdict": verdict, **reason_columns(reason)}


def run(context: Context) -> Counts:
    """Replace both tables; without articles they are empty."""
    connection = context.connection
    articles = fetch(connection, _ARTICLES)
    rows: list[Row] = []
    if articles.num_rows:
        asked = read(connection, "help/questions.sql")
        rows = question_rows(asked, articles, nearest(connection, asked, articles, context.settings.embed))
    themes: dict[str, list[Row]] = {}
    for row in rows:
        if row["theme_id"] is not None:
            themes.setdefault(row["theme_id"], []).append(row)
    gaps = [theme_row(theme_id, of_theme) for theme_id, of_theme in themes.items()]
    replace(connection, QUESTION_ARTICLE, pa.Table.from_pylist(rows, schema=QUESTION_ARTICLE.schema))
    replace(connection, HELP_GAP, pa.Table.from_pylist(gaps, schema=HELP_GAP.schema))
    return {}


STEP = Step(
    "outcomes.help_gap",
    run,
    reads=frozenset(
        {
            *("article_text", "customer_match", "customer_number", "embedding", "feedback_raw", "sentence"),
            *("sentence_sentiment", "sentence_theme", "theme"),
        }
    ),
    tables=(QUESTION_ARTICLE, HELP_GAP),
)
