"""The articles of a help center: a table of titles, or a folder of Markdown, HTML or text files, one article each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import field_validator

from vocpipe.collect.companion import Companion, Storage, TableReader
from vocpipe.collect.companions.signs import format_of
from vocpipe.collect.parsing.cells import Cells, each_row, sheet_of
from vocpipe.collect.parsing.columns import Columns, Vocabulary
from vocpipe.collect.parsing.grid import open_grid
from vocpipe.collect.parsing.headers import companion_words
from vocpipe.collect.parsing.look import look_at_table
from vocpipe.collect.parsing.names import is_named
from vocpipe.collect.parsing.textfile import odd_runs, read_text, without_odd
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, Outcome, Refused, Rejected
from vocpipe.settings import TableSettings
from vocpipe.store.workspace import statement
from vocpipe.wording import say, text

VOCABULARY = Vocabulary(companion_words("articles"))
_NAMES = (
    *("articles", "help_articles", "help_center", "help_centre", "helpcenter", "knowledge_base", "faq", "faqs"),
    *("ヘルプ記事", "ヘルプ", "よくある質問", "記事一覧"),
)
_PAGES = frozenset({".md", ".markdown", ".html", ".htm", ".txt"})
_HTML = frozenset({".html", ".htm"})
_FRONT_MATTER = re.compile(r"\A---\s*\n(.*?)\n---\s*\n", re.DOTALL)
_FIELD = re.compile(r"^(title|url|lang)\s*:\s*[\"']?(.*?)[\"']?\s*$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)
_HTML_TITLE = re.compile(r"<(h1|title)\b[^>]*>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_HTML_HEAD = re.compile(r"<head\b.*?</head\s*>", re.DOTALL | re.IGNORECASE)
_HTML_LANG = re.compile(r"<html\b[^>]*\blang=[\"']?([A-Za-z]{2})", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")


@dataclass(slots=True)
class HelpArticle:
    """An article: its title, and its text, address and language if they are known."""

    title: str
    body: str | None = None
    url: str | None = None
    lang: str | None = None


class ArticlesSettings(TableSettings):
    """`[[articles]]`: the articles of a help center, as a table or as a folder of files."""

    @field_validator("path")
    @classmethod
    def _folder(cls, path: str) -> str:
        """A path without a suffix is a folder: all files in it."""
        return path if Path(path).suffix or "*" in path else f"{path.rstrip('/')}/**"


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per article. Raises ReadError if the file is a table in which no column holds titles."""
    if reading.path.suffix.lower() in _PAGES:
        yield _page(reading)
        return
    grid = open_grid(reading)
    columns = VOCABULARY.columns(grid.header, reading.source.columns)
    if "title" not in columns.fields:
        raise ReadError(say("collect.file.no_article_columns", columns=", ".join(grid.header)))
    yield from each_row(grid, sheet_of(grid, columns, reading, times=()), _outcome)


def recognizes(path: Path) -> bool:
    """Whether this is a table of articles, by its name and by its column of titles."""
    return is_named(path, _NAMES) and "title" in columns_at(path).fields


def columns_at(path: Path) -> Columns:
    """Where the fields of the table at `path` are, without settings."""
    return VOCABULARY.columns(look_at_table(path).header, {})


def _outcome(row: Cells) -> Outcome:
    title = row.value("title")
    if title is None:
        return row.reject("collect.row.no_article")
    return row.accept(HelpArticle(title, row.value("body"), row.value("url"), _code(row.value("lang"))))


def _code(lang: str | None) -> str | None:
    """ "ja" for "ja-JP"."""
    return re.split(r"[-_]", lang.strip().lower())[0] if lang else None


def _page(reading: Reading) -> Outcome:
    """The article of a file: the title that its front matter gives, else its first heading or line."""
    decoded = read_text(reading)
    refused: list[Refused] = []
    content = decoded.text
    if odd_runs(content, decoded):
        content = without_odd("text", content, decoded, refused)
    is_html = reading.path.suffix.lower() in _HTML
    article = _of_html(content) if is_html else _of_text(content)
    if article is None:
        return Rejected(1, say("collect.row.no_article"), content[:200])
    return Accepted(1, record=article, refused=refused)


def _of_html(content: str) -> HelpArticle | None:
    titles = {name.lower(): _TAG.sub(" ", title) for name, title in reversed(_HTML_TITLE.findall(content))}
    title = " ".join((titles.get("h1") or titles.get("title") or "").split())
    lang = _HTML_LANG.search(content)
    body = _HTML_TITLE.sub(" ", _HTML_HEAD.sub(" ", content)).strip()
    return HelpArticle(title, body or None, lang=_code(lang[1] if lang else None)) if title else None


def _title_and_rest(content: str) -> tuple[str, str]:
    """The first heading and what follows it; without a heading, the first line and the others."""
    heading = _HEADING.search(content)
    if heading:
        return heading[1], content[heading.end() :]
    first, _, rest = content.strip().partition("\n")
    return first.strip(), rest


def _of_text(content: str) -> HelpArticle | None:
    front = _FRONT_MATTER.match(content)
    given = dict(_FIELD.findall(front[1])) if front else {}
    rest = content[front.end() :] if front else content
    title, body = (given["title"], rest) if given.get("title") else _title_and_rest(rest)
    lang = _code(given.get("lang"))
    return HelpArticle(title, body.strip() or None, given.get("url") or None, lang) if title else None


READER = TableReader(
    "articles",
    "articles",
    read,
    recognizes,
    order=45,
    about=text("collect.init.articles"),
    format=format_of("articles", "articles"),
)
COMPANION = Companion(
    name="articles",
    section="articles",
    settings=ArticlesSettings,
    row=HelpArticle,
    vocabulary=VOCABULARY,
    columns_at=columns_at,
    readers=(READER,),
    storage=Storage(frozenset({"help_article"}), statement("vocpipe.collect.companions", "articles.sql")),
)
