"""vocpipe: collect what customers say, structure it, and use it beside NPS and churn."""

__version__ = "0.1.0"
