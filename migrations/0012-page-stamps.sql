-- 0012-page-stamps.sql: when what the public sees last changed, by subject: page cache and mirror go by it

create table page_stamp (
  bureau_id integer not null default current_bureau() references bureau,
  -- what a page can show, in the words of src/records/pages/subjects.ts: 'document 14', 'column 3', 'columns'
  subject text not null,
  -- microseconds since 1970 of the last change; never the same twice for a subject, also after a restored backup
  stamp bigint not null,
  primary key (bureau_id, subject)
);
select keep_within_bureau('page_stamp', 'select, insert, update');
