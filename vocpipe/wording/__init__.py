"""Every sentence that people read, once: whole sentences with named places, in `en.toml` and `ja.toml`.

The same word stands for the same thing in the command line, tables, report and explorer; see docs/glossary.md.
"""

from vocpipe.wording.sentences import LANGUAGES, Language, Text, amount, say, tell, text, user_language

__all__ = ["LANGUAGES", "Language", "Text", "amount", "say", "tell", "text", "user_language"]
