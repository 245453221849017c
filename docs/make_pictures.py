"""Writes docs/pictures: every page of the explorer on the demo company, in both languages, light and dark.

python -m docs.make_pictures [--workspace FOLDER]; without a workspace it makes the demo first, in build/pictures-demo.
"""

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.app.chromium import CHROMIUM, FLAGS, served
from tests.app.walks.walker import PAGES, Walker
from vocpipe.store.workspace import Workspace
from vocpipe.wording import LANGUAGES

HERE = Path(__file__).parent
FOLDER = HERE / "pictures"
DEMO = HERE.parent / "build" / "pictures-demo"
SIZE = {"width": 1440, "height": 900}
WAIT = 1500  # milliseconds until pictures and the map are drawn too
QUALITY = 70  # of WebP: texts stay sharp, and a picture has some 50 kB
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
    with served(root.resolve()) as url, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        walker = Walker(browser, url, Workspace(root))
        for scheme in ("light", "dark"):
            window = walker.window(scheme=scheme, **SIZE)
            for lang in LANGUAGES:
                for name, page, address in _views():
                    walker.open(page, lang, window, **address)
                    window.wait_for_timeout(WAIT)
                    _write(window, FOLDER / f"{name}-{lang}-{scheme}.webp")
        browser.close()


def _demo() -> Path:
    command = [sys.executable, "-c", "from vocpipe.cli.main import main; main()", "demo", "--no-app"]
    subprocess.run([*command, "--workspace", str(DEMO)], check=True)
    return DEMO


def _views() -> Iterator[tuple[str, str, dict[str, str]]]:
    """(picture, page, what its address says beside the usual) of everything that is shown."""
    for page in PAGES:
        yield page, page, {}
    for name, (page, address) in VIEWS.items():
        yield name, page, address


def _write(window: Any, path: Path) -> None:
    Image.open(BytesIO(window.screenshot())).convert("RGB").save(path, quality=QUALITY, method=6)


if __name__ == "__main__":
    main()
