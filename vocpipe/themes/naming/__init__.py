"""Naming: the names of themes, cut from their own sentences or given by a program of the user's.

names → keywords, title_choice      a name for each group
  title_choice → title_scores, agreement       the best titles of all languages together
    language_view, statements       how central a sentence is, and what the group's sentences state
    titles → japanese, english      candidates for a title: what a sentence claims
      japanese → plain_japanese     clauses; and their last words in plain style
    readability, frequency, spelling, weights      what counts for and against a title
namer → answers, program            names from a program of the user's own
"""
