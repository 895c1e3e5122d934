-- 0014-imported-documents.sql: which documents came from an earlier system, so that an import can go on where it stopped

create table imported_document (
  bureau_id integer not null default current_bureau() references bureau,
  -- the earlier system, and the number the document had there
  source text not null,
  key text not null,
  document_id bigint not null,
  -- why it was taken over as a draft and not as public; null: it is public
  held_back text,
  imported_at timestamptz not null,
  primary key (bureau_id, source, key),
  foreign key (bureau_id, document_id) references document
);
select keep_within_bureau('imported_document', 'select, insert');
