"""Messages of Freshdesk tickets, one per row, as a warehouse loader stores them."""

from vocpipe.collect.tabular.profile import vendor_reader
from vocpipe.collect.tabular.table import read_table

READER = vendor_reader("freshdesk_messages", read_table)
