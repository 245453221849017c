"""Lists of customers that marketing asks for, and how much is written to whom."""
