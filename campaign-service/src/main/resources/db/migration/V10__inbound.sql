-- What becomes of calls that come in. The settings of each are JSON; what they lead to is found in it.

create table campaign.did (
    tenant     text        not null,
    id         text        not null,
    body       text        not null,
    version    bigint      not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant, id)
);

-- A number that is called has one tenant.
create unique index did_number on campaign.did (id);

create table campaign.queue (
    tenant     text        not null,
    id         text        not null,
    body       text        not null,
    version    bigint      not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant, id)
);

create table campaign.menu (
    tenant     text        not null,
    id         text        not null,
    body       text        not null,
    version    bigint      not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant, id)
);

create table campaign.screening_rule (
    tenant     text        not null,
    id         text        not null,
    body       text        not null,
    version    bigint      not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant, id)
);

-- Whatever leads calls to other entries.
create view campaign.leads as
    select 'did' as kind, tenant, id, body from campaign.did
    union all
    select 'queue', tenant, id, body from campaign.queue
    union all
    select 'menu', tenant, id, body from campaign.menu
    union all
    select 'screening-rule', tenant, id, body from campaign.screening_rule;
