"""Reading a database by SQL, in pieces that can be resumed."""
