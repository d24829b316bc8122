-- M2M-10: from where a rule looks on, and when; rules about what a whole group or organisation carries; suspensions that wait.
alter table alert_rule
    drop constraint alert_rule_kind_check,
    add constraint alert_rule_kind_check check (kind in ('DAY_BYTES', 'MONTH_BYTES', 'SILENCE', 'SESSIONS', 'REFUSALS', 'NEW_DEVICE',
        'TOTAL_DAY_BYTES', 'TOTAL_MONTH_BYTES')),
    add constraint alert_rule_total_check check (kind not like 'TOTAL%' or scope <> 'SIM' and not suspends),
    add column looked_from timestamptz,
    add column look_at timestamptz not null default 'epoch',
    add column took_millis integer not null default 0,
    add column failures integer not null default 0,
    add column failing_since timestamptz;
comment on column alert_rule.looked_from is 'what happened before it was looked at and is told; null for a new rule. Only a whole look moves it';
comment on column alert_rule.look_at is 'when it is looked at next';
comment on column alert_rule.took_millis is 'how long the last look took: slow rules do not hold up quick ones';
comment on column alert_rule.failures is 'looks that failed since the last that did not';
create index alert_rule_due on alert_rule (look_at) where enabled;
drop trigger alert_rule_announce on alert_rule;
create trigger alert_rule_announce after insert or delete or update of name, enabled, version, missed, failing_since on alert_rule
    for each row execute function announce_change();
update alert_rule set looked_from = evaluated_at;

alter table alert rename column sim_id to subject_id;
alter table alert rename column iccid to subject;
alter index alert_sim rename to alert_subject;
alter table alert
    add column scope text not null default 'SIM' check (scope in ('ORGANISATION', 'GROUP', 'SIM')),
    add column action_at timestamptz,
    add column action_tries integer not null default 0;
comment on column alert.subject is 'the number of a card, the name of a group or organisation';
comment on column alert.scope is 'what it is about';
comment on column alert.action_at is 'when the suspension is asked for next; null when nothing is to be asked';
create index alert_action on alert (action_at) where action_at is not null;
update alert set action_at = opened_at where action = 'WANTED';

-- ALL-7: path and query of a web hook's address may carry secrets, which the audit log does not keep.
update audit_entry set
    before = case when before ? 'url'
        then jsonb_set(before, '{url}', to_jsonb(substring(before->>'url' from '^[^:]+://[^/?#]*'))) else before end,
    after = case when after ? 'url'
        then jsonb_set(after, '{url}', to_jsonb(substring(after->>'url' from '^[^:]+://[^/?#]*'))) else after end
where object_kind = 'webhook' and (before ? 'url' or after ? 'url');
