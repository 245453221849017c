"""Reviews of the App Store: App Store Connect's own, Apple's public feed, and what scrapers collect.

Traps: the territory is a country of three letters, not a language; the developer's answer stands beside the review."""

from vocpipe.collect.tabular.profile import vendor_reader
from vocpipe.collect.tabular.table import read_table

READER = vendor_reader("app_store", read_table)
