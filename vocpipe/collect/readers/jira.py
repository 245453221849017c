"""Issues of Jira and Jira Service Management, as its CSV export has them.

Traps: times are 02/Mar/26 2:05 PM; comments are columns called Comment, each with time and author before the text."""

from vocpipe.collect.tabular.profile import vendor_reader
from vocpipe.collect.tabular.table import read_table

READER = vendor_reader("jira", read_table)
