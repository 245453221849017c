"""Parts of Intercom conversations, one per row, as a warehouse loader stores them."""

from vocpipe.collect.tabular.profile import vendor_reader
from vocpipe.collect.tabular.table import read_table

READER = vendor_reader("intercom_parts", read_table)
