"""Puts the project's folder on the path, so that every test finds `tests.bench`, however pytest is started."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
