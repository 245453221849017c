"""Reviews of games on Steam, from its API or from a data set.

Traps: a review recommends the game or does not, which is no score; times are seconds since 1970."""

from vocpipe.collect.tabular.profile import vendor_reader
from vocpipe.collect.tabular.table import read_table

READER = vendor_reader("steam", read_table)
