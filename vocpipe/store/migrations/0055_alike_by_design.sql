-- Gaps and effects among answers alike by design, beside the raw ones; the refresh makes the tables anew each time.
ALTER TABLE theme_nps ADD COLUMN gap_adjusted DOUBLE;
ALTER TABLE theme_nps ADD COLUMN gap_adjusted_low DOUBLE;
ALTER TABLE theme_nps ADD COLUMN gap_adjusted_high DOUBLE;
ALTER TABLE theme_nps ADD COLUMN impact_adjusted DOUBLE;
ALTER TABLE theme_nps ADD COLUMN impact_adjusted_low DOUBLE;
ALTER TABLE theme_nps ADD COLUMN impact_adjusted_high DOUBLE;
ALTER TABLE theme_score ADD COLUMN gap_adjusted DOUBLE;
ALTER TABLE theme_score ADD COLUMN gap_adjusted_low DOUBLE;
ALTER TABLE theme_score ADD COLUMN gap_adjusted_high DOUBLE;
ALTER TABLE theme_score ADD COLUMN impact_adjusted DOUBLE;
ALTER TABLE theme_score ADD COLUMN impact_adjusted_low DOUBLE;
ALTER TABLE theme_score ADD COLUMN impact_adjusted_high DOUBLE;
ALTER TABLE theme_driver ADD COLUMN effect_adjusted DOUBLE;
ALTER TABLE theme_driver ADD COLUMN effect_adjusted_low DOUBLE;
ALTER TABLE theme_driver ADD COLUMN effect_adjusted_high DOUBLE;
