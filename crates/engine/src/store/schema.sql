-- The main database. Only `notebook`, `device`, `change`, `draft`, `recording` and `command` hold
-- what cannot be made again; every other table is derived from the log.

CREATE TABLE device (
    -- One row: this installation.
    id BLOB NOT NULL,
    member BLOB,                    -- who one is, since the first notebook was started
    hlc INTEGER NOT NULL DEFAULT 0  -- the last reading of the hybrid clock
) STRICT;

CREATE TABLE notebook (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    kind INTEGER NOT NULL,          -- 0 own, 1 personal, 2 sample
    open INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE change (
    row INTEGER PRIMARY KEY,        -- the order of arrival here: the revision of records
    notebook INTEGER NOT NULL REFERENCES notebook (number),
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL UNIQUE,      -- its name
    body BLOB NOT NULL              -- as written, never re-encoded
) STRICT;
CREATE INDEX change_of_device ON change (notebook, device, seq);

CREATE TABLE command (
    id BLOB PRIMARY KEY,
    at INTEGER NOT NULL,
    answer TEXT NOT NULL,
    first INTEGER NOT NULL,         -- the rows of its changes; none where last < first
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX command_by_age ON command (at);

CREATE TABLE draft (
    tab BLOB NOT NULL,
    composer BLOB NOT NULL,
    revision INTEGER NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL,             -- JSON; once it is finished, the revisions that it made
    PRIMARY KEY (tab, composer)
) STRICT, WITHOUT ROWID;

CREATE TABLE recording (
    id BLOB PRIMARY KEY,
    tab BLOB NOT NULL,
    at INTEGER NOT NULL,            -- when its last piece arrived
    duration INTEGER NOT NULL,      -- milliseconds so far
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Derived from the log.

CREATE TABLE record (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    kind INTEGER NOT NULL,
    notebook INTEGER NOT NULL,
    parent BLOB,                    -- the record it is part of
    hidden INTEGER NOT NULL,        -- 0 shown, 1 deleted, 2 part of a deleted one
    merged BLOB,                    -- the next record on the way to the one it turned out to be; empty
                                    -- for those that remain
    at INTEGER NOT NULL,            -- its moment, else when it was made; milliseconds
    phase INTEGER NOT NULL,         -- of a visit its state, of an attachment its medium; of an
                                    -- observation 1 while its visit is not known here; 0 otherwise
    area TEXT NOT NULL,             -- of an observation its area; empty otherwise
    name TEXT NOT NULL,             -- folded title, for lists by name; empty where there is none
    found INTEGER UNIQUE,           -- its row in the search index
    deleted INTEGER NOT NULL,       -- when it was last deleted, if that is not undone; else 0
    state BLOB NOT NULL,
    UNIQUE (kind, id)
) STRICT;
CREATE INDEX record_by_time ON record (notebook, kind, at) WHERE hidden = 0 AND merged IS NULL;
CREATE INDEX record_by_name ON record (notebook, kind, name) WHERE hidden = 0 AND merged IS NULL AND kind <= 3;
CREATE INDEX record_by_phase ON record (notebook, phase, at) WHERE hidden = 0 AND kind = 4;
CREATE INDEX record_unsorted ON record (notebook, at) WHERE hidden = 0 AND kind = 5 AND phase = 1;
CREATE INDEX record_of_parent ON record (parent, kind, hidden, phase, at);
CREATE INDEX record_merged ON record (merged) WHERE merged IS NOT NULL;
CREATE INDEX record_deleted ON record (notebook, deleted) WHERE hidden = 1;

-- Observations may arrive before their visit.
CREATE TRIGGER visit_arrives AFTER INSERT ON record WHEN new.kind = 4 BEGIN
    UPDATE record SET phase = 0 WHERE parent = CAST(x'04' || new.id AS BLOB) AND kind = 5 AND phase = 1;
END;

CREATE TABLE touched (
    record BLOB NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (record, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE link (
    target BLOB NOT NULL,
    field INTEGER NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (target, field, record)
) STRICT, WITHOUT ROWID;

-- Words used in fields whose words grow by use (areas, tags, products).
CREATE TABLE word (
    notebook INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    field INTEGER NOT NULL,
    word TEXT NOT NULL,
    uses INTEGER NOT NULL,
    PRIMARY KEY (notebook, kind, field, word)
) STRICT, WITHOUT ROWID;

CREATE TABLE thumbnail (
    hash BLOB PRIMARY KEY,
    mime TEXT NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
