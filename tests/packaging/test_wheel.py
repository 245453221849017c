"""What `pip install` brings: one name in site-packages, with every file that the commands need."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# The scripts that make the demo company stay in the checkout.
_NOT_SHIPPED = (
    *("vocpipe/demo/topics/", "vocpipe/demo/truth.toml", "vocpipe/demo/phrases.toml"),
    *("vocpipe/demo/komorebi/truth.toml", "vocpipe/demo/komorebi/sentences.toml"),
)
_NEEDED = {
    "vocpipe/app/main.py",
    "vocpipe/app/style.css",
    "vocpipe/app/.streamlit/config.toml",
    "vocpipe/app/queries/macros.sql",
    "vocpipe/demo/vocpipe.toml",
    "vocpipe/demo/inputs/surveymonkey_nps.csv",
    "vocpipe/flows/refresh.py",
    "vocpipe/store/migrations/0001_initial.sql",
    "vocpipe/wording/en.toml",
    "vocpipe/wording/ja.toml",
    "vocpipe/py.typed",
}

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel that is built from the source distribution, as a package index would serve it."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, text=True)
    [path] = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def in_the_checkout() -> set[str]:
    """The files of the package in the checkout; what git ignores, such as compiled files, does not count."""
    files = {
        (Path(folder) / name).relative_to(ROOT).as_posix()
        for folder, _, names in os.walk(ROOT / "vocpipe", followlinks=True)
        for name in names
        if "__pycache__" not in folder
    }
    return {
        file
        for file in files
        if not file.startswith(_NOT_SHIPPED) and not (file.startswith("vocpipe/demo/") and file.endswith(".py"))
    }


def test_only_one_name_goes_into_site_packages(wheel):
    assert {name.split("/")[0] for name in wheel.namelist()} == {"vocpipe", "vocpipe-0.1.0.dist-info"}


def test_every_file_of_the_package_is_in_it_and_no_other(wheel):
    assert {name for name in wheel.namelist() if name.startswith("vocpipe/")} == in_the_checkout()


def test_what_the_commands_need_is_in_it(wheel):
    assert set(wheel.namelist()) >= _NEEDED
