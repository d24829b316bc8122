-- Connections that are refused at the door, because they came too fast or the gateway was full, share a record for each
-- address, port, reason and minute: a record each would let a flood fill the database.
alter table connection add column times integer not null default 1;
comment on column connection.times is 'how many connections the record stands for; more than 1 only when they were refused at the door';
