-- The schema as it stands: what the migrations add up to. A test compares the two.
-- The journal: append-only, in the order of seq. Nothing else is a source of truth.
CREATE TABLE record (
    seq        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE,      -- UUIDv7
    pair       BLOB NOT NULL,
    command    BLOB NOT NULL,             -- the records of one command stand and fall together
    act        TEXT NOT NULL,             -- the words of the command line: 'incident step'
    reverses   BLOB,                      -- the command that an undo or redo took back
    entity     BLOB NOT NULL,
    kind       TEXT NOT NULL,
    subject    BLOB NOT NULL,             -- the entry, review or pair that the entity belongs to
    state      TEXT NOT NULL CHECK (state IN ('put', 'removed', 'erased')),
    body       TEXT,                      -- JSON; NULL when removed, or blanked by a later 'erased'
    salt       BLOB,                      -- goes with the body, so that its hash tells nothing once it is gone
    author     BLOB,                      -- a person
    device     BLOB NOT NULL,
    lamport    INTEGER NOT NULL,
    at         TEXT NOT NULL,             -- UTC, RFC 3339
    replaces   BLOB,                      -- the record that stood for the entity before
    body_hash  BLOB NOT NULL,             -- SHA-256 of salt and body
    chain_hash BLOB NOT NULL              -- SHA-256 of everything above and the chain_hash before
) STRICT;
CREATE INDEX record_by_subject ON record (subject, seq);

-- Which record stands for each entity.
CREATE TABLE standing (
    entity BLOB PRIMARY KEY,
    record INTEGER NOT NULL REFERENCES record (seq)
) STRICT, WITHOUT ROWID;

-- The last number given in each series. Numbers are never reused, so these only grow.
CREATE TABLE counter (
    owner  BLOB NOT NULL,                 -- a pair; for the parts of an entry, the entry
    series TEXT NOT NULL,
    last   INTEGER NOT NULL,
    PRIMARY KEY (owner, series)
) STRICT, WITHOUT ROWID;

-- Facts about this file.
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- From here on, the projection: what queries filter and sort by, made from the standing records.
CREATE TABLE person (
    id   BLOB PRIMARY KEY,
    name TEXT NOT NULL                    -- folded: the same full name is the same person
) STRICT, WITHOUT ROWID;
CREATE INDEX person_by_name ON person (name);

CREATE TABLE pair (
    id    BLOB PRIMARY KEY,
    key   TEXT NOT NULL UNIQUE,           -- holm-lind
    a     BLOB NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    b     BLOB NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    ended INTEGER NOT NULL CHECK (ended IN (0, 1)),
    CHECK (a <> b)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE part (
    id      BLOB PRIMARY KEY,
    subject BLOB NOT NULL,
    number  INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    author  TEXT CHECK (author IN ('a', 'b')),
    date    TEXT NOT NULL,
    UNIQUE (subject, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX part_shared ON part (date) WHERE kind = 'share';

CREATE TABLE block (
    id   BLOB PRIMARY KEY,
    pair BLOB NOT NULL REFERENCES pair (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL                    -- folded
) STRICT, WITHOUT ROWID;
CREATE INDEX block_by_name ON block (pair, name);

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

-- From here on, what is local to this file and in no journal: when people are busy, and the days last proposed.
-- Nothing refers to the projection, which can be made anew under it.
CREATE TABLE calendar (
    id     INTEGER PRIMARY KEY,
    person BLOB NOT NULL,
    source TEXT NOT NULL,                 -- the name of the calendar it was read from
    read   TEXT NOT NULL,                 -- UTC, RFC 3339
    since  INTEGER NOT NULL,              -- from when to when it tells, in Unix seconds
    until  INTEGER NOT NULL,
    whole  INTEGER NOT NULL,              -- up to when everything that repeats in it was read
    UNIQUE (person, source)
) STRICT;

CREATE TABLE busy (
    calendar INTEGER NOT NULL REFERENCES calendar (id) ON DELETE CASCADE,
    start    INTEGER NOT NULL,            -- Unix seconds
    end      INTEGER NOT NULL
) STRICT;
CREATE INDEX busy_by_start ON busy (calendar, start, end);

CREATE TABLE proposal (
    pair   BLOB NOT NULL,
    number INTEGER NOT NULL,              -- 1 is the best
    date   TEXT NOT NULL,
    start  TEXT NOT NULL,
    format TEXT NOT NULL,
    latitude  REAL,                       -- where on earth, if not where the pair is
    longitude REAL,
    PRIMARY KEY (pair, number)
) STRICT, WITHOUT ROWID;
