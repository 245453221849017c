"""Channel Talk messages: users' words, not those of managers and bots."""

from vocpipe.collect.tabular.profile import vendor_reader
from vocpipe.collect.tabular.table import read_table

READER = vendor_reader("channel_talk", read_table)
