-- The state of every stage has a table of its own by now.
DROP TABLE stage_state;
