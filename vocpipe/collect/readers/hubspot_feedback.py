"""HubSpot feedback submissions: NPS, CSAT and CES in one table, told apart row by row."""

from vocpipe.collect.tabular.profile import vendor_reader
from vocpipe.collect.tabular.table import read_table

READER = vendor_reader("hubspot_feedback", read_table)
