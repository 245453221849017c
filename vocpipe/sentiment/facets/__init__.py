"""The heads for causes and feelings, which `vocpipe.facets` defines.

training   the sentences that they are trained on, written and labeled for this project
head       the two heads: fitted, and applied to sentences
stage      every opinion and verdict without facets by the current heads gets them
"""
