"""Reviews of Google Play that a scraper has collected.

Traps: `score` is stars; `at` is the time; the developer's reply stands beside the review and is no customer's voice."""

from vocpipe.collect.tabular.profile import vendor_reader
from vocpipe.collect.tabular.table import read_table

READER = vendor_reader("google_play_dump", read_table)
