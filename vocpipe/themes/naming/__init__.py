"""Naming: the names of themes, in the words of their own sentences or from a program of the user's.

names → keywords, title_choice      a name for each group
  title_choice → title_scores       the best title in each language
    language_view, statements       how central a sentence is, and what the group's sentences state
    titles, readability, frequency, weights      candidates for a title, and what counts for and against them
namer → answers, program            names from a program of the user's own
"""
