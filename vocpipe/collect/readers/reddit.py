"""Posts and comments of Reddit, from its API or from a data set.

Traps: what was removed is still there as "[removed]" or "[deleted]"; `score` counts votes; an author is not a
customer."""

from vocpipe.collect.tabular.profile import vendor_reader
from vocpipe.collect.tabular.table import read_table

READER = vendor_reader("reddit", read_table)
