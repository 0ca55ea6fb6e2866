-- What patients are known by, so that one of 200,000 is found without reading the others.

-- Whoever may be the same person shares a key: an NHS number, a hospital number without its leading
-- noughts, or a folded family name with a date of birth.
CREATE TABLE patient_key (
    key     TEXT    NOT NULL,
    patient INTEGER NOT NULL REFERENCES patient (id),
    PRIMARY KEY (key, patient)
) STRICT, WITHOUT ROWID;
CREATE INDEX patient_key_of ON patient_key (patient);

-- Every three letters in a row of what a patient can be found by. The text itself stands with the
-- patient and is not kept twice.
CREATE VIRTUAL TABLE patient_search USING fts5 (
    search, content = '', contentless_delete = 1, detail = 'none', tokenize = 'trigram case_sensitive 1'
);
