"""Shared mailboxes in Japanese, such as Re:lation and Mail Dealer: mails that came in are the customers' words."""

from vocpipe.collect.tabular.profile import vendor_reader
from vocpipe.collect.tabular.table import read_table

READER = vendor_reader("mail_desk", read_table)
