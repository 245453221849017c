"""Freshdesk tickets as CSV: subjects and ratings, in letter case that varies from export to export."""

from vocpipe.collect.tabular.profile import vendor_reader
from vocpipe.collect.tabular.table import read_table

READER = vendor_reader("freshdesk", read_table)
