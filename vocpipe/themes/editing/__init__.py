"""Editing: people's decisions about themes, replayed over the themes that discovery made.

apply                    takes over the inbox, replays the edits, writes the result
replay → theme_map       the edits in order of time, and which theme is part of which: no database
edit_texts               the texts that edits hold and move, computed in SQL
  edited_theme           which new texts join an edited theme, and what it is called: no database
"""
