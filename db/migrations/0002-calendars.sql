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
