-- The record, version 5: a row counts how often it has been written, so that a change asked for on
-- the strength of an older sight of it can be refused.

ALTER TABLE dictation ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE patient   ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE author    ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
