"""vocpipe: collect what customers say, structure it, and use it next to NPS and churn.

    import vocpipe

    vocpipe.refresh("demo")                      # one run of everything over what is new
    voice = vocpipe.open("demo")                 # the newest snapshot
    voice.theme_nps()                            # one method per question; prints itself as a table
    voice.sql("SELECT count(*) FROM feedback")   # or any SQL

What is named here is loaded when it is first used, so that `import vocpipe` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vocpipe.errors import VocpipeError
    from vocpipe.face import Report, Result, Snapshot, as_of, open, refresh

__version__ = "0.1.0"
__all__ = ["Report", "Result", "Snapshot", "VocpipeError", "__version__", "as_of", "open", "refresh"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module("vocpipe.errors" if name == "VocpipeError" else "vocpipe.face"), name)


def __dir__() -> list[str]:
    return __all__
