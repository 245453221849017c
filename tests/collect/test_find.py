"""Which files a path of the settings names: those in the workspace, each once; no pipe, device or way out."""

import os
import socket
from pathlib import Path

import pytest

from tests.collect.site import REVIEWS
from vocpipe.collect import load
from vocpipe.collect.families import look_at
from vocpipe.collect.find import find
from vocpipe.settings import Settings

GOOD = "id,comment\n1,The export stops\n"


@pytest.fixture
def root(tmp_path):
    home = tmp_path / "company"
    for name in ("inputs/a.csv", "inputs/deep/b.CSV", "inputs/deep/er/c.csv", "inputs/.hidden/d.csv", "inputs/~$e.csv"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(GOOD)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.csv").write_text("id,comment\n1,山田太郎の秘密\n")
    return home


def names(root, pattern, **options):
    return [os.path.relpath(found.path, root) for found in find(root, pattern, **options) if not found.problem]


def problems(root, pattern, **options):
    found = find(root, pattern, **options)
    return {os.path.relpath(each.path, root): each.problem.key.rpartition(".")[2] for each in found if each.problem}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("inputs/*.csv", ["inputs/a.csv"]),
        ("inputs/a.csv", ["inputs/a.csv"]),
        ("inputs/**/*.csv", ["inputs/a.csv", "inputs/deep/b.CSV", "inputs/deep/er/c.csv"]),
        ("inputs/**", ["inputs/a.csv", "inputs/deep/b.CSV", "inputs/deep/er/c.csv"]),
        ("inputs/**/**/er/*.csv", ["inputs/deep/er/c.csv"]),
        ("inputs/d*/*.csv", ["inputs/deep/b.CSV"]),
        ("inputs/[ab].csv", ["inputs/a.csv"]),
        ("./inputs/../inputs/a.csv", ["inputs/a.csv"]),
        ("nowhere/*.csv", []),
        ("inputs/" + "x" * 400, []),
        ("inputs/\0", []),
    ],
)
def test_what_a_pattern_matches(root, pattern, expected):
    assert names(root, pattern) == expected


@pytest.mark.parametrize("pattern", ["../outside/*.csv", "inputs/../../outside/secret.csv", "/etc/*", "/dev/zero"])
def test_a_path_out_of_the_workspace_is_not_followed(root, pattern):
    assert list(problems(root, pattern).values()) == ["outside"]
    assert names(root, pattern) == []


def test_links_that_lead_out_are_not_followed(root):
    (root / "inputs" / "link.csv").symlink_to(root.parent / "outside" / "secret.csv")
    (root / "inputs" / "folder").symlink_to(root.parent / "outside")
    assert problems(root, "inputs/**/*.csv") == {"inputs/link.csv": "outside", "inputs/folder": "outside"}
    assert "inputs/link.csv" in names(root, "inputs/**/*.csv", outside=True)
    assert "inputs/folder/secret.csv" in names(root, "inputs/*/*.csv", outside=True)


def test_the_settings_can_allow_paths_outside(root):
    pattern = str(root.parent / "outside" / "*.csv")
    assert names(root, pattern, outside=True) == ["../outside/secret.csv"]


def test_a_link_inside_the_workspace_is_followed_once(root):
    (root / "inputs" / "again").symlink_to(root / "inputs" / "deep")
    assert names(root, "inputs/**/*.csv") == names(root, "inputs/**/*.csv")
    assert sum(name.endswith("c.csv") for name in names(root, "inputs/**/*.csv")) == 1


def test_folders_linked_in_a_ring_end(root):
    for number in range(12):
        (root / "inputs" / "deep" / f"ring{number}").symlink_to(root / "inputs")
        (root / "inputs" / f"ring{number}").symlink_to(root / "inputs" / "deep")
    assert len(names(root, "inputs/**/*.csv")) == 3
    assert len(names(root, "inputs/**/*/**/*.csv")) <= 3


def test_pipes_sockets_devices_and_what_leads_nowhere_are_named(root, monkeypatch):
    os.mkfifo(root / "inputs" / "pipe.csv")
    monkeypatch.chdir(root / "inputs")  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("socket.csv")
    (root / "inputs" / "zero.csv").symlink_to("/dev/zero")
    (root / "inputs" / "nowhere.csv").symlink_to("nothing")
    (root / "inputs" / "self.csv").symlink_to("self.csv")
    found = problems(root, "inputs/*.csv", outside=True)
    assert found == {
        "inputs/pipe.csv": "no_file",
        "inputs/socket.csv": "no_file",
        "inputs/zero.csv": "no_file",
        "inputs/nowhere.csv": "dangling",
        "inputs/self.csv": "dangling",
    }
    assert problems(root, "/proc/self/environ", outside=True) == {
        os.path.relpath("/proc/self/environ", root): "no_file"
    }


def test_what_must_not_be_opened_is_recorded_and_the_others_are_read(site):
    site.put("good.csv", GOOD)
    outside = site.workspace.root.parent / f"{site.workspace.root.name}.txt"
    outside.write_text("山田太郎,taro@example.jp\n")
    (site.workspace.root / "inputs" / "link.csv").symlink_to(outside)
    os.mkfifo(site.workspace.root / "inputs" / "pipe.csv")
    files = {file["file"]: file for file in site.collect()}
    assert "outside_paths = true" in files["inputs/link.csv"]["error"]
    assert "no regular file" in files["inputs/pipe.csv"]["error"]
    assert files["inputs/good.csv"]["rows_accepted"] == 1
    settings = Settings.model_validate({"source": [REVIEWS], "workspace": {"outside_paths": True}})
    with site.workspace.connect() as connection:
        assert load.collect(connection, site.workspace, settings, "run-2").num_rows == 1


def test_init_names_what_it_does_not_open(root):
    os.mkfifo(root / "inputs" / "pipe.csv")
    found = {file.path: file for file in look_at(root, {})}
    assert "no regular file" in found[Path("inputs/pipe.csv")].problem.en
    assert "通常のファイルではなく" in found[Path("inputs/pipe.csv")].problem.ja
