"""All pages, from the modules of `screens`."""

import importlib
import pkgutil

from vocpipe.app import screens
from vocpipe.app.page import Page


def all_pages() -> list[Page]:
    """Every page in the order of the menu, those outside the menu last."""
    names = (module.name for module in pkgutil.iter_modules(screens.__path__))
    pages: list[Page] = [importlib.import_module(f"{screens.__name__}.{name}").PAGE for name in names]
    return sorted(pages, key=lambda page: (not page.in_menu, page.order))
