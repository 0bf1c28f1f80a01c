create table telegram_chats (
    chat_id    bigint primary key,
    tenant     text        not null,
    title      text,
    -- Events that make the chat show the call: contract names or families (call.*).
    types      text[]      not null,
    created_at timestamptz not null default now()
);
create index telegram_chats_by_tenant on telegram_chats (tenant, chat_id);

-- One row a call and chat: what the chat should show, and what it shows.
create table telegram_messages (
    chat_id        bigint      not null references telegram_chats (chat_id) on delete cascade,
    call_id        text        not null,
    wanted_version bigint      not null,
    wanted_text    text        not null,
    wanted_since   timestamptz not null default now(),
    message_id     integer,
    shown_version  bigint      not null default 0,
    shown_text     text,
    attempts       integer     not null default 0,
    not_before     timestamptz not null default now(),
    -- Set when Telegram will never take this message: why.
    given_up       text,
    primary key (chat_id, call_id)
);
create index telegram_messages_behind on telegram_messages (chat_id, wanted_since)
    where shown_version < wanted_version and given_up is null;
create index telegram_messages_by_age on telegram_messages (wanted_since);

-- How far the event log was turned into rows of telegram_messages. One row.
create table telegram_progress (
    only_row boolean primary key default true check (only_row),
    sequence bigint not null
);
