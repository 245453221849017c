"""Naming: what a theme is called, in the words of its own sentences or by a program of the user's.

names → keywords, title_choice      a name for each group
  title_choice → title_scores       the best title in each language
    language_view, statements       where a sentence stands, and what the group's sentences state
    titles, readability, frequency, weights      what a title may be made of, and what counts for and against it
namer → answers, program            names from a program of the user's own
"""
