using Ingestion.Contracts;

namespace Ingestion.Storage.Sqlite;

/// <summary>Tables and indexes. Moments are milliseconds since 1970, UTC, and durations milliseconds; ids of entries are 16 bytes, big-endian.</summary>
internal static class SqliteSchema
{
    /// <summary>Outcomes that say that the article is in the store.</summary>
    public const string FiledOutcomes = $"'{Outcome.Indexed}', '{Outcome.Revised}', '{Outcome.Unchanged}', '{Outcome.Withdrawn}'";

    private const long Version = 6;

    private const string Tables = $"""
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
        CREATE INDEX articles_newest ON articles (indexed_at, id) WHERE pub_status = '{PubStatus.Usable}';
        CREATE INDEX articles_by_language ON articles (language, indexed_at, id) WHERE pub_status = '{PubStatus.Usable}';
        CREATE INDEX articles_by_host ON articles (host, indexed_at, id) WHERE pub_status = '{PubStatus.Usable}';
        CREATE INDEX articles_by_url ON articles (canonical_url, indexed_at, id) WHERE pub_status = '{PubStatus.Usable}';
        CREATE INDEX articles_withdrawn ON articles (id) WHERE pub_status = '{PubStatus.Canceled}';

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
        CREATE INDEX ledger_filed ON ledger (article_id) WHERE outcome IN ({FiledOutcomes});

        CREATE TABLE schedule (
            entry_id BLOB PRIMARY KEY,
            due_at INTEGER NOT NULL,
            type TEXT NOT NULL,
            body TEXT NOT NULL,
            token BLOB,
            lease_until INTEGER
        ) WITHOUT ROWID;
        CREATE INDEX schedule_due ON schedule (due_at);
        """;

    private const string TablesSince2 = """
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
        """;

    private const string ReprocessingSince3 = """
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
        """;

    // What is filed is a set of contents, each with where it was seen first and last in the order of versions; an article's row has what stands of it.
    private const string ContentsSince3 = """
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
        """;

    // A key leads to the sketches that have it: some fifty rows for each article, so both columns are numbers. Links lead from an article to a smaller id of its
    // group, and one that has no row to itself.
    private const string CopiesAndStoriesSince4 = """
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
        """;

    // What was found in a content by later runs of the enricher. No JSON: it is what the content was filed with.
    private const string AnnotationsSince4 = """
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
        """;

    // Keys lie in parts by the number of their sketch, see SqliteCopyKeys. A number is never given twice: a part that is complete gets no more.
    private const string CopyPartsSince5 = """
        ALTER TABLE copy_keys RENAME TO copy_keys_4;
        CREATE TABLE copy_keys (part INTEGER NOT NULL, key INTEGER NOT NULL, sketch INTEGER NOT NULL, PRIMARY KEY (part, key, sketch)) WITHOUT ROWID;
        INSERT INTO copy_keys (part, key, sketch) SELECT sketch >> 16, key, sketch FROM copy_keys_4 ORDER BY 1, 2, 3;
        DROP TABLE copy_keys_4;
        CREATE TABLE copy_filters (part INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
        CREATE TABLE copy_sequence (one INTEGER PRIMARY KEY CHECK (one = 1), number INTEGER NOT NULL);
        INSERT INTO copy_sequence (one, number) SELECT 1, ifnull(max(number), 0) FROM copy_sketches;
        """;

    // Number of the save. What was saved before has none, and is read with all stories only.
    private const string SavesSince5 = """
        ALTER TABLE stories ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX stories_saved ON stories (sequence);
        """;

    // Groups are counted from dead_letters_groups alone, and listed from it in order.
    private const string DeadLettersSince6 = """
        ALTER TABLE ledger ADD COLUMN dead_letter BLOB;

        CREATE TABLE dead_letters (
            number INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE,
            version INTEGER NOT NULL,
            state INTEGER NOT NULL,
            fingerprint TEXT NOT NULL,
            stage TEXT NOT NULL,
            kind TEXT NOT NULL,
            exception_type TEXT NOT NULL,
            message_type TEXT,
            entry_id BLOB,
            first_at INTEGER NOT NULL,
            last_at INTEGER NOT NULL,
            done_at INTEGER,
            json TEXT NOT NULL
        );
        CREATE INDEX dead_letters_groups ON dead_letters (state, fingerprint, first_at, id, last_at);
        CREATE INDEX dead_letters_standing ON dead_letters (state, first_at, id);
        CREATE INDEX dead_letters_newest ON dead_letters (first_at, id);
        CREATE INDEX dead_letters_done ON dead_letters (done_at) WHERE done_at IS NOT NULL;
        CREATE INDEX dead_letters_by_entry ON dead_letters (entry_id) WHERE entry_id IS NOT NULL;
        CREATE TABLE dead_letter_bodies (id BLOB NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (id, part));
        CREATE TABLE dead_letter_results (
            job BLOB NOT NULL,
            letter BLOB NOT NULL,
            number INTEGER NOT NULL,
            action TEXT NOT NULL,
            requested_by TEXT NOT NULL,
            reason TEXT,
            taken_at INTEGER NOT NULL,
            result TEXT NOT NULL,
            detail TEXT,
            at INTEGER NOT NULL,
            PRIMARY KEY (job, letter)
        ) WITHOUT ROWID;
        CREATE INDEX dead_letter_results_in_order ON dead_letter_results (job, number);
        CREATE INDEX dead_letter_results_by_result ON dead_letter_results (job, result, number);
        CREATE INDEX dead_letter_results_of_letter ON dead_letter_results (letter, taken_at);
        CREATE TABLE dead_letter_jobs (
            id BLOB PRIMARY KEY,
            version INTEGER NOT NULL,
            is_open INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            json TEXT NOT NULL
        ) WITHOUT ROWID;
        """;

    private const string CrashStartsSince6 = """
        CREATE TABLE crash_starts (
            message BLOB NOT NULL,
            process BLOB NOT NULL,
            queue TEXT NOT NULL,
            host TEXT NOT NULL,
            process_id INTEGER NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (message, process)
        ) WITHOUT ROWID;
        """;

    // What an entry went through is kept in its row, as JSON: each step is written with the move itself, and read by id only.
    private const string ReconcilingSince6 = """
        ALTER TABLE ledger ADD COLUMN steps TEXT;
        ALTER TABLE schedule ADD COLUMN about BLOB;
        CREATE INDEX schedule_about ON schedule (about) WHERE about IS NOT NULL;
        ALTER TABLE documents ADD COLUMN noted_for BLOB;
        CREATE INDEX documents_noted_for ON documents (noted_for) WHERE noted_for IS NOT NULL;

        ALTER TABLE ledger ADD COLUMN message_id BLOB;
        CREATE INDEX ledger_by_message ON ledger (message_id) WHERE message_id IS NOT NULL;
        ALTER TABLE dead_letters ADD COLUMN message_id TEXT;
        CREATE INDEX dead_letters_by_message ON dead_letters (message_id) WHERE message_id IS NOT NULL;

        CREATE TABLE findings (entry_id BLOB PRIMARY KEY, state INTEGER NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX findings_standing ON findings (state, entry_id);
        CREATE TABLE reconciliation (
            id BLOB PRIMARY KEY,
            version INTEGER NOT NULL,
            is_open INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            json TEXT NOT NULL
        ) WITHOUT ROWID;
        """;

    /// <summary>Makes what is missing, also in a file of an earlier version; the caller holds the write lock, so of several processes one makes it.</summary>
    /// <exception cref="InvalidOperationException">A later version of this program made the file.</exception>
    public static void Apply(SqliteSession session)
    {
        var found = session.Scalar<long>("PRAGMA user_version");
        if (found > Version)
        {
            throw new InvalidOperationException($"The database has schema version {found}; this program knows {Version}.");
        }

        if (found == 0)
        {
            session.Execute(Tables);
        }

        if (found == 1)
        {
            session.Execute("DROP TABLE host_slots"); // what hosts took the place of: a slot was a moment of the near future
        }

        if (found < 2)
        {
            session.Execute(TablesSince2);
        }

        if (found < 3)
        {
            session.Execute(ReprocessingSince3);
            session.Execute(ContentsSince3);
        }

        if (found < 4)
        {
            session.Execute(CopiesAndStoriesSince4);
            session.Execute(AnnotationsSince4);
        }

        if (found < 5)
        {
            session.Execute(CopyPartsSince5);
            session.Execute(SavesSince5);
        }

        if (found < 3)
        {
            SqliteRevisionsUpgrade.Run(session); // with today's tables
        }

        if (found < 6)
        {
            session.Execute(DeadLettersSince6);
            session.Execute(CrashStartsSince6);
            session.Execute(ReconcilingSince6);
        }

        if (found < Version)
        {
            session.Execute($"PRAGMA user_version = {Version}");
        }
    }
}
