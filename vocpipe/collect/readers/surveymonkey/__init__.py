"""SurveyMonkey's responses: CSV and Excel of all individual responses, and the API's JSON."""

from vocpipe.collect.readers.surveymonkey.reader import READER

__all__ = ["READER"]
