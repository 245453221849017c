"""kintone records of inquiries: the app's own labels, with the fields that every app has."""

from vocpipe.collect.tabular.profile import vendor_reader
from vocpipe.collect.tabular.table import read_table

READER = vendor_reader("kintone", read_table)
