"""The newest snapshot for assistants, over the Model Context Protocol: themes, drivers, figures, voices."""
