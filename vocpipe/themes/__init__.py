"""Themes: lasting ideas that many sentences share, discovered without labels; they keep their ids from run to run.

    steps → refresh          the step, and its phases in one transaction: load, compute, write
    steps → forget           remove from themes the sentences that structure changed
    load, write              the only modules, with editing, that touch the database
    placing, emergence       discovery and naming combined into the rows to write
    editing/                 people's edits, replayed over the machine's themes
    layout/                  where each text stands on the map
    naming/                  what a theme is called
    guided/                  the company's own themes take what belongs to them, before the rest is discovered
    discovery/               groups of sentences: discovery, assignment, matching to existing themes, emergence
    opinions, machine_themes, words, space, clauses      the data that all of them share

Imports point down. discovery and naming know neither each other nor the database; guided builds on discovery.
"""
