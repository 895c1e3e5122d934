-- 0028-disposal-of-files.sql: disposal reaches the letters of a request, and the material looked through for it

grant update (body, own_words) on letter_version to zhaoming_app;
grant update (note) on letter_signature to zhaoming_app;
grant delete on redaction_output, redaction_mark, redaction_material to zhaoming_app;
