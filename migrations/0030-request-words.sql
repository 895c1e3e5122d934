-- 0030-request-words.sql: what a request is found by stands beside it, so that moving its deadline leaves it alone; the queue of all in order of the due day

create table request_words (
  bureau_id integer not null default current_bureau() references bureau,
  request_id bigint not null,
  pairs text[] not null,
  primary key (bureau_id, request_id),
  foreign key (bureau_id, request_id) references request
);
select keep_within_bureau('request_words', 'select, insert, update');
insert into request_words (bureau_id, request_id, pairs)
  select bureau_id, id, text_pairs(number || ' ' || title) from request;
create index request_words_pairs on request_words using gin (pairs) with (fastupdate = off);

create function keep_request_words() returns trigger language plpgsql as $$
begin
  insert into request_words (bureau_id, request_id, pairs)
    values (new.bureau_id, new.id, text_pairs(new.number || ' ' || new.title))
    on conflict (bureau_id, request_id) do update set pairs = excluded.pairs;
  return null;
end $$;
create trigger request_words after insert or update of number, title on request
  for each row execute function keep_request_words();

-- Under row-level security the index of pairs is out of reach (0008-search.sql): the view keeps the reader within the bureau.
create policy owner_of_the_view on request_words for select to current_user using (true);
drop view request_by_pairs;
create view request_by_pairs with (security_invoker = false) as
  select request_id as id, pairs from request_words where bureau_id = (select current_bureau());
grant select on request_by_pairs to zhaoming_app;
drop policy owner_of_the_view on request;
drop index request_pairs;

drop index request_due;
create index request_due on request (bureau_id, due_on nulls first, id);
