-- The second version of the database of attachments: pieces of what is on its way here.
CREATE TABLE arriving (
    hash BLOB NOT NULL,
    number INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (hash, number)
) STRICT;
