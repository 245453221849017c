"""The image and the compose file: what can be seen without Docker, which tests don't have. Nothing is built here."""

import re
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from vocpipe.cli.main import command_line

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]


def steps(stage: int) -> list[tuple[str, str]]:
    """(instruction, rest) of each step of a stage of the Dockerfile."""
    lines = re.sub(r"^#.*\n", "", DOCKERFILE, flags=re.MULTILINE).replace("\\\n", " ").splitlines()
    stages = re.split(r"(?=^FROM )", "\n".join(line for line in lines if line.strip()), flags=re.MULTILINE)[1:]
    return [tuple(line.split(" ", 1)) for line in stages[stage].splitlines()]


def test_nobody_is_root_in_the_image_and_nothing_is_fetched_when_it_runs():
    last = steps(1)
    assert [rest for word, rest in last if word == "USER"] == ["10001:10001"]
    after = [word for word, _ in last[[word for word, _ in last].index("USER") :]]
    assert "RUN" not in after
    assert "HF_HUB_OFFLINE=1" in DOCKERFILE
    assert not re.search(r"https?://", DOCKERFILE)


def test_versions_are_those_that_are_tested():
    install = next(rest for word, rest in steps(0) if word == "RUN")
    assert "-c constraints.txt" in install
    assert install.endswith("! grep --ignore-case '^nvidia-' /opt/vocpipe/installed.txt")  # CUDA stops the build


def test_python_keeps_what_it_compiles_where_the_user_may_write():
    """The packages come without bytecode, and belong to root: each start would compile everything anew."""
    environment = dict(re.findall(r"(\w+)=(\S+)", next(rest for word, rest in steps(1) if word == "ENV")))
    made = next(rest for word, rest in steps(1) if word == "RUN")
    assert "--create-home vocpipe" in made
    assert environment["PYTHONPYCACHEPREFIX"].startswith("/home/vocpipe/")


def test_nothing_that_the_package_needs_is_cut_out_of_the_image():
    """The image leaves out folders and kinds of files of which vocpipe has none of its own."""
    cut = "".join(rest for word, rest in steps(0) if word == "RUN")
    kept = {"torch_shm_manager", "*.cpython-311-*.so", "*.abi3.so", "libarrow*.so*"}
    names = set(re.findall(r"-name '?([\w*.-]+)'?", cut)) - kept
    assert names == {"tests", "test", "include", "*.a", "*.h", "*.c", "*.cpp", "*.pyx", "*.pxd"}
    assert [path for name in names for path in (ROOT / "vocpipe").rglob(name)] == []


def test_only_what_a_build_needs_goes_into_it():
    kept = [line.removeprefix("!") for line in (ROOT / ".dockerignore").read_text().splitlines() if line[0] == "!"]
    assert [name for name in kept if not (ROOT / name).exists()] == []
    assert {"vocpipe", "flows", "app", "data/demo", "pyproject.toml", "constraints.txt", "README.md"} <= set(kept)


def words_of_vocpipe():
    """(service, the words of each call of vocpipe) of the compose file."""
    for name, service in SERVICES.items():
        line = " ".join(service.get("command", []))
        for call in re.findall(r"vocpipe (?!--)([a-z]+(?: [^&\s]+)*)", line):
            yield pytest.param(call.split(), id=f"{name}: {call}")


@pytest.mark.parametrize("words", list(words_of_vocpipe()))
def test_the_commands_of_the_services_are_there(words):
    verb = get_command(command_line()).commands[words[0]]
    verb.make_context(words[0], words[1:], resilient_parsing=True)
    known = {option for parameter in verb.params for option in parameter.opts}
    assert {word for word in words[1:] if word.startswith("--")} <= known


def test_only_this_machine_reaches_the_ports_and_no_password_is_given():
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"\$\{(\w+)([^}]*)\}", text)) == {("POSTGRES_PASSWORD", ":?"), ("VOICE", ":?")}


def test_each_service_waits_for_one_that_is_there():
    awaited = {name for service in SERVICES.values() for name in service.get("depends_on", {})}
    assert awaited <= SERVICES.keys()
