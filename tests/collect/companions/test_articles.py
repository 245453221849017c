"""Help articles: rows of a table, or one for each file of a folder."""

from zoneinfo import ZoneInfo

import pytest

from vocpipe.collect.companions.articles import COMPANION, READER, ArticlesSettings, HelpArticle, read
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, Rejected


def outcomes(tmp_path, name, content):
    (tmp_path / name).write_text(content, encoding="utf-8")
    source, _ = COMPANION.source(ArticlesSettings(name="help", path=name))
    return list(read(Reading(tmp_path / name, source, ZoneInfo("UTC"))))


def test_rows_of_a_table_become_articles_or_say_why_not(tmp_path):
    found = outcomes(
        tmp_path, "faq.csv", "質問,回答,URL,言語\n返品するには,七日以内に,https://a.example/1,ja-JP\n,答えだけ,,\n"
    )
    assert [row.record for row in found if isinstance(row, Accepted)] == [
        HelpArticle("返品するには", "七日以内に", "https://a.example/1", "ja")
    ]
    assert [row.reason for row in found if isinstance(row, Rejected)] == ["an article needs a title"]
    assert READER.recognizes(tmp_path / "faq.csv")


def test_a_json_table_is_read_too(tmp_path):
    found = outcomes(
        tmp_path, "articles.json", '[{"title": "Returns", "html_url": "https://a.example/2", "locale": "en-us"}]'
    )
    assert [row.record for row in found] == [HelpArticle("Returns", None, "https://a.example/2", "en")]


def test_a_table_without_titles_says_what_to_do(tmp_path):
    with pytest.raises(ReadError, match="no column holds the titles of the articles"):
        outcomes(tmp_path, "faq.csv", "a,b\n1,2\n")


@pytest.mark.parametrize(
    ("name", "content", "article"),
    [
        ("a.md", "# Send it back\n\nWithin a week.\n", HelpArticle("Send it back", "Within a week.")),
        ("b.md", "---\ntitle: 返品\nlang: ja\n---\n七日以内に。\n", HelpArticle("返品", "七日以内に。", lang="ja")),
        ("c.txt", "Gift cards\nValid for a year.", HelpArticle("Gift cards", "Valid for a year.")),
        (
            "d.html",
            '<html lang="en-GB"><head><title>Shop</title></head><h1>Late <b>parcels</b></h1><p>Wait.</p></html>',
            HelpArticle("Late parcels", '<html lang="en-GB">  <p>Wait.</p></html>', lang="en"),
        ),
    ],
)
def test_a_file_is_an_article_with_its_first_heading_as_title(tmp_path, name, content, article):
    (found,) = outcomes(tmp_path, name, content)
    assert found.record == article


def test_an_empty_file_is_refused_and_a_folder_means_all_of_its_files(tmp_path):
    (found,) = outcomes(tmp_path, "e.md", "\n \n")
    assert isinstance(found, Rejected)
    assert ArticlesSettings(name="help", path="inputs/help/").path == "inputs/help/**"
