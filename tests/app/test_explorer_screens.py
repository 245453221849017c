"""The pages there are: one module of app/screens/ each, with its place in the menu and its title."""

from pathlib import Path

from vocpipe.app.menu import all_pages
from vocpipe.wording import templates

APP = Path(__file__).parents[2] / "app"
MODULES = sorted(path.stem for path in (APP / "screens").glob("*.py") if path.stem != "__init__")


def test_every_module_of_screens_is_a_page_of_its_name():
    assert sorted(page.name for page in all_pages()) == MODULES


def test_home_comes_first_and_pages_outside_the_menu_last():
    names = [page.name for page in all_pages()]
    assert " ".join(names) == (
        "home kpi goals priorities map themes drivers releases customers lists voices compare actions report quality"
        " look feedback theme customer"
    )
    assert [page.name for page in all_pages() if not page.in_menu] == ["look", "feedback", "theme", "customer"]


def test_every_page_has_a_place_of_its_own_and_a_title():
    pages = all_pages()
    assert len({page.order for page in pages}) == len(pages)
    assert {f"explorer.page.{page.name}" for page in pages} <= templates("ja").keys()


def test_the_folder_is_not_called_pages():
    """Streamlit runs the modules of a folder `pages` beside the main script by itself."""
    assert not (APP / "pages").exists()


def test_main_names_no_page():
    source = (APP / "main.py").read_text(encoding="utf-8")
    assert [name for name in MODULES if f'"{name}"' in source or f"screens.{name}" in source] == []
