-- ACC-8: a token that a program made with its own ends with that one.
alter table api_token add parent_id uuid references api_token (id) on delete cascade;
comment on column api_token.parent_id is 'the token it was made with; null when a person made it in the portal';
create index api_token_parent on api_token (parent_id) where parent_id is not null;

-- M2M-9: alerts stand in a card's timeline.
create index alert_card on alert (subject_id, opened_at desc, id desc);
