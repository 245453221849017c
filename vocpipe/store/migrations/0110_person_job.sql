-- What a person does in their company, as the table has it; never published.
ALTER TABLE person ADD COLUMN job VARCHAR;
