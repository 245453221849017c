"""Structure: what came in becomes clean, masked sentences that themes can be made of.

`stage.structure` runs it all; the other modules are its parts, each a few pure functions over text.
"""
