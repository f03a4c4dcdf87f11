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
    id      BLOB PRIMARY KEY,
    pair    BLOB NOT NULL REFERENCES pair (id) DEFERRABLE INITIALLY DEFERRED,
    kind    TEXT NOT NULL CHECK (kind IN ('observation', 'incident', 'adjustment', 'review')),
    number  INTEGER NOT NULL,             -- of a review: its year times 100, and its ordinal
    author  TEXT CHECK (author IN ('a', 'b')),
    date    TEXT NOT NULL,                -- the day it is about
    created TEXT NOT NULL,
    shared  INTEGER NOT NULL CHECK (shared IN (0, 1)),
    theme   TEXT,
    tone    TEXT,
    UNIQUE (pair, kind, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_by_date ON entry (pair, date DESC, created DESC, kind, number);

CREATE TABLE part (
    id      BLOB PRIMARY KEY,
    subject BLOB NOT NULL,
    number  INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    author  TEXT CHECK (author IN ('a', 'b')),
    date    TEXT NOT NULL,
    UNIQUE (subject, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE block (
    id   BLOB PRIMARY KEY,
    pair BLOB NOT NULL REFERENCES pair (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,                   -- folded
    UNIQUE (pair, name)
) STRICT, WITHOUT ROWID;

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
