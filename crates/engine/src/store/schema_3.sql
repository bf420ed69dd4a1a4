-- The third version of the main database: what is still to be done. Derived from the log.

ALTER TABLE record ADD COLUMN waits INTEGER NOT NULL DEFAULT 0; -- 1: an open issue, a promise still to be kept,
                                                                -- something that somebody waits to hear about
CREATE INDEX record_waits ON record (notebook, kind, at) WHERE waits = 1 AND hidden = 0;

-- What older builds derived is to be brought up to date before anything is read.
INSERT INTO setting (name, value) VALUES ('derive', '');
