-- Two people who each keep a file may have blocked a period of the same name; both stand.
DROP TABLE block;
CREATE TABLE block (
    id   BLOB PRIMARY KEY,
    pair BLOB NOT NULL REFERENCES pair (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL                    -- folded
) STRICT, WITHOUT ROWID;
CREATE INDEX block_by_name ON block (pair, name);
