-- M2M-8: change of authorisation beside disconnecting, and orders that do not wait for each other.
alter table nas
    add column signed_orders  boolean not null default true,
    add column tells_group    boolean not null default false;
comment on column nas.signed_orders is 'whether Disconnect- and CoA-Requests carry a Message-Authenticator (RFC 5176 section 2.3)';
comment on column nas.tells_group is 'whether it gets the card''s group as Filter-Id, and a CoA-Request when that changes';

alter table session_order
    add column kind  text not null default 'DISCONNECT' check (kind in ('DISCONNECT', 'COA')),
    add column box   text not null default '',
    drop constraint session_order_cause_check,
    drop constraint session_order_state_check,
    add constraint session_order_cause_check check (cause in ('PERSON', 'BARRED', 'GROUP', 'DEVICE')),
    add constraint session_order_state_check
        check (state in ('PENDING', 'ACK', 'NAK', 'NO_ANSWER', 'ENDED', 'NO_ADDRESS'));
comment on column session_order.box is 'which server it goes to: one that does not answer must not hold up the others';
update session_order o set box = s.nas_id || ' ' || coalesce(host(s.nas_address), '')
from session s where s.id = o.session_id and o.state = 'PENDING';
drop index session_order_due;
create index session_order_due on session_order (box, next_attempt_at) where state = 'PENDING';
create index session_order_sim on session_order (sim_id, asked_at);
drop index session_order_open;
create unique index session_order_open on session_order (session_id, kind) where state = 'PENDING';
