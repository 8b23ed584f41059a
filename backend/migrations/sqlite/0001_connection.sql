-- What a project has connected. The version counts writes and survives a disconnect, so that no ETag comes twice.
CREATE TABLE connection (
    tenant TEXT NOT NULL,
    project TEXT NOT NULL,
    version INTEGER NOT NULL,
    key_id TEXT,
    sealed TEXT,
    fingerprint BLOB,
    last_four TEXT,
    app_id TEXT,
    app_name TEXT,
    saved_by_id TEXT,
    saved_by_name TEXT,
    saved_at INTEGER,
    accepted_at INTEGER,
    report TEXT,
    PRIMARY KEY (tenant, project)
) STRICT, WITHOUT ROWID;

CREATE INDEX connection_fingerprint ON connection (tenant, fingerprint);

-- Who did what, when, and how it ended. The mark is a keyed hash of the token: equal tokens have equal marks.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    tenant TEXT NOT NULL,
    project TEXT NOT NULL,
    account TEXT NOT NULL,
    action TEXT NOT NULL,
    outcome TEXT NOT NULL,
    request_id TEXT NOT NULL,
    mark BLOB
) STRICT;

CREATE INDEX audit_project ON audit (tenant, project, at);

-- Completed writes by their Idempotency-Key. The mark is a keyed hash of the request, the body is without secret.
CREATE TABLE kept (
    tenant TEXT NOT NULL,
    project TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    at INTEGER NOT NULL,
    mark BLOB NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (tenant, project, idempotency_key)
) STRICT, WITHOUT ROWID;
