"""Zendesk satisfaction ratings as a list or table of their own."""

from vocpipe.collect.tabular.profile import vendor_reader
from vocpipe.collect.tabular.table import read_table

READER = vendor_reader("zendesk_ratings", read_table)
