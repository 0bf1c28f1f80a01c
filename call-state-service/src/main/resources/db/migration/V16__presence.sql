-- Each change of an agent's presence, for reports; its version is that of the event.
CREATE TABLE calls.presence (
    tenant   text        NOT NULL,
    agent_id text        NOT NULL,
    version  bigint      NOT NULL,
    at       timestamptz NOT NULL,
    status   text        NOT NULL,
    reason   text,
    call_id  text,
    PRIMARY KEY (tenant, agent_id, version)
);

CREATE INDEX presence_by_time ON calls.presence (tenant, agent_id, at);
CREATE INDEX presence_by_age ON calls.presence (at);

-- What became of a call, as its agent says.
CREATE TABLE calls.disposition (
    call_id     text PRIMARY KEY,
    tenant      text        NOT NULL,
    agent_id    text,
    code        text        NOT NULL,
    note        text,
    callback_at timestamptz,
    at          timestamptz NOT NULL
);

CREATE INDEX disposition_by_code ON calls.disposition (tenant, code, at);
