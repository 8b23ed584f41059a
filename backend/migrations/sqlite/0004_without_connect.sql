-- Atlassian Connect isn't supported anymore. Its tenants can't become Forge tenants, because nothing maps a Connect client
-- key to a Forge cloud ID. Their rows are marked, and stay until `backend forget --connect` deletes them.
ALTER TABLE connection ADD COLUMN retired TEXT;
UPDATE connection SET retired = 'connect' WHERE substr(tenant, 1, 8) = 'connect:';
ALTER TABLE connect_tenant RENAME TO connect_installation;

-- Names that say what the tables and columns hold.
ALTER TABLE kept RENAME TO idempotent_responses;
ALTER TABLE idempotent_responses RENAME COLUMN mark TO request_hash;
ALTER TABLE audit RENAME COLUMN mark TO token_hash;
