-- Who asked for a person's number to be erased, and what was. The digits are there only while something is still to be done.
CREATE TABLE calls.erasure (
    erasure_id   text        PRIMARY KEY,
    tenant       text        NOT NULL,
    number       text,
    pseudonym    text        NOT NULL,
    requested_by text        NOT NULL,
    requested_at timestamptz NOT NULL,
    -- When it is looked at (again), by one replica only.
    due_at       timestamptz NOT NULL,
    done_at      timestamptz,
    living       integer     NOT NULL DEFAULT 0,
    erased       jsonb       NOT NULL DEFAULT '{}',
    kept         jsonb       NOT NULL DEFAULT '{}'
);
CREATE INDEX erasure_open ON calls.erasure (due_at) WHERE done_at IS NULL;

-- Without it nobody can try all numbers against the pseudonyms. Whoever deletes it makes them say nothing at all.
CREATE TABLE calls.erasure_key (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    key text    NOT NULL
);
INSERT INTO calls.erasure_key (key) VALUES (gen_random_uuid()::text || gen_random_uuid()::text);
