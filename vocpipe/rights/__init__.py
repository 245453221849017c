"""What people may ask of whoever keeps their words: to be forgotten, and to be told what is held on them."""
