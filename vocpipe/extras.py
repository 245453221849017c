"""The parts of vocpipe that are installed on request: `pip install 'vocpipe[NAME]'`."""

from importlib.util import find_spec

from vocpipe.errors import MissingExtraError
from vocpipe.wording import tell

# The package that each extra brings.
EXTRAS = {
    **{"bertopic": "bertopic", "corpus": "faker", "login": "authlib", "mcp": "mcp", "pull": "dlt"},
    **{"polars": "polars", "dask": "distributed", "ray": "ray"},
}


def require(extra: str) -> None:
    """Make sure that the package of an extra is there; raises MissingExtraError with the command that installs it."""
    package = EXTRAS[extra]
    if find_spec(package) is None:
        raise MissingExtraError(tell("cli.missing_extra", package=package, extra=extra))
