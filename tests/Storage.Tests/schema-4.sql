-- A file as version 4 made it: SqliteSchema has to bring it to the present one.
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

CREATE TABLE hosts (
    host TEXT PRIMARY KEY,
    open_at INTEGER NOT NULL,
    tail_at INTEGER NOT NULL,
    step INTEGER NOT NULL,
    token BLOB,
    lease_until INTEGER NOT NULL,
    entered_at INTEGER NOT NULL,
    latency INTEGER NOT NULL,
    back_off INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE robots (origin TEXT PRIMARY KEY, text TEXT, expires_at INTEGER NOT NULL, next TEXT, hops INTEGER NOT NULL);

CREATE TABLE pages (
    url TEXT PRIMARY KEY,
    first_fetched_at INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    archive_key TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    checks INTEGER NOT NULL,
    next_check BLOB
) WITHOUT ROWID;

CREATE TABLE feeds (url TEXT PRIMARY KEY, subscribed INTEGER NOT NULL, next_poll_at INTEGER, json TEXT NOT NULL);
CREATE INDEX feeds_due ON feeds (next_poll_at, url) WHERE subscribed = 1;

-- Feed and URL are keys of FeedKey: there are millions of rows.
CREATE TABLE feed_seen (
    feed BLOB NOT NULL,
    url BLOB NOT NULL,
    stamp TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (feed, url)
) WITHOUT ROWID;

-- Document and outcome are noted each by itself: either may be missing.
CREATE TABLE documents (
    id BLOB PRIMARY KEY,
    fetched_at INTEGER,
    host TEXT,
    kind TEXT,
    feed TEXT,
    json TEXT,
    entry_id BLOB,
    parser TEXT,
    parser_rank INTEGER,
    outcome TEXT,
    reason TEXT,
    article_id TEXT,
    revision INTEGER
);
CREATE INDEX documents_oldest ON documents (fetched_at, id);
CREATE INDEX documents_by_host ON documents (host, fetched_at, id);
CREATE INDEX documents_by_reason ON documents (reason, fetched_at, id) WHERE reason IS NOT NULL;
CREATE INDEX documents_by_article ON documents (article_id) WHERE article_id IS NOT NULL;

CREATE TABLE reprocess_jobs (
    id BLOB PRIMARY KEY,
    version INTEGER NOT NULL,
    is_open INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    json TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE contents (
    number INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL,
    name TEXT NOT NULL,
    first_order TEXT NOT NULL,
    last_order TEXT NOT NULL,
    entry_id BLOB NOT NULL,
    json TEXT NOT NULL,
    UNIQUE (article_id, name)
);
CREATE TABLE article_bytes (
    article_id TEXT NOT NULL,
    archive_key TEXT NOT NULL,
    PRIMARY KEY (article_id, archive_key)
) WITHOUT ROWID;
ALTER TABLE articles ADD COLUMN json TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN first_content TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN newest_order TEXT NOT NULL DEFAULT '';
DROP TABLE revisions;
CREATE TABLE copy_sketches (
    number INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL UNIQUE,
    version_order TEXT NOT NULL,
    at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    keys BLOB NOT NULL,
    text_hash INTEGER NOT NULL,
    shingles INTEGER NOT NULL,
    smallest BLOB NOT NULL,
    lead BLOB NOT NULL,
    host TEXT,
    provider TEXT,
    canonical_host TEXT,
    credits TEXT,
    agency TEXT,
    version INTEGER NOT NULL DEFAULT 0,
    said_version INTEGER NOT NULL DEFAULT 0,
    standing TEXT
);
CREATE INDEX copy_sketches_expired ON copy_sketches (expires_at);
CREATE TABLE copy_keys (key INTEGER NOT NULL, sketch INTEGER NOT NULL, PRIMARY KEY (key, sketch)) WITHOUT ROWID;
CREATE TABLE copy_links (article_id TEXT PRIMARY KEY, parent TEXT NOT NULL, keep_until INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX copy_links_by_parent ON copy_links (parent);
CREATE INDEX copy_links_expired ON copy_links (keep_until);

CREATE TABLE stories (id TEXT PRIMARY KEY, version INTEGER NOT NULL, updated_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX stories_latest ON stories (updated_at);
CREATE INDEX stories_expired ON stories (expires_at);
CREATE TABLE story_articles (article_id TEXT PRIMARY KEY, story_id TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX story_articles_by_story ON story_articles (story_id);
CREATE TABLE story_sequence (one INTEGER PRIMARY KEY CHECK (one = 1), sequence INTEGER NOT NULL);
CREATE TABLE annotations (
    number INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL,
    name TEXT NOT NULL,
    enricher TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    enriched_at INTEGER,
    archive_key TEXT NOT NULL,
    entry_id BLOB NOT NULL,
    is_said INTEGER NOT NULL,
    json TEXT,
    UNIQUE (article_id, name, enricher, fingerprint)
);
ALTER TABLE documents ADD COLUMN enricher TEXT;
ALTER TABLE documents ADD COLUMN enricher_rank INTEGER;
PRAGMA user_version = 4;
