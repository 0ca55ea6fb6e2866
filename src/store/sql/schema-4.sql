-- The record, version 4: an author may have no back-step of their own. 1.5 seconds is what the program put there by itself
-- where nobody had chosen; any other figure is kept.
ALTER TABLE author RENAME COLUMN back_step TO stored_back_step;
ALTER TABLE author ADD COLUMN back_step REAL;
UPDATE author SET back_step = stored_back_step WHERE stored_back_step <> 1.5;
ALTER TABLE author DROP COLUMN stored_back_step;
