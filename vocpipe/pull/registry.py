"""Every vendor there is, built in or brought by another package."""

from functools import cache

from vocpipe import plugins
from vocpipe.pull.vendor import Vendor


@cache
def vendors() -> dict[str, Vendor]:
    """The vendors by the name that `pull = "…"` has in vocpipe.toml; the settings refuse two with one name."""
    return {vendor.name: vendor for vendor in plugins.load(plugins.VENDORS) if isinstance(vendor, Vendor)}
