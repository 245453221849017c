"""Typeform's responses as CSV or Excel: one row per response, one column per question, its columns last.

Traps: hidden fields stand between the questions and the times, so a customer's id is one of them; times are UTC. A
question with several choices is a column per choice, or one column joined by " / ".
"""

from vocpipe.collect.surveys.survey import read_survey
from vocpipe.collect.tabular.profile import vendor_reader

READER = vendor_reader("typeform", read_survey)
