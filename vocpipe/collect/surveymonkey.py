"""SurveyMonkey's CSV of all individual responses: one row per respondent.

Traps: two header rows, the questions and under them the answer options; a blank cell of the first belongs to the question
to its left. In a condensed export the second is blank, and what is free text shows only in the answers. One response
may hold several free answers: each is a part of its own, and the first carries the score and the closed answers, so that a
score is counted once. IP addresses, names and custom data are identities and stay in the raw row.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from vocpipe.collect.csvfile import Broken, read_records
from vocpipe.collect.dates import guess_day_first
from vocpipe.collect.decode import Decoded, strip_odd
from vocpipe.collect.reader import Reader, Reading
from vocpipe.collect.surveymonkey_header import Layout, RESPONDENT, fold, layout, scale_number
from vocpipe.collect.textfile import ODD_REASON, head, misfit, odd_runs, read_text, time_or_refuse, without_odd
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, Feedback, Outcome, Refused, Rejected
