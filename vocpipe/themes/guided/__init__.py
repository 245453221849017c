"""Guided themes: those that a company has already take what belongs to them, before the rest is discovered.

take                     which sentences belong to which guided theme, or to none
  reach                  how far the texts of each theme reach in the neighbor graph
  nearness               which texts say something that is said here at all
guide                    the guided themes as the engine sees them: their texts, words and taught sentences
"""
