"""What a browser gets before the explorer runs: the frame of a page in our words, or that there is no such page."""

import base64
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from vocpipe.app.gate import AsgiApp, Message, Receive, Send
from vocpipe.app.text import escaped
from vocpipe.wording import LANGUAGES, Language, as_language, say

if TYPE_CHECKING:
    from vocpipe.app.page import Page

_HERE = Path(__file__).parent
_ICON = "data:image/svg+xml;base64," + base64.b64encode((_HERE / "icon.svg").read_bytes()).decode()
# What Streamlit writes into its page -> what stands there instead.
_OWN = {
    '<html lang="en">': '<html lang="{lang}">',
    "<title>Streamlit</title>": "<title>vocpipe</title>",
    '<link rel="shortcut icon" href="./favicon.png" />': f'<link rel="shortcut icon" href="{_ICON}" />',
}
# Addresses under which Streamlit keeps files and its own talk with the browser; elsewhere it answers with its page.
_FILES = ("/_stcore/", "/media/", "/component/")


def framed(index: str, lang: Language) -> str:
    """Streamlit's page with the explorer's language, title and icon; raises ValueError if it has no place for one."""
    for theirs, ours in _OWN.items():
        if theirs not in index:
            raise ValueError(theirs)
        index = index.replace(theirs, ours.replace("{lang}", lang))
    return index


def not_found(lang: Language) -> str:
    """The page for an address under which there is no page, with links to those that the menu has."""
    pages = _pages()
    links = [
        f'<li><a href="/{"" if page is pages[0] else page.name}?lang={lang}">{_say("page." + page.name, lang)}</a></li>'
        for page in pages
        if page.in_menu
    ]
    template = Template((_HERE / "not_found.html").read_text(encoding="utf-8"))
    words = {name: _say(f"not_found.{name}", lang) for name in ("title", "text", "browser")}
    return template.substitute(words, lang=lang, icon=_ICON, links="\n".join(links))


class Front:
    """An ASGI app that answers for the explorer's pages itself, and hands on everything else."""

    def __init__(self, app: AsgiApp, *, index: Path) -> None:
        self._app = app
        text = index.read_text(encoding="utf-8")
        self._frames = {lang: framed(text, lang) for lang in LANGUAGES}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request or websocket."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        path, lang = scope["path"], _language(scope)
        first, *others = (page.name for page in _pages())
        if path == f"/{first}":
            await _answer(scope, send, 307, "", (b"location", b"./?" + scope["query_string"]))
        elif path == "/" or path[1:] in others:
            await _answer(scope, send, 200, self._frames[lang])
        elif path.startswith(_FILES):
            await self._app(scope, receive, send)
        else:
            await self._app(scope, receive, _unless_page(scope, send, lang))


def _pages() -> "list[Page]":
    # Loaded when the server runs: what pages keep in Streamlit's caches would find none before.
    from vocpipe.app.menu import all_pages

    return all_pages()


def _unless_page(scope: Message, send: Send, lang: Language) -> Send:
    """Sends what comes, but says that there is no such page where Streamlit's page comes for want of a file."""
    replaced = False

    async def send_or_replace(message: Message) -> None:
        nonlocal replaced
        if message["type"] == "http.response.start":
            kinds = [value for name, value in message["headers"] if name.lower() == b"content-type"]
            replaced = message["status"] == 200 and any(kind.startswith(b"text/html") for kind in kinds)
            if replaced:
                await _answer(scope, send, 404, not_found(lang))
        if not replaced:
            await send(message)

    return send_or_replace


async def _answer(scope: Message, send: Send, status: int, text: str, *headers: tuple[bytes, bytes]) -> None:
    body = text.encode()
    own = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-cache"),
        (b"vary", b"accept-language"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": [*own, *headers]})
    await send({"type": "http.response.body", "body": body if scope["method"] == "GET" else b""})


def _language(scope: Message) -> Language:
    """The language in the address, else the first that the browser asks for and the explorer speaks, else English."""
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [])
    accepted = next((value for name, value in scope["headers"] if name == b"accept-language"), b"").decode("latin-1")
    wanted = [*asked, *(part.strip()[:2] for part in accepted.split(","))]
    return next(filter(None, map(as_language, wanted)), "en")


def _say(key: str, lang: Language) -> str:
    return escaped(say(f"explorer.{key}", lang))
