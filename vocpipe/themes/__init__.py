"""Themes: durable ideas that many sentences share, found without labels, that keep their id from run to run.

    steps → refresh          the step, and its phases in one transaction: load, compute, write
    steps → forget           what themes lose where structure changed sentences
    load, write              the only modules, with editing, that touch the database
    placing, emergence       discovery and naming put together: which rows come of them
    editing/                 people's decisions, replayed over what the machine found
    naming/                  what a theme is called
    discovery/               groups of sentences: found, joined, matched to the existing themes, emerging
    opinions, machine_themes, words, space, clauses      what all of them share

Imports point down. discovery and naming know neither each other nor the database.
"""
