-- The PBX's own ledger (ADR-0013): Asterisk's cel_pgsql inserts, call-state-service reads, nobody updates.
CREATE SCHEMA IF NOT EXISTS pbx;

-- cel_pgsql fills the columns that it knows by name, and leaves the others to their defaults. No column holds a number of a caller.
CREATE TABLE pbx.cel (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    pbx_id    text      NOT NULL DEFAULT current_setting('application_name'),
    eventtype text      NOT NULL,
    -- UTC: cel_pgsql writes no zone (usegmtime=yes).
    eventtime timestamp NOT NULL,
    uniqueid  text      NOT NULL,
    linkedid  text      NOT NULL,
    channame  text      NOT NULL,
    appname   text      NOT NULL,
    extra     text      NOT NULL
);
-- The id of every channel that Tandem makes begins with its call's.
CREATE INDEX cel_of_call ON pbx.cel (split_part(uniqueid, '.', 1));
CREATE INDEX cel_by_time ON pbx.cel (eventtime);

-- Which starts of a PBX an interface told of: what lived before one and has no end in the ledger ended with the boot before.
CREATE TABLE calls.pbx_boot (
    pbx_id text        NOT NULL,
    source text        NOT NULL,
    boot   text        NOT NULL,
    up_at  timestamptz NOT NULL,
    PRIMARY KEY (pbx_id, source, boot)
);

-- Times of which an interface told nothing.
CREATE TABLE calls.pbx_gap (
    pbx_id    text        NOT NULL,
    source    text        NOT NULL,
    gap_from  timestamptz NOT NULL,
    gap_to    timestamptz NOT NULL,
    reason    text        NOT NULL,
    PRIMARY KEY (pbx_id, source, gap_from)
);

-- What the PBX had when it was last asked.
CREATE TABLE calls.pbx_snapshot (
    pbx_id   text        PRIMARY KEY,
    begun_at timestamptz NOT NULL,
    taken_at timestamptz NOT NULL,
    channels text[]      NOT NULL
);

-- Where the operator made the PBX's user. One who makes it later grants the same.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tandem_pbx') THEN
        GRANT USAGE ON SCHEMA pbx TO tandem_pbx;
        GRANT INSERT ON pbx.cel TO tandem_pbx;
    END IF;
END $$;
