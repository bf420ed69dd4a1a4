-- What is known of hubs nearby, as long as the process lives. None of it is on the disk.

CREATE TEMP TABLE near (
    notebook INTEGER PRIMARY KEY,
    number INTEGER NOT NULL DEFAULT 1,  -- counts the hubs, one after the other
    url TEXT,                           -- empty while there is none
    token TEXT NOT NULL,
    cursor BLOB,
    records INTEGER NOT NULL DEFAULT 0,
    synced INTEGER,
    envelopes_seen INTEGER NOT NULL DEFAULT 0, -- up to which row it was looked for what is new
    records_seen INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The marks, as beside the rows themselves: 0 not there yet, 1 there, 2 refused.
CREATE TEMP TABLE near_envelope (
    number INTEGER PRIMARY KEY,
    notebook INTEGER NOT NULL,
    device BLOB NOT NULL,
    first INTEGER NOT NULL,
    mark INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX temp.near_envelope_to_send ON near_envelope (notebook, device, first) WHERE mark = 0;

CREATE TEMP TABLE near_membership (
    number INTEGER PRIMARY KEY,
    notebook INTEGER NOT NULL,
    mark INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Only what is there has a row.
CREATE TEMP TABLE near_attached (
    notebook INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (notebook, hash)
) STRICT, WITHOUT ROWID;
