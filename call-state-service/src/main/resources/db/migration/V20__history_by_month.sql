-- Ended calls, their timelines and the PBX's detail records by month, in UTC (ADR-0019): a month that is too old is dropped whole.
-- Whatever columns a table has by now it keeps; a row that no month takes is in the table's partition _other until one is made for it.
ALTER TABLE calls.call RENAME TO call_before;
ALTER TABLE calls.timeline RENAME TO timeline_before;
ALTER TABLE calls.cdr RENAME TO cdr_before;

-- parties: every number that the call shows, whoever's it is; by it a person is found. rank: text that rises with the call's time, in the
-- order of bytes; of an id that we made, the id itself.
CREATE TABLE calls.call (LIKE calls.call_before INCLUDING DEFAULTS, parties text[] NOT NULL DEFAULT '{}',
    rank text COLLATE "C" NOT NULL)
    PARTITION BY RANGE (requested_at);
CREATE TABLE calls.timeline (LIKE calls.timeline_before INCLUDING DEFAULTS, requested_at timestamptz NOT NULL)
    PARTITION BY RANGE (requested_at);
CREATE TABLE calls.cdr (LIKE calls.cdr_before INCLUDING DEFAULTS) PARTITION BY RANGE (started_at);

CREATE TABLE calls.call_other PARTITION OF calls.call DEFAULT;
CREATE TABLE calls.timeline_other PARTITION OF calls.timeline DEFAULT;
CREATE TABLE calls.cdr_other PARTITION OF calls.cdr DEFAULT;

-- Makes the partition of a month, with the rows that came before it was there. False where there is one.
CREATE FUNCTION calls.make_month(parent text, time_column text, month date) RETURNS boolean
    LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
DECLARE
    part      text := parent || to_char(month, '_YYYY_MM');
    other     text := parent || '_other';
    first_day timestamptz := month::timestamp AT TIME ZONE 'UTC';
    next_one  timestamptz := (month + interval '1 month')::timestamp AT TIME ZONE 'UTC';
BEGIN
    IF to_regclass('calls.' || quote_ident(part)) IS NOT NULL THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE calls.%I (LIKE calls.%I INCLUDING DEFAULTS)', part, parent);
    -- Nobody may write such a row there between the move and the attachment.
    EXECUTE format('LOCK TABLE calls.%I IN ACCESS EXCLUSIVE MODE', other);
    EXECUTE format(
        'WITH moved AS (DELETE FROM calls.%I WHERE %I >= %L AND %I < %L RETURNING *) INSERT INTO calls.%I SELECT * FROM moved',
        other, time_column, first_day, time_column, next_one, part);
    EXECUTE format(
        'ALTER TABLE calls.%I ATTACH PARTITION calls.%I FOR VALUES FROM (%L) TO (%L)', parent, part, first_day, next_one);
    RETURN true;
END $$;

-- Makes this month's partitions, those of so many months ahead, and those of rows that are in _other. How many were made.
CREATE FUNCTION calls.make_months(ahead integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    made   integer := 0;
    kept   record;
    month  date;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('calls.months'));
    FOR kept IN SELECT * FROM (VALUES ('call', 'requested_at'), ('timeline', 'requested_at'), ('cdr', 'started_at')) AS t (parent, time_column) LOOP
        FOR month IN EXECUTE format(
            'SELECT (date_trunc(''month'', now() AT TIME ZONE ''UTC'') + n * interval ''1 month'')::date FROM generate_series(0, %s) n'
            ' UNION SELECT date_trunc(''month'', %I AT TIME ZONE ''UTC'')::date FROM calls.%I',
            ahead, kept.time_column, kept.parent || '_other') LOOP
            IF calls.make_month(kept.parent, kept.time_column, month) THEN
                made := made + 1;
            END IF;
        END LOOP;
    END LOOP;
    RETURN made;
END $$;

-- Drops the months before the one of that day, and what else is kept of calls of that time. How many partitions went.
CREATE FUNCTION calls.drop_months(before timestamptz) RETURNS integer
    LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
DECLARE
    oldest  date := date_trunc('month', before AT TIME ZONE 'UTC')::date;
    limit_  timestamptz := oldest::timestamp AT TIME ZONE 'UTC';
    dropped integer := 0;
    part    text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('calls.months'));
    FOR part IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent IN ('calls.call'::regclass, 'calls.timeline'::regclass, 'calls.cdr'::regclass)
          AND c.relname ~ '_\d{4}_\d{2}$' AND to_date(right(c.relname, 7), 'YYYY_MM') < oldest LOOP
        EXECUTE format('DROP TABLE calls.%I', part);
        dropped := dropped + 1;
    END LOOP;
    DELETE FROM calls.call_other WHERE requested_at < limit_;
    DELETE FROM calls.timeline_other WHERE requested_at < limit_;
    DELETE FROM calls.cdr_other WHERE started_at < limit_;
    DELETE FROM calls.disposition WHERE at < limit_;
    RETURN dropped;
END $$;

-- What there is: its months first, so that each row is written once.
SELECT calls.make_month('call', 'requested_at', month) FROM
    (SELECT DISTINCT date_trunc('month', requested_at AT TIME ZONE 'UTC')::date AS month FROM calls.call_before);
SELECT calls.make_month('timeline', 'requested_at', month) FROM
    (SELECT DISTINCT date_trunc('month', requested_at AT TIME ZONE 'UTC')::date AS month FROM calls.call_before);
SELECT calls.make_month('cdr', 'started_at', month) FROM
    (SELECT DISTINCT date_trunc('month', started_at AT TIME ZONE 'UTC')::date AS month FROM calls.cdr_before);

INSERT INTO calls.call
    SELECT b.*, ARRAY(
        SELECT DISTINCT number FROM (
            SELECT b.body ->> 'to' UNION SELECT b.body ->> 'from'
            UNION SELECT leg ->> 'number' FROM jsonb_array_elements(coalesce(b.body -> 'legs', '[]')) leg
        ) AS shown (number) WHERE number IS NOT NULL ORDER BY number), b.call_id
    FROM calls.call_before b;
-- A timeline is written after its call; one without it would count as of today.
INSERT INTO calls.timeline
    SELECT t.*, coalesce(c.requested_at, now()) FROM calls.timeline_before t LEFT JOIN calls.call_before c USING (call_id);
INSERT INTO calls.cdr SELECT * FROM calls.cdr_before;

DROP TABLE calls.call_before, calls.timeline_before, calls.cdr_before;

ALTER TABLE calls.call ADD PRIMARY KEY (call_id, requested_at);
ALTER TABLE calls.timeline ADD PRIMARY KEY (call_id, requested_at);
ALTER TABLE calls.cdr ADD PRIMARY KEY (call_id, channel_id, started_at);

-- Newest first within a tenant.
CREATE INDEX call_of_tenant ON calls.call (tenant, rank DESC);
CREATE INDEX call_of_agent ON calls.call (tenant, agent_id, rank DESC);
CREATE INDEX call_of_campaign ON calls.call (tenant, campaign_id, rank DESC) WHERE campaign_id IS NOT NULL;
CREATE INDEX call_of_number ON calls.call (tenant, number, rank DESC);
CREATE INDEX call_of_outcome ON calls.call (tenant, outcome, rank DESC);
CREATE INDEX call_by_time ON calls.call (requested_at);
CREATE INDEX call_of_party ON calls.call USING gin (parties);
CREATE INDEX disposition_by_age ON calls.disposition (at);

SELECT calls.make_months(3);
