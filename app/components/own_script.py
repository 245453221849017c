"""The explorer's own components: a folder with a script that Streamlit serves as a file."""

from pathlib import Path

from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

_PACKAGE = "vocpipe"


def register(name: str, folder: Path) -> str:
    """Register the component `name` with the scripts in `folder`, once; the name under which Streamlit knows it."""
    # Streamlit finds such folders by the pyproject.toml of an installed package, which vocpipe need not be; and a
    # script that is not a file would be loaded from a blob, which the explorer's pages do not allow.
    manager = get_bidi_component_manager()
    known_as = f"{_PACKAGE}.{name}"
    if manager.get_component_asset_root(known_as) is None:
        manager.register_from_manifest(ComponentManifest(_PACKAGE, "1", [ComponentConfig(name, ".")]), folder)
    return known_as
