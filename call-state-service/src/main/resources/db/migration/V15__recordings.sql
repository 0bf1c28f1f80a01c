-- Recordings (ADR-0015). The file is in the store, under <tenant>/<day>/<recording_id>.wav.
CREATE TABLE calls.recording (
    recording_id text        PRIMARY KEY,
    call_id      text        NOT NULL,
    tenant       text        NOT NULL,
    agent_id     text,
    number       text,
    pbx_id       text        NOT NULL,
    state        text        NOT NULL DEFAULT 'requested' CHECK (state IN ('requested', 'recording', 'stored', 'failed')),
    reason       text,
    requested_at timestamptz NOT NULL,
    started_at   timestamptz,
    stopped_at   timestamptz,
    duration_ms  bigint,
    bytes        bigint,
    sha256       text,
    stored_at    timestamptz,
    -- When the PBX is asked for it (again); none: not before it is stopped or its call has ended.
    due_at       timestamptz,
    attempts     integer     NOT NULL DEFAULT 0,
    -- Nothing of it is on the PBX any more, or ever was.
    settled      boolean     NOT NULL DEFAULT false,
    -- Nobody finds it since; it goes when it is settled.
    erased_at    timestamptz
);
CREATE INDEX recording_of_call ON calls.recording (tenant, call_id);
CREATE INDEX recording_of_number ON calls.recording (tenant, number);
CREATE INDEX recording_open ON calls.recording (due_at) WHERE NOT settled;
CREATE INDEX recording_by_age ON calls.recording (stored_at) WHERE erased_at IS NULL;
CREATE INDEX recording_to_erase ON calls.recording (erased_at) WHERE erased_at IS NOT NULL;
