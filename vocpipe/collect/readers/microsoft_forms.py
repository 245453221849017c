"""Microsoft Forms' answers as Excel: one row per respondent, the questions after the respondent's columns.

Traps: "anonymous" stands where an address would be; ID is the number of the response in its form. A quiz has points
and feedback, which the form's owner wrote, beside every question.
"""

from vocpipe.collect.surveys.survey import read_survey
from vocpipe.collect.tabular.profile import vendor_reader

READER = vendor_reader("microsoft_forms", read_survey)
