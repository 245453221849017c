"""Posts of a Discourse forum: its API, its Data Explorer, or a person's archive.

Traps: `cooked` is HTML with quotes of other posts; staff, moderators and the system write too; every post repeats the
title of its topic."""

from vocpipe.collect.tabular.profile import vendor_reader
from vocpipe.collect.tabular.table import read_table

READER = vendor_reader("discourse", read_table)
