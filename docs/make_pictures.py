"""Writes docs/pictures: every page of the explorer on the demo company, in both languages, light and dark.

python docs/make_pictures.py [--workspace FOLDER]; without a workspace it makes the demo first, in build/pictures-demo.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import expect, sync_playwright

from vocpipe.app.menu import all_pages
from vocpipe.app.serving import Serving
from vocpipe.store.snapshot import newest, open_snapshot
from vocpipe.store.workspace import Workspace
from vocpipe.wording import LANGUAGES, Language, say

HERE = Path(__file__).parent
FOLDER = HERE / "pictures"
DEMO = HERE.parent / "build" / "pictures-demo"
SIZE = {"width": 1440, "height": 900}
QUALITY = 70  # of WebP: texts stay sharp, and a picture has some 50 kB
# What the pages outside the menu show: the largest theme, the customer who is most likely to leave, a text of theirs.
ITEMS = """
SELECT
    (SELECT arg_max(theme_id, n_sentences) FROM theme WHERE state = 'active' AND parent_id IS NULL) AS theme,
    customer_id AS customer,
    (SELECT min(feedback_id) FROM feedback WHERE feedback.customer_id = customer_risk.customer_id) AS feedback
FROM customer_risk
ORDER BY rank
LIMIT 1
"""
# Further views of a page: picture -> the page, and what its address says.
VIEWS = {
    "requests": ("priorities", {"tab": "requests"}),
    "churn": ("drivers", {"outcome": "churn"}),
}


def main() -> None:
    """Make the demo if no workspace is given, and write the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workspace", type=Path, default=None)
    root = parser.parse_args().workspace or _demo()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    with _served(root.resolve()) as url, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=_browser(), args=["--no-sandbox", "--use-angle=swiftshader"])
        for scheme in ("light", "dark"):
            window = browser.new_context(viewport=SIZE, color_scheme=scheme).new_page()
            for lang in LANGUAGES:
                for name, page, address in _views(root):
                    _open(window, f"{url}/{_path(page)}?{urlencode({'lang': lang, **address})}", page, lang)
                    _write(window, FOLDER / f"{name}-{lang}-{scheme}.webp")
        browser.close()


def _demo() -> Path:
    command = [sys.executable, "-c", "from vocpipe.cli.main import main; main()", "demo", "--no-app"]
    subprocess.run([*command, "--workspace", str(DEMO)], check=True)
    return DEMO


def _views(root: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    """(picture, page, address) of everything that is shown."""
    with open_snapshot(newest(Workspace(root))) as connection:
        [items] = connection.sql(ITEMS).to_arrow_table().to_pylist()
    for page in all_pages():
        yield page.name, page.name, {page.name: items[page.name]} if page.name in items else {}
    for name, (page_name, address) in VIEWS.items():
        yield name, page_name, address


def _path(page: str) -> str:
    return "" if page == all_pages()[0].name else page


def _open(window: Any, address: str, page: str, lang: Language) -> None:
    """Open the address, and wait until the page is drawn."""
    window.goto(address)
    title = say("explorer.browser.title", lang, page=say(f"explorer.page.{page}", lang))
    expect(window).to_have_title(title, timeout=60_000)
    for wait in (600, 1500):
        window.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=60_000)
        window.wait_for_timeout(wait)


def _write(window: Any, path: Path) -> None:
    Image.open(BytesIO(window.screenshot())).convert("RGB").save(path, quality=QUALITY, method=6)


@contextmanager
def _served(root: Path) -> Iterator[str]:
    """The address of the explorer on the workspace, until the block is left."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        serving = Serving("127.0.0.1", free.getsockname()[1], headless=True)
    environment = os.environ | {"VOCPIPE_WORKSPACE": str(root)}
    with subprocess.Popen(serving.command(), cwd=root, env=environment) as server:
        try:
            _wait(f"{serving.url}/_stcore/health")
            yield serving.url
        finally:
            server.terminate()


def _wait(url: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(url, timeout=2)  # noqa: S310 - it is ours
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"the explorer did not start: {url}")


def _browser() -> str | None:
    """Chromium of the system; None for Playwright's own."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


if __name__ == "__main__":
    main()
