-- The PBX's call detail records: what it counted itself, beside what we made of it.
CREATE TABLE calls.cdr (
    call_id     text        NOT NULL,
    tenant      text        NOT NULL,
    channel_id  text        NOT NULL,
    started_at  timestamptz NOT NULL,
    answered_at timestamptz,
    ended_at    timestamptz NOT NULL,
    disposition text        NOT NULL,
    body        jsonb       NOT NULL,
    PRIMARY KEY (call_id, channel_id, started_at)
);
