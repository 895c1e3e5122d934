-- 0029-sealed-outbox.sql: whom a message goes to and what it says is sealed and erased once sent; lost query codes are given anew by e-mail

-- JSON {to, text} bound to the message's id. The plain columns are of messages from before; the next start seals them.
alter table outgoing_message
  add column sealed bytea,
  alter column recipient drop not null,
  alter column content drop not null;
update outgoing_message set recipient = null, content = null where sent_at is not null;
alter table outgoing_message add constraint waits_sealed_or_plain_and_sent_keeps_nothing check (
  case when sent_at is null
    then (sealed is null) = (recipient is not null) and (recipient is null) = (content is null)
    else sealed is null and recipient is null and content is null end
);
-- With the disposal of the request it tells about.
grant delete on outgoing_message to zhaoming_app;
create index outgoing_message_about on outgoing_message (bureau_id, about) where sent_at is null;

-- An applicant who asks by e-mail for a code in place of a lost one: the link in the mail opens for an hour, once.
create table code_recovery (
  bureau_id integer not null default current_bureau() references bureau,
  -- SHA-256 of the token in the link
  token_hash bytea not null,
  request_id bigint not null,
  asked_at timestamptz not null,
  used_at timestamptz,
  primary key (bureau_id, token_hash),
  foreign key (bureau_id, request_id) references request
);
select keep_within_bureau('code_recovery');
create index code_recovery_of on code_recovery (bureau_id, request_id);

-- null: by the applicant, through the own e-mail
alter table request_code alter column issued_by drop not null;
