-- Every row has its tenant; ids that callers choose are unique within it. Times are UTC instants given by the service, never now().

create sequence campaign.directory_version;

create table campaign.agent (
    tenant     text        not null,
    id         text        not null,
    name       text        not null,
    endpoint   text        not null,
    skills     text        not null,
    teams      text[]      not null,
    version    bigint      not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant, id)
);

create table campaign.trunk (
    tenant          text        not null,
    id              text        not null,
    name            text        not null,
    endpoint        text        not null,
    prefixes        text[]      not null,
    premium_allowed boolean     not null,
    cost            int         not null,
    enabled         boolean     not null,
    caller_id       text,
    version         bigint      not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    primary key (tenant, id)
);

-- What call-state-service says of an agent, and what our own attempts taught us about them.
create table campaign.presence (
    tenant        text   not null,
    agent_id      text   not null,
    status        text   not null,
    version       bigint not null,
    changed_at    timestamptz,
    last_talk_at  timestamptz,
    backoff_until timestamptz,
    primary key (tenant, agent_id)
);

create table campaign.campaign (
    id                   text        not null primary key,
    tenant               text        not null,
    name                 text        not null,
    mode                 text        not null,
    max_concurrent       int         not null,
    agents               text[]      not null,
    trunks               text[]      not null,
    caller_ids           text[]      not null,
    ring_timeout_seconds int         not null,
    retry                text        not null,
    wrap_up_seconds      int         not null,
    state                text        not null,
    version              bigint      not null default 0,
    created_at           timestamptz not null,
    updated_at           timestamptz not null,
    started_at           timestamptz,
    completed_at         timestamptz,
    progress             text,
    progress_at          timestamptz
);
create index campaign_of_tenant on campaign.campaign (tenant, id);
create index campaign_running on campaign.campaign (id) where state = 'RUNNING';

create table campaign.contact (
    id              text        not null primary key,
    tenant          text        not null,
    campaign_id     text        not null references campaign.campaign (id) on delete cascade,
    position        bigint      not null generated always as identity,
    number          text        not null,
    name            text,
    metadata        text        not null,
    state           text        not null,
    outcome         text,
    reason          text,
    attempts        int         not null,
    faults          int         not null,
    next_attempt_at timestamptz not null,
    last_attempt_at timestamptz,
    agent_id        text,
    unique (campaign_id, number)
);
create index contact_due on campaign.contact (campaign_id, next_attempt_at, position) where state in ('PENDING', 'RETRY');
create index contact_in_order on campaign.contact (campaign_id, position);
create index contact_by_state on campaign.contact (campaign_id, state);

-- One attempt is one claim, one callId, at most one call. `request` is the record as it is (or was) published.
create table campaign.attempt (
    call_id         text        not null primary key,
    tenant          text        not null,
    campaign_id     text        not null references campaign.campaign (id) on delete cascade,
    contact_id      text        not null references campaign.contact (id) on delete cascade,
    agent_id        text        not null,
    number          text        not null,
    trunk_id        text,
    state           text        not null,
    outcome         text,
    hangup_cause    text,
    request         text        not null,
    last_version    bigint      not null,
    customer_dialed boolean     not null,
    lost            boolean     not null,
    claimed_at      timestamptz not null,
    expires_at      timestamptz not null,
    requested_at    timestamptz,
    ended_at        timestamptz
);
create unique index attempt_active_of_contact on campaign.attempt (contact_id) where state <> 'ENDED';
create unique index attempt_active_of_agent on campaign.attempt (tenant, agent_id) where state <> 'ENDED';
create index attempt_active on campaign.attempt (state, claimed_at) where state <> 'ENDED';
create index attempt_of_campaign on campaign.attempt (campaign_id, call_id);
create index attempt_of_contact on campaign.attempt (contact_id);

create table campaign.import (
    id          text        not null primary key,
    tenant      text        not null,
    campaign_id text        not null references campaign.campaign (id) on delete cascade,
    started_at  timestamptz not null,
    touched_at  timestamptz not null,
    finished_at timestamptz,
    imported    int         not null,
    duplicate   int         not null,
    rejected    int         not null
);
create index import_of_campaign on campaign.import (campaign_id) where finished_at is null;

create table campaign.import_error (
    import_id   text   not null references campaign.import (id) on delete cascade,
    position    bigint not null generated always as identity,
    tenant      text   not null,
    row_number  int    not null,
    column_name text,
    reason      text   not null,
    primary key (import_id, position)
);

-- Written in the transaction of the change it tells of, published after the commit, again after a crash. A null body is a tombstone.
create table campaign.outbox (
    id       bigint      not null generated always as identity primary key,
    topic    text        not null,
    key      text        not null,
    event_id text        not null,
    type     text        not null,
    tenant   text        not null,
    at       timestamptz not null,
    body     text
);

create table campaign.idempotency_key (
    tenant     text        not null,
    key        text        not null,
    body_hash  text,
    status     int,
    location   text,
    body       text,
    created_at timestamptz not null,
    primary key (tenant, key)
);
create index idempotency_key_age on campaign.idempotency_key (created_at);
