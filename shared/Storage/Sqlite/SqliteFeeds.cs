using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ingestion.Storage.Sqlite;

/// <summary>
/// Feeds in SQLite: JSON, and beside it the columns that queries need. What was seen is found by 16 bytes for the feed and 16 for the entry.
/// </summary>
internal sealed class SqliteFeeds(SqliteDatabase database) : IFeeds
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new MomentConverter() },
    };

    public Task<int> AddAsync(IReadOnlyCollection<Feed> feeds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feeds);
        return database.WriteAsync(session => feeds.Count(feed => Add(session, feed)), cancellationToken);
    }

    public Task<Feed?> FindAsync(string url, CancellationToken cancellationToken) =>
        database.ReadAsync(session => Find(session, url), cancellationToken);

    public async Task<IReadOnlyList<Feed>> ListAsync(string? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        return await database.ReadAsync(
            session => session.Query(
                "SELECT json FROM feeds WHERE url > @after ORDER BY url LIMIT @limit",
                row => Read(row.GetString(0)), ("@after", after ?? ""), ("@limit", limit)),
            cancellationToken);
    }

    public Task<Feed?> UpdateAsync(string url, Func<Feed, Feed> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        return database.WriteAsync(
            session =>
            {
                if (Find(session, url) is not { } before)
                {
                    return null;
                }

                var after = change(before);
                if (after != before)
                {
                    Save(session, after);
                }

                return after;
            },
            cancellationToken);
    }

    public Task<bool> RemoveAsync(string url, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            session.Execute("DELETE FROM feed_seen WHERE feed = @feed", ("@feed", FeedKey.Of(url)));
            return session.Execute("DELETE FROM feeds WHERE url = @url", ("@url", url)) == 1;
        },
        cancellationToken);

    public async Task<IReadOnlyList<Feed>> ListOverdueAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        return await database.ReadAsync(
            session => session.Query(
                "SELECT json FROM feeds WHERE subscribed = 1 AND next_poll_at < @before ORDER BY next_poll_at, url LIMIT @limit",
                row => Read(row.GetString(0)), ("@before", Moments.Ceiling(before)), ("@limit", limit)),
            cancellationToken);
    }

    public async Task<IReadOnlyDictionary<string, SeenEntry>> FindSeenAsync(string feed, IReadOnlyCollection<string> urls, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(urls);
        var asked = urls.Distinct(StringComparer.Ordinal).ToList();
        var keys = JsonSerializer.Serialize(asked.Select(url => Convert.ToHexString(FeedKey.Of(url))));

        // One query for all: the keys as a table, whose row numbers lead back to the URLs. CROSS JOIN keeps SQLite from turning the loops round.
        var found = await database.ReadAsync(
            session => session.Query(
                """
                SELECT asked.key, seen.stamp, seen.at FROM json_each(@keys) AS asked
                CROSS JOIN feed_seen AS seen ON seen.feed = @feed AND seen.url = unhex(asked.value)
                """,
                row => KeyValuePair.Create(asked[row.GetInt32(0)], new SeenEntry(row.GetString(1), Moments.Of(row.GetInt64(2)))),
                ("@feed", FeedKey.Of(feed)), ("@keys", keys)),
            cancellationToken);
        return new Dictionary<string, SeenEntry>(found, StringComparer.Ordinal);
    }

    public Task NoteSeenAsync(string feed, IReadOnlyDictionary<string, SeenEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var key = FeedKey.Of(feed);
        return database.WriteAsync(
            session =>
            {
                foreach (var (url, entry) in entries)
                {
                    session.Execute(
                        "INSERT OR REPLACE INTO feed_seen (feed, url, stamp, at) VALUES (@feed, @url, @stamp, @at)",
                        ("@feed", key), ("@url", FeedKey.Of(url)), ("@stamp", entry.Stamp), ("@at", Moments.Floor(entry.At)));
                }

                return entries.Count;
            },
            cancellationToken);
    }

    public Task<int> ForgetSeenAsync(string feed, DateTimeOffset before, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Execute(
            "DELETE FROM feed_seen WHERE feed = @feed AND at < @before", ("@feed", FeedKey.Of(feed)), ("@before", Moments.Ceiling(before))),
        cancellationToken);

    private static bool Add(SqliteSession session, Feed feed)
    {
        var added = session.Execute(
            "INSERT INTO feeds (url, subscribed, next_poll_at, json) VALUES (@url, @subscribed, @nextPollAt, @json) ON CONFLICT (url) DO NOTHING",
            Columns(feed)) == 1;
        if (!added && feed.Subscribed && Find(session, feed.Url) is { Subscribed: false } known)
        {
            Save(session, known with { Subscribed = true, NextPollAt = known.NextPollAt ?? feed.NextPollAt });
        }

        return added;
    }

    private static Feed? Find(SqliteSession session, string url) =>
        session.Query("SELECT json FROM feeds WHERE url = @url", row => Read(row.GetString(0)), ("@url", url)).FirstOrDefault();

    private static int Save(SqliteSession session, Feed feed) => session.Execute(
        "UPDATE feeds SET subscribed = @subscribed, next_poll_at = @nextPollAt, json = @json WHERE url = @url", Columns(feed));

    private static (string Name, object? Value)[] Columns(Feed feed) =>
    [
        ("@url", feed.Url),
        ("@subscribed", feed.Subscribed ? 1 : 0),
        ("@nextPollAt", feed.NextPollAt is { } at ? Moments.Floor(at) : null),
        ("@json", JsonSerializer.Serialize(feed, Json)),
    ];

    private static Feed Read(string json) => JsonSerializer.Deserialize<Feed>(json, Json)!;

    /// <summary>Moments as in the columns: milliseconds since 1970.</summary>
    private sealed class MomentConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Moments.Of(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteNumberValue(Moments.Floor(value));
    }
}
