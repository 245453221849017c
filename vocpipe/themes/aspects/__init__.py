"""What the clauses of a sentence judge that praises one thing and blames another.

opposed    which sentences do
nearness   how near clauses are to themes, and which theme each is about
aspect     sentence_aspect: the clauses with their sentiment and their theme
"""
