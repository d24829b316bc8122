-- ALL-4: what nodes ask each other, such as which connections are open on them (M2M-28). Rows live for a second. Not
-- logged: nothing in them is worth a write to disk, and after a crash nobody waits for an answer.
create unlogged table node_question (
    id        uuid primary key,
    asked_at  timestamptz not null default now(),
    asked_by  uuid not null,
    kind      text not null,
    question  text not null
);
create trigger node_question_announce after insert on node_question
    for each statement execute function announce_change();

create unlogged table node_answer (
    question_id  uuid not null,
    node_id      uuid not null,
    answered_at  timestamptz not null default now(),
    answer       text not null,
    primary key (question_id, node_id)
);
create trigger node_answer_announce after insert on node_answer
    for each statement execute function announce_change();
