CREATE TABLE calls.call (
    call_id      text PRIMARY KEY,
    tenant       text        NOT NULL,
    agent_id     text,
    campaign_id  text,
    number       text,
    outcome      text        NOT NULL,
    requested_at timestamptz NOT NULL,
    ended_at     timestamptz NOT NULL,
    body         jsonb       NOT NULL
);

-- Newest first within a tenant: callIds rise with time.
CREATE INDEX call_of_tenant ON calls.call (tenant, call_id DESC);
CREATE INDEX call_of_agent ON calls.call (tenant, agent_id, call_id DESC);
CREATE INDEX call_of_campaign ON calls.call (tenant, campaign_id, call_id DESC) WHERE campaign_id IS NOT NULL;
CREATE INDEX call_of_number ON calls.call (tenant, number, call_id DESC);

CREATE TABLE calls.timeline (
    call_id text PRIMARY KEY,
    tenant  text  NOT NULL,
    entries jsonb NOT NULL
);
