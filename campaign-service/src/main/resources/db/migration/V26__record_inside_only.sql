-- Whether a recording is stopped before somebody at a number outside gets the call.
alter table campaign.campaign add column record_inside_only boolean not null default false;
