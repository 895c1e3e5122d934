-- 0017-inspected-files.sql: what was seen in an attached file when it was looked into, for the leak gate

-- Bytes under a hash never change, and neither does this. Null: attached before this was kept; looked into when it is needed.
alter table document_attachment add column inspection jsonb;
