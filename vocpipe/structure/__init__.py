"""Structure: feedback becomes clean, masked sentences, from which themes can be made.

`steps` lists the steps. `stage`, `rejects`, `duplicates` and `embed` use the database; the other modules are functions
of text alone.
"""
