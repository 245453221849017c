"""Front messages: those that came in are the customers' words."""

from vocpipe.collect.tabular.profile import vendor_reader
from vocpipe.collect.tabular.table import read_table

READER = vendor_reader("front", read_table)
