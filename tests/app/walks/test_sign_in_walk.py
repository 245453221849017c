"""People sign in to the explorer with a provider of OpenID Connect, which runs here beside it."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.app.chromium import free_port, needs_chromium, served, wait_for
from tests.app.walks.walker import rename
from vocpipe.inbox.entries import read_entries
from vocpipe.store.workspace import Workspace
from vocpipe.wording import say

pytestmark = [pytest.mark.long, needs_chromium]
_EDIT = say("explorer.edit.title", "en")
_PEOPLE = ("ann@example.com", "bo@example.com", "chi@elsewhere.example")
_ROLES = '\n[app]\neditors = ["bo@example.com"]\nviewers = ["@example.com"]\ndefault_role = "none"\n'


@pytest.fixture
def provider() -> Iterator[str]:
    """The address of a provider that knows three people, and asks for no password."""
    port = free_port()
    people = [
        part
        for address in _PEOPLE
        for part in ("--user-claims", json.dumps({"sub": address, "email": address, "email_verified": True}))
    ]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *people]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        url = f"http://127.0.0.1:{port}"
        try:
            wait_for(f"{url}/.well-known/openid-configuration")
            yield url
        finally:
            running.terminate()


@pytest.fixture
def guarded(world: Path, tmp_path: Path, provider: str) -> Iterator[tuple[str, Workspace]]:
    """The explorer on a copy of the small world, in which people have to sign in."""
    root = tmp_path / "workspace"
    shutil.copytree(world, root)
    with (root / "vocpipe.toml").open("a", encoding="utf-8") as settings:
        settings.write(_ROLES)
    port = free_port()
    (root / ".streamlit").mkdir()
    (root / ".streamlit" / "secrets.toml").write_text(
        f"""[auth]
redirect_uri = "http://localhost:{port}/oauth2callback"
cookie_secret = "only for this test, and long enough"
client_id = "explorer"
client_secret = "told to nobody"
server_metadata_url = "{provider}/.well-known/openid-configuration"
""",
        encoding="utf-8",
    )
    with served(root, port=port):
        yield f"http://localhost:{port}", Workspace(root)


def test_each_person_sees_what_their_role_allows_and_edits_carry_their_address(guarded, chromium):
    url, workspace = guarded
    with _signed_in(chromium, url, "bo@example.com") as page:
        page.get_by_text("bo@example.com", exact=True).wait_for()
        page.goto(f"{url}/theme?lang=en&theme=t_pdf")
        page.get_by_text(_EDIT).first.click()
        rename(page, "t_pdf", "PDF invoices")
        page.get_by_role("button", name="Sign out").click()
        page.get_by_role("button", name="End session").click()  # what the provider asks back
        page.get_by_role("button", name="Sign in").wait_for()
    assert [entry.author for entry in read_entries(workspace)] == ["bo@example.com"]
    with _signed_in(chromium, url, "ann@example.com") as page:
        page.get_by_text("ann@example.com", exact=True).wait_for()
        page.goto(f"{url}/theme?lang=en&theme=t_pdf")
        page.get_by_role("heading", name="PDF invoices").wait_for()
        assert page.get_by_text(_EDIT).count() == 0
    with _signed_in(chromium, url, "chi@elsewhere.example") as page:
        page.get_by_text("chi@elsewhere.example").wait_for()
        assert page.get_by_text("What changed lately").count() == 0


@contextmanager
def _signed_in(browser: Any, url: str, address: str) -> Iterator[Any]:
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto(f"{url}/?lang=en")
    page.get_by_role("button", name="Sign in").wait_for()
    assert page.get_by_text("What changed lately").count() == 0
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name=address).click()
    yield page
    context.close()
