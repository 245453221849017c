"""Reviews of products on Amazon, as public data sets have them.

Traps: `overall` is stars; times are seconds or milliseconds since 1970, or written as "05 1, 2026"; most have no id."""

from vocpipe.collect.tabular.profile import vendor_reader
from vocpipe.collect.tabular.table import read_table

READER = vendor_reader("amazon", read_table)
