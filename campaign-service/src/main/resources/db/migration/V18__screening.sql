-- How each call of a campaign is screened, as JSON (none: it is not), and whether it is recorded.
alter table campaign.campaign add column amd text;
alter table campaign.campaign add column record boolean not null default false;
