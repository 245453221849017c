"""Editing: what people decided about themes, replayed over what the machine found.

apply                    takes over the inbox, replays the edits, writes what comes of them
replay → theme_map       the edits in the order of time, and which theme is part of which: no database
edit_texts               the texts that edits hold and move, computed in SQL
  edited_theme           which new texts join an edited theme, and what it is called: no database
"""
