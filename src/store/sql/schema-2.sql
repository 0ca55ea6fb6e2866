-- The record, version 2: the dictionary's own layers, and what signed letters have taught.

CREATE TABLE term (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Whose word it is; none for the organisation's.
    author INTEGER REFERENCES author (id),
    -- Folded text to know it again by: SQLite itself folds the case of A to Z only.
    folded TEXT    NOT NULL,
    entry  TEXT    NOT NULL
) STRICT;
CREATE UNIQUE INDEX term_once ON term (ifnull(author, 0), folded);

CREATE TABLE correction (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    author   INTEGER NOT NULL REFERENCES author (id),
    -- Folded, as for terms.
    heard    TEXT    NOT NULL,
    written  TEXT    NOT NULL,
    -- What accepting it makes of it, and whether it is offered at once or only when seen again.
    makes    TEXT    NOT NULL,
    is_close INTEGER NOT NULL,
    standing TEXT    NOT NULL,
    UNIQUE (author, heard, written)
) STRICT;

-- The letters that taught it: a letter and its amendments count once.
CREATE TABLE correction_letter (
    correction INTEGER NOT NULL REFERENCES correction (id),
    letter     INTEGER NOT NULL REFERENCES letter (id),
    PRIMARY KEY (correction, letter)
) STRICT, WITHOUT ROWID;
