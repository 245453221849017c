"""What a browser gets for an address before the explorer runs."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
import streamlit
from starlette.responses import FileResponse, HTMLResponse, Response

from vocpipe.app.front import Front, framed

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
FILES = {
    "/favicon.png": Response(b"png", media_type="image/png"),
    "/media/report.html": HTMLResponse("a report"),
}


Ask = Callable[..., httpx.Response]


@pytest.fixture
def ask() -> Ask:
    """ask("/themes", lang="ja") asks the front before something that answers as Streamlit does: a file, or its page."""

    async def inner(scope, receive, send):
        await FILES.get(scope["path"], FileResponse(INDEX))(scope, receive, send)

    async def asked(method, path, accept, address) -> httpx.Response:
        transport = httpx.ASGITransport(Front(inner, index=INDEX))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.request(method, path, params=address or None, headers={"accept-language": accept})

    return lambda path, method="GET", accept="", **address: asyncio.run(asked(method, path, accept, address))


@pytest.mark.parametrize("path", ["/", "/themes", "/feedback"])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_page_begins_in_its_language_under_our_title_and_icon(ask, path, lang):
    answer = ask(path, lang=lang)
    assert answer.status_code == 200
    assert f'<html lang="{lang}">' in answer.text
    assert "<title>vocpipe</title>" in answer.text
    assert "favicon.png" not in answer.text


@pytest.mark.parametrize(
    ("asked", "lang"),
    [("?lang=ja", "ja"), ("?lang=xx", "en"), ("", "en")],
)
def test_the_address_says_the_language_before_the_browser_does(ask, asked, lang):
    assert f'<html lang="{lang}">' in ask(f"/themes{asked}", accept="en-US, ja").text


def test_without_an_address_the_browser_says_the_language(ask):
    assert '<html lang="ja">' in ask("/", accept="fr, ja-JP;q=0.8, en").text


def test_home_has_one_address(ask):
    answer = ask("/home?lang=ja&plan=Pro")
    assert (answer.status_code, answer.headers["location"]) == (307, "./?lang=ja&plan=Pro")


@pytest.mark.parametrize("path", ["/no-such-page", "/themes/t_1", "/a/b/c", "/<script>"])
def test_an_address_without_a_page_says_so_in_our_words(ask, path):
    english, japanese = (ask(path, lang=lang) for lang in ("en", "ja"))
    assert (english.status_code, japanese.status_code) == (404, 404)
    assert "There is no page at this address" in english.text
    assert "このアドレスのページはありません" in japanese.text
    assert 'href="/themes?lang=ja"' in japanese.text
    assert 'href="/?lang=en"' in english.text
    assert "feedback?lang" not in english.text  # it needs to know which
    assert "<script" not in english.text


@pytest.mark.parametrize("path", FILES)
def test_files_pass(ask, path):
    assert ask(path).status_code == 200
    assert ask(path).content == FILES[path].body


def test_what_asks_for_the_head_gets_no_body(ask):
    assert [ask(path, "HEAD").content for path in ("/", "/nope")] == [b"", b""]
    assert ask("/themes", "POST").headers["content-length"] == str(INDEX.stat().st_size)


def test_another_page_of_streamlit_is_not_taken_for_the_one_we_know():
    with pytest.raises(ValueError, match="title"):
        framed(INDEX.read_text(encoding="utf-8").replace("<title>", "<title >"), "en")
