"""What several pages draw: figures, charts, quotes."""
