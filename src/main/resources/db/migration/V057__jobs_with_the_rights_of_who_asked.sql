-- M2M-3, ACC-8: a job that a program asked for does no more than its token may, and ends when that is revoked.
alter table sim_job add column token_id uuid;
comment on column sim_job.token_id is 'the API token it was asked for with; null when a person asked';
