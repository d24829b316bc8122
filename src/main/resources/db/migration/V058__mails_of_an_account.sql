-- ACC-3: whether a mail server refused somebody's address is asked for with each account.
create index mail_account on mail (account_id, created_at desc) where account_id is not null;
