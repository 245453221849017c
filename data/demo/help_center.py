"""The articles of the help center, as a table that a help desk exports."""

import tomllib
from pathlib import Path

from exports import as_csv

HEADER = ["title", "body", "html_url", "locale"]
ADDRESS = "https://help.tsumugi.example/articles/{number}"


def articles_file() -> tuple[bytes, int]:
    """(the file of articles, its rows)."""
    source = Path(__file__).resolve().parent / "articles.toml"
    articles = tomllib.loads(source.read_text(encoding="utf-8"))["article"]
    rows = [
        [article["title"], article["body"], ADDRESS.format(number=101 + place), article["lang"]]
        for place, article in enumerate(articles)
    ]
    return as_csv([HEADER, *rows]).encode(), len(rows)
