"""Gaps in help: which questions of customers the articles of a help center answer.

help_gap               question_article and help_gap
  nearness             how likely an article answers a question
"""
