-- M2M-10: one mail names what many looks found. How far a rule's mails have come is a number, not a moment: the alerts of one
-- look have the same moment, and are added in more than one transaction.
alter table alert_rule
    add column mailed_seq bigint not null default 0,
    add column mailed_at timestamptz,
    add column past_failures integer not null default 0;
comment on column alert_rule.mailed_seq is 'its alerts up to this one were written to people';
comment on column alert_rule.mailed_at is 'when, as long as looks leave something for the next; else null';
comment on column alert_rule.past_failures is 'looks that failed at a day or month that is over, since the last that did not';
update alert_rule set mailed_seq = (select coalesce(max(seq), 0) from alert);
create index alert_of_rule on alert (rule_id, seq);
-- A suspension that was refused is asked for again.
create index sim_request_refused on sim_request (answered_at) where state in ('REFUSED', 'FAILED');
