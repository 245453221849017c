"""Salesforce comments on cases: what portal users wrote, as far as a column says who is one."""

from vocpipe.collect.tabular.profile import vendor_reader
from vocpipe.collect.tabular.table import read_table

READER = vendor_reader("salesforce_comments", read_table)
