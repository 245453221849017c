"""Who looks at the explorer, and what they may do: Streamlit's own sign-in where it is configured, else the local user.

It is configured by `[auth]` in .streamlit/secrets.toml of the workspace; the roles stand under `[app]` in vocpipe.toml.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import streamlit as st

from vocpipe.app.serving import SECRETS, SHARED
from vocpipe.app.words import Words
from vocpipe.errors import SettingsError
from vocpipe.settings import AppSettings
from vocpipe.store.user import system_user
from vocpipe.store.workspace import Workspace
from vocpipe.wording import say, tell


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks; `name` stands in the log of what they do. role: viewer, editor or admin; none may see nothing."""

    name: str
    role: str
    is_signed_in: bool = False

    @property
    def can_edit(self) -> bool:
        """Whether they may edit themes and actions."""
        return self.role in ("editor", "admin")

    @property
    def can_send(self) -> bool:
        """Whether they may write a list with identities: an admin, or whoever has the workspace on this machine."""
        return self.role == "admin" or (self.role == "editor" and not self.is_signed_in and not os.environ.get(SHARED))


def current_viewer(workspace: Workspace) -> Viewer | None:
    """Who looks; None if they have to sign in first. Raises SettingsError if the roles can't be read."""
    if not is_configured():
        if (workspace.root / SECRETS).exists() and not st.secrets.load_if_toml_exists():
            raise SettingsError(tell("cli.app.secrets_unreadable", path=SECRETS))  # never open to whoever comes
        name = os.environ.get("VOCPIPE_AUTHOR") or system_user()
        return Viewer(name, workspace.settings.app.default_role if os.environ.get(SHARED) else "editor")
    claims = signed_in()
    if claims is None:
        return None
    address = _address(claims)
    name = address or str(claims.get("name") or claims.get("sub") or "?")
    return Viewer(name, role_of(address, workspace.settings.app), is_signed_in=True)


def is_configured() -> bool:
    """Whether people sign in here."""
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


def signed_in() -> Mapping[str, Any] | None:
    """What the provider says about the person who signed in; None if nobody has."""
    return st.user.to_dict() if st.user.is_logged_in else None


def role_of(address: str | None, settings: AppSettings) -> str:
    """The role of an address: the highest whose list has it, or its domain as "@example.jp"; else the default one."""
    if address:
        names = {address, "@" + address.rpartition("@")[2]}
        for role in ("admin", "editor", "viewer"):
            if names & {name.casefold() for name in getattr(settings, f"{role}s")}:
                return role
    return settings.default_role


def show_door(words: Words) -> None:
    """The page of somebody who has not signed in."""
    st.title(words("sign_in.title"))
    if find_spec("authlib") is None:
        st.info(words("sign_in.no_extra"))
        st.code(say("cli.missing_extra", words.lang, package="authlib", extra="login"), language=None)
        return
    st.markdown(words("sign_in.why"))
    st.button(words("sign_in.button"), type="primary", on_click=st.login)


def show_no_access(words: Words, viewer: Viewer) -> None:
    """The page of somebody who may see nothing."""
    st.title(words("sign_in.no_access"))
    st.text(words("sign_in.ask", name=viewer.name))
    st.button(words("sign_in.out"), on_click=st.logout)


def show_account(words: Words, viewer: Viewer) -> None:
    """The name and role of whoever signed in, and the way out."""
    if viewer.is_signed_in:
        st.caption(words.label("role", viewer.role))
        st.text(viewer.name)
        st.button(words("sign_in.out"), on_click=st.logout, key="sign_out")


def _address(claims: Mapping[str, Any]) -> str | None:
    """The address, unless the provider says that nobody has shown it to be theirs."""
    address = claims.get("email")
    return str(address).strip().casefold() if address and claims.get("email_verified") is not False else None
