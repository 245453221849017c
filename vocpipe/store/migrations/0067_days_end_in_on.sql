-- A day ends in _on, as a moment ends in _at; and a month is a day. The refresh makes these tables anew.
ALTER TABLE event_change RENAME COLUMN event_date TO event_on;
ALTER TABLE risk_backtest RENAME COLUMN origin TO listed_on;
ALTER TABLE theme_survival RENAME COLUMN month TO months;
