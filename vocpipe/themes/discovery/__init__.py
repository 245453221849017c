"""Discovery: groups of sentences, computed from vectors and words alone.

discover                 themes and sub-themes of all sentences
  consensus, density     its two engines: stable communities of the neighbor graph, and dense groups
  neighbors → lexical, nearest      the neighbor graph: vectors joined with words, nearest points
  wordings               texts that are worded nearly alike
assign                   new sentences join existing themes
emerging                 new groups among sentences without a theme
identity                 new groups matched to existing themes, and their lineage
due                      when themes are discovered anew
"""
