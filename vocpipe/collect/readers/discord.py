"""Messages of a Discord channel, exported as JSON or CSV.

Traps: bots write among members; joins and pins are messages too; a CSV shows neither."""

from vocpipe.collect.tabular.profile import vendor_reader
from vocpipe.collect.tabular.table import read_table

READER = vendor_reader("discord", read_table)
