-- A file as version 1 made it: SqliteSchema has to bring it to the present one.
CREATE TABLE articles (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    pub_status TEXT NOT NULL,
    host TEXT,
    language TEXT NOT NULL,
    canonical_url TEXT NOT NULL,
    indexed_at INTEGER NOT NULL
);
CREATE INDEX articles_newest ON articles (indexed_at, id) WHERE pub_status = 'usable';
CREATE INDEX articles_by_language ON articles (language, indexed_at, id) WHERE pub_status = 'usable';
CREATE INDEX articles_by_host ON articles (host, indexed_at, id) WHERE pub_status = 'usable';
CREATE INDEX articles_by_url ON articles (canonical_url, indexed_at, id) WHERE pub_status = 'usable';
CREATE INDEX articles_withdrawn ON articles (id) WHERE pub_status = 'canceled';

CREATE TABLE revisions (
    number INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    entry_id BLOB NOT NULL,
    fingerprint TEXT NOT NULL,
    indexed_at INTEGER NOT NULL,
    json TEXT NOT NULL,
    UNIQUE (article_id, revision)
);

-- The words come folded from SearchText: bytes beyond ASCII are parts of words, and nothing else is to be decided here.
CREATE VIRTUAL TABLE search USING fts5(headline, body, content = '', contentless_delete = 1, tokenize = 'ascii');

CREATE TABLE ledger (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    url TEXT NOT NULL,
    canonical_url TEXT NOT NULL,
    kind TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    state INTEGER NOT NULL,
    moved_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    outcome TEXT,
    reason TEXT,
    detail TEXT,
    article_id TEXT,
    revision INTEGER,
    closed_at INTEGER
);
CREATE INDEX ledger_opened ON ledger (opened_at);
CREATE INDEX ledger_standing ON ledger (state, outcome, opened_at);
CREATE INDEX ledger_by_url ON ledger (canonical_url, opened_at);
CREATE INDEX ledger_open ON ledger (canonical_url, opened_at) WHERE state < 2;
CREATE INDEX ledger_in_flight ON ledger (moved_at) WHERE state = 0;
CREATE INDEX ledger_filed ON ledger (article_id) WHERE outcome IN ('indexed', 'revised', 'unchanged', 'withdrawn');

CREATE TABLE schedule (
    entry_id BLOB PRIMARY KEY,
    due_at INTEGER NOT NULL,
    type TEXT NOT NULL,
    body TEXT NOT NULL,
    token BLOB,
    lease_until INTEGER
) WITHOUT ROWID;
CREATE INDEX schedule_due ON schedule (due_at);

CREATE TABLE host_slots (host TEXT PRIMARY KEY, next_at INTEGER NOT NULL) WITHOUT ROWID;

PRAGMA user_version = 1;
