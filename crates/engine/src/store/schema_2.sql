-- The second version of the main database: syncing. What is not said to be derived cannot be made again.

CREATE TABLE workspace (
    -- What a notebook is among several devices; a row since it was started, joined or connected.
    notebook INTEGER PRIMARY KEY,
    member BLOB NOT NULL,               -- who one is in it
    founding BLOB,                      -- the name of its founding record; empty before it has a membership
    hub TEXT,                           -- the address of its hub; empty while it has none
    token TEXT NOT NULL DEFAULT '',     -- the hub's registration token
    cursor BLOB,                        -- up to where the hub's log was read
    records INTEGER NOT NULL DEFAULT 0, -- how many of the hub's membership records were read
    synced INTEGER,                     -- when everything was here and there
    confirmed INTEGER NOT NULL DEFAULT 0, -- whether the hub has this device among the members
    writes INTEGER NOT NULL DEFAULT 1   -- whether one may write, by the membership as it is known
) STRICT;

-- The devices that this one writes as: one that goes on from a copy of its disk takes a new id.
CREATE TABLE identity (
    notebook INTEGER NOT NULL,
    device BLOB NOT NULL,
    secret BLOB NOT NULL,
    current INTEGER NOT NULL,           -- 1 writes now; 2 has changes still to be sealed; 0 is given up
    sealed INTEGER NOT NULL DEFAULT 0,  -- the last of its changes that was sealed here
    tail BLOB,                          -- the envelope with it
    heads BLOB NOT NULL DEFAULT x'80',  -- the membership that its last envelope named (CBOR)
    PRIMARY KEY (notebook, device)
) STRICT;

CREATE TABLE membership (
    number INTEGER PRIMARY KEY,
    notebook INTEGER NOT NULL,
    name BLOB NOT NULL,
    bytes BLOB NOT NULL,
    at_hub INTEGER NOT NULL,            -- 0 not yet, 1 there, 2 the hub refused it
    UNIQUE (notebook, name)
) STRICT;

CREATE TABLE content_key (
    notebook INTEGER NOT NULL,
    id BLOB NOT NULL,
    secret BLOB NOT NULL,
    PRIMARY KEY (notebook, id)
) STRICT;

CREATE TABLE envelope (
    number INTEGER PRIMARY KEY,
    notebook INTEGER NOT NULL,
    name BLOB NOT NULL,
    device BLOB NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    previous BLOB,
    state INTEGER NOT NULL,             -- 0 its changes are in the log; else why not
    at_hub INTEGER NOT NULL,            -- 0 not yet, 1 there, 2 the hub refused it
    bytes BLOB NOT NULL,
    UNIQUE (notebook, name)
) STRICT;
CREATE INDEX envelope_of_device ON envelope (notebook, device, last);
CREATE INDEX envelope_to_send ON envelope (notebook, device, first) WHERE at_hub = 0;
CREATE INDEX envelope_aside ON envelope (notebook, state) WHERE state <> 0;

-- Keys that lie at the hub for who joins or restores.
CREATE TABLE parcel (
    notebook INTEGER NOT NULL,
    id BLOB NOT NULL,
    bytes BLOB NOT NULL,
    link TEXT NOT NULL,                 -- of an invitation; empty for a recovery key
    at_hub INTEGER NOT NULL,
    PRIMARY KEY (notebook, id)
) STRICT;

CREATE TABLE joining (
    id INTEGER PRIMARY KEY,
    hub TEXT NOT NULL,
    secret TEXT NOT NULL,
    restores INTEGER NOT NULL,
    name TEXT NOT NULL,
    device TEXT NOT NULL,
    bring BLOB,
    trouble TEXT                        -- JSON
) STRICT;

CREATE TABLE setting (
    -- Of this device, for what the engine does by itself.
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Derived from the log, but for the two marks, which are found out again.
CREATE TABLE attached (
    number INTEGER PRIMARY KEY,
    notebook INTEGER NOT NULL,
    record BLOB NOT NULL,
    role INTEGER NOT NULL,              -- 0 the small picture, 1 the content, 2 the original
    hash BLOB NOT NULL,
    here INTEGER NOT NULL DEFAULT 0,    -- 1 all bytes are on this device
    at_hub INTEGER NOT NULL DEFAULT 0,  -- 1 all bytes are at the hub
    UNIQUE (record, role)
) STRICT;
CREATE INDEX attached_hash ON attached (hash);
CREATE INDEX attached_missing ON attached (notebook, role) WHERE here = 0;
CREATE INDEX attached_to_send ON attached (notebook, role) WHERE at_hub = 0;
