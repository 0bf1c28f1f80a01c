-- Who is to be called back, and each attempt to do so. The place in the queue is in Redis; it is made again from here where it is lost.
CREATE TABLE calls.callback (
    -- A ULID, and the id of the first attempt's call.
    callback_id text COLLATE "C" PRIMARY KEY,
    tenant      text        NOT NULL,
    queue_id    text        NOT NULL,
    number      text        NOT NULL,
    -- Our number that the person sees; none where the trunk decides.
    own_number  text,
    priority    integer     NOT NULL,
    -- The call in which it was asked for; none where somebody else asked.
    callback_of text,
    created_by  text        NOT NULL,
    -- The agent who asked for it; none for all others.
    agent_id    text,
    created_at  timestamptz NOT NULL,
    -- Their place is that of one who came then.
    since       timestamptz NOT NULL,
    not_before  timestamptz NOT NULL,
    not_after   timestamptz NOT NULL,
    note        text,
    metadata    jsonb       NOT NULL DEFAULT '{}',
    state       text        NOT NULL,
    reason      text,
    ended_at    timestamptz,
    -- Attempts that count.
    tries       integer     NOT NULL DEFAULT 0,
    -- Of the next attempt, or of the one under way: fixed before it is made.
    call_id     text        NOT NULL UNIQUE,
    due_at      timestamptz NOT NULL,
    revision    integer     NOT NULL DEFAULT 1
);
CREATE INDEX callback_open ON calls.callback (due_at) WHERE state IN ('WAITING', 'CALLING');
CREATE INDEX callback_of_tenant ON calls.callback (tenant, callback_id DESC);
CREATE INDEX callback_of_number ON calls.callback (tenant, number);

CREATE TABLE calls.callback_attempt (
    call_id     text        PRIMARY KEY,
    callback_id text        COLLATE "C" NOT NULL REFERENCES calls.callback ON DELETE CASCADE,
    agent_id    text        NOT NULL,
    at          timestamptz NOT NULL,
    ended_at    timestamptz,
    outcome     text
);
CREATE INDEX callback_attempt_of ON calls.callback_attempt (callback_id);

-- Those that ended before the month of that day, with their attempts. How many.
CREATE FUNCTION calls.drop_callbacks(before timestamptz) RETURNS integer LANGUAGE sql AS $$
    WITH dropped AS (
        DELETE FROM calls.callback
        WHERE ended_at < date_trunc('month', before AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' RETURNING 1)
    SELECT count(*)::integer FROM dropped
$$;
