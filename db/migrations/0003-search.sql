-- What lists filter by and who may read, counts that are kept, and the index of words. All of it is projection: the tables
-- come empty here, and are made anew from the standing records in the same transaction.
DROP TABLE entry;
CREATE TABLE entry (
    id     BLOB PRIMARY KEY,
    pair   BLOB NOT NULL REFERENCES pair (id) DEFERRABLE INITIALLY DEFERRED,
    kind   TEXT NOT NULL CHECK (kind IN ('observation', 'incident', 'adjustment', 'review')),
    number INTEGER NOT NULL,              -- of a review: its year times 100, and its ordinal
    author TEXT CHECK (author IN ('a', 'b')),
    date   TEXT NOT NULL,                 -- the day it is about
    place  INTEGER NOT NULL,              -- in the order of lists: its day, and within it when it first came on record
    reader TEXT NOT NULL CHECK (reader IN ('a', 'b', 'both')),
    erased INTEGER NOT NULL CHECK (erased IN (0, 1)),
    waits  INTEGER NOT NULL CHECK (waits IN (0, 1)), -- somebody wondered, and the why of the other is missing
    theme  TEXT,
    tone   TEXT,
    about  TEXT,
    UNIQUE (pair, kind, number)
) STRICT, WITHOUT ROWID;
-- Lists are read from this alone, the newest first, up to the words.
CREATE INDEX entry_by_reader ON entry (pair, reader, place, kind, author, theme, tone, about);
CREATE INDEX entry_waiting ON entry (pair, author, place) WHERE waits = 1;

CREATE INDEX part_shared ON part (date) WHERE kind = 'share';

CREATE TABLE tag (
    entry BLOB NOT NULL,
    tag   TEXT NOT NULL,                  -- folded
    PRIMARY KEY (tag, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_by_entry ON tag (entry);

-- How many observations there are of a month and of a day, so that nothing counts them one by one.
CREATE TABLE tally (
    pair   BLOB NOT NULL,
    unit   TEXT NOT NULL CHECK (unit IN ('month', 'day')),
    span   TEXT NOT NULL,                 -- 2027-03, 2027-03-01
    author TEXT NOT NULL,
    reader TEXT NOT NULL,
    theme  TEXT NOT NULL,                 -- '' for none
    tone   TEXT NOT NULL,                 -- '' for none
    count  INTEGER NOT NULL,
    waits  INTEGER NOT NULL,              -- how many of them wait for a why
    PRIMARY KEY (pair, unit, span, author, reader, theme, tone)
) STRICT, WITHOUT ROWID;

-- All the words of an entry and of what stands beside it, folded, and the index of every three letters in them.
-- The index keeps no text of its own, and what is taken out of it is overwritten.
CREATE TABLE searchable (
    place INTEGER PRIMARY KEY,            -- that of the entry
    words TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE letters USING fts5 (
    words, content = 'searchable', content_rowid = 'place', columnsize = 0, detail = none,
    tokenize = 'trigram case_sensitive 1'
);
INSERT INTO letters (letters, rank) VALUES ('secure-delete', 1);
-- So many bytes are gathered before they are written, where much is written at once.
INSERT INTO letters (letters, rank) VALUES ('hashsize', 16777216);
