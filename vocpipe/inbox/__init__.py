"""What people do: edits of themes, actions and exports, kept apart from what a refresh computes.

The command line and the explorer write here at any time; the next refresh applies it.
"""
