-- The database of attachments: bytes named by their hash, in pieces of at most 256 KiB.

CREATE TABLE content (
    number INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    mime TEXT NOT NULL
) STRICT;

CREATE TABLE piece (
    content INTEGER NOT NULL REFERENCES content (number),
    number INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (content, number)
) STRICT;

-- Pieces of recordings that are still open; never swept.
CREATE TABLE recording_piece (
    recording BLOB NOT NULL,
    number INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (recording, number)
) STRICT;
