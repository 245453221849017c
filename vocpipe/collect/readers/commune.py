"""Posts of a Commune community, and comments on them: two tables in Japanese.

Traps: CP932; comments name the post they belong to; those who run the community write too."""

from vocpipe.collect.tabular.profile import vendor_reader
from vocpipe.collect.tabular.table import read_table

READER = vendor_reader("commune", read_table)
