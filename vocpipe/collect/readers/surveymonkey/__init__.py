"""SurveyMonkey's CSV and Excel of all individual responses."""

from vocpipe.collect.readers.surveymonkey.responses import READER

__all__ = ["READER"]
