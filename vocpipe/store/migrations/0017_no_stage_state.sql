-- Every package now keeps its state in tables of its own.
DROP TABLE stage_state;
