-- Whether a run resumed after it was killed: a stage may then have changed something without noting it.
ALTER TABLE run ADD COLUMN resumed BOOLEAN DEFAULT false;
UPDATE run SET resumed = true WHERE run_id IN (SELECT fingerprint FROM stage_state WHERE stage = 'resumed');
DELETE FROM stage_state WHERE stage = 'resumed';
