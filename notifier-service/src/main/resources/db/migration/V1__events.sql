-- What was told, in the order of telling; kept for replay, pruned after a day.
create table events (
    sequence    bigint generated always as identity primary key,
    event_id    text        not null,
    tenant      text        not null,
    type        text        not null,
    source      text        not null,
    time        timestamptz not null,
    subject     text        not null,
    call_id     text,
    agent_id    text,
    campaign_id text,
    -- json, not jsonb: kept letter by letter, so that a replayed frame equals the live one.
    data        json        not null,
    stored_at   timestamptz not null default now(),
    unique (tenant, event_id)
);
create index events_by_tenant on events (tenant, sequence);
create index events_by_age on events (stored_at);

-- The highest sequence of each tenant that was pruned: a client that asks for less has a gap.
create table pruned (
    tenant  text primary key,
    through bigint not null
);
