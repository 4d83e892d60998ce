-- What version 4 added to a file as version 3 made it (schema-3.sql).

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
