"""HubSpot tickets: under the labels of the account's language, under property names, or as JSON of the API."""

from vocpipe.collect.tabular.profile import vendor_reader
from vocpipe.collect.tabular.table import read_table

READER = vendor_reader("hubspot", read_table)
