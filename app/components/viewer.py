"""Who looks at the page."""

from vocpipe.app.context import PageContext
from vocpipe.app.sign_in import Viewer


def viewer(context: PageContext) -> Viewer:
    """The name and role of whoever looks at the page."""
    return context.viewer
