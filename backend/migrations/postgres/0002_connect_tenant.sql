-- Jira sites that have installed the Connect app. A site without a sealed secret has removed it. `signed_at` is when
-- the newest install or removal was signed, in seconds since 1970: an older one, sent again, changes nothing.
CREATE TABLE connect_tenant (
    client_key TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    key_id TEXT,
    sealed TEXT,
    signed_at BIGINT NOT NULL
);
