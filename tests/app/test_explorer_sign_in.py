"""Who may see and do what: the local user, those who sign in, and everybody where nobody does."""

import pytest

from vocpipe.app import sign_in
from vocpipe.app.serving import Serving, has_sign_in
from vocpipe.cli.app import open_app
from vocpipe.errors import SettingsError
from vocpipe.settings import AppSettings
from vocpipe.store.workspace import Workspace

ROLES = AppSettings(
    admins=["Boss@example.jp"], editors=["@example.jp"], viewers=["guest@example.com"], default_role="none"
)


@pytest.mark.parametrize(
    ("address", "role"),
    [
        ("boss@example.jp", "admin"),
        ("ann@example.jp", "editor"),
        ("guest@example.com", "viewer"),
        ("ann@sub.example.jp", "none"),
        ("ann@example.jp.evil.example", "none"),
        (None, "none"),
    ],
)
def test_the_highest_list_with_the_address_or_its_domain_gives_the_role(address, role):
    assert sign_in.role_of(address, ROLES) == role


@pytest.fixture
def claims(monkeypatch):
    """What the provider says; None: nobody has signed in."""
    said = {}
    monkeypatch.setattr(sign_in, "is_configured", lambda: True)
    monkeypatch.setattr(sign_in, "signed_in", lambda: said.get("claims"))
    return said


def test_nothing_is_shown_before_the_sign_in(open_page, claims):
    at = open_page("voices", lang="en")
    assert not at.exception
    assert [title.value for title in at.title] == ["Sign in"]
    assert not at.get("html")[1:]


def test_an_address_that_nobody_confirmed_gives_no_role(claims, world):
    claims["claims"] = {"email": "boss@example.jp", "email_verified": False, "sub": "1"}
    viewer = sign_in.current_viewer(Workspace(world))
    assert viewer is not None
    assert (viewer.name, viewer.role) == ("1", "viewer")


def test_whoever_signed_in_is_named_and_a_viewer_by_default(open_page, claims):
    claims["claims"] = {"email": "Ann@Example.JP", "email_verified": True}
    at = open_page("theme", lang="en", theme="t_pdf")
    assert "ann@example.jp" in [text.value for text in at.text]
    assert at.button(key="sign_out")
    assert not [button for button in at.button if (button.key or "").startswith("edit_")]


def test_without_sign_in_the_explorer_does_not_open_itself_to_other_machines(world):
    with pytest.raises(SettingsError, match="sign"):
        open_app(world, address="0.0.0.0")  # noqa: S104


def test_what_makes_people_sign_in(tmp_path):
    assert not has_sign_in(tmp_path)
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text("[auth]\nclient_id = 'x'\n", encoding="utf-8")
    assert has_sign_in(tmp_path)
    assert Serving("localhost", 1, True).is_local
    assert Serving("::1", 1, True).is_local
    assert not Serving("192.0.2.1", 1, True).is_local


def test_a_broken_file_of_secrets_opens_the_explorer_to_nobody(tmp_path):
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text("[auth\n", encoding="utf-8")
    with pytest.raises(SettingsError):
        sign_in.current_viewer(Workspace(tmp_path))
