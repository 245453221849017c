"""Reviews on Trustpilot, from its API or its business portal.

Traps: the company's reply stands beside the review; a review whose status is not active is no longer public."""

from vocpipe.collect.tabular.profile import vendor_reader
from vocpipe.collect.tabular.table import read_table

READER = vendor_reader("trustpilot", read_table)
