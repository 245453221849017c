"""Salesforce e-mail messages of cases: those that came in are the customers' words."""

from vocpipe.collect.tabular.profile import vendor_reader
from vocpipe.collect.tabular.table import read_table

READER = vendor_reader("salesforce_emails", read_table)
