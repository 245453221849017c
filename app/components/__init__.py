"""Components of several pages: figures, charts, quotes."""
