using MongoDB.Driver;

namespace Ingestion.Storage.Mongo;

/// <summary>
/// Hosts in MongoDB: a line is read, decided on, and written if it still has the version that was read; else all again. Of those who write one
/// version one succeeds, so somebody always comes through.
/// </summary>
internal sealed class MongoHosts(MongoConnection connection) : IHosts
{
    private static readonly FilterDefinitionBuilder<HostDocument> Filter = Builders<HostDocument>.Filter;

    public async Task<HostTurn> EnterAsync(string host, DateTimeOffset now, TimeSpan lease, bool hasPlace, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (before, version) = await FindAsync(host, cancellationToken);
            var (line, turn) = before.Enter(host, Guid.NewGuid(), now, lease, hasPlace);
            if (ReferenceEquals(line, before) || await TrySaveAsync(host, line, version, cancellationToken))
            {
                return turn;
            }
        }
    }

    public async Task LeaveAsync(HostTurn turn, DateTimeOffset openAt, HostPace pace, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        while (true)
        {
            var (before, version) = await FindAsync(turn.Host, cancellationToken);
            if (await TrySaveAsync(turn.Host, before.Leave(turn, openAt, pace), version, cancellationToken))
            {
                return;
            }
        }
    }

    public async Task<RobotsFile?> FindRobotsAsync(string origin, CancellationToken cancellationToken)
    {
        var found = await connection.Robots.Find(Builders<RobotsDocument>.Filter.Eq(robots => robots.Origin, origin)).FirstOrDefaultAsync(cancellationToken);
        return found is null ? null : new RobotsFile(origin, found.Text, Moments.Of(found.ExpiresAt)) { Next = found.Next, Hops = found.Hops };
    }

    public Task SaveRobotsAsync(RobotsFile robots, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(robots);
        return Upserts.RetryAsync(() => connection.Robots.ReplaceOneAsync(
            Builders<RobotsDocument>.Filter.Eq(document => document.Origin, robots.Origin),
            new RobotsDocument { Origin = robots.Origin, Text = robots.Text, ExpiresAt = Date(robots.ExpiresAt), Next = robots.Next, Hops = robots.Hops },
            new ReplaceOptions { IsUpsert = true },
            cancellationToken));
    }

    private async Task<(HostLine Line, long Version)> FindAsync(string host, CancellationToken cancellationToken)
    {
        var found = await connection.Hosts.Find(Filter.Eq(document => document.Host, host)).FirstOrDefaultAsync(cancellationToken);
        return found is null ? (new HostLine(), 0) : (Line(found), found.Version);
    }

    /// <summary>Where the version is another one by now, the server finds nothing to replace, and its try to insert meets the one that is there.</summary>
    private async Task<bool> TrySaveAsync(string host, HostLine line, long version, CancellationToken cancellationToken)
    {
        try
        {
            await connection.Hosts.ReplaceOneAsync(
                Filter.Eq(document => document.Host, host) & Filter.Eq(document => document.Version, version),
                Document(host, line, version + 1),
                new ReplaceOptions { IsUpsert = true },
                cancellationToken);
            return true;
        }
        catch (MongoWriteException exception) when (exception.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            return false;
        }
    }

    private static DateTime Date(DateTimeOffset moment) => Moments.Of(Moments.Ceiling(moment)).UtcDateTime;

    private static HostDocument Document(string host, HostLine line, long version) => new()
    {
        Host = host,
        Version = version,
        OpenAt = Date(line.OpenAt),
        TailAt = Date(line.TailAt),
        StepMilliseconds = Moments.Ceiling(line.Step),
        Token = line.Token,
        LeaseUntil = Date(line.LeaseUntil),
        EnteredAt = Date(line.EnteredAt),
        LatencyMilliseconds = Moments.Ceiling(line.Pace.Latency),
        BackOffMilliseconds = Moments.Ceiling(line.Pace.BackOff),
    };

    private static HostLine Line(HostDocument document) => new()
    {
        OpenAt = Moments.Of(document.OpenAt),
        TailAt = Moments.Of(document.TailAt),
        Step = TimeSpan.FromMilliseconds(document.StepMilliseconds),
        Token = document.Token,
        LeaseUntil = Moments.Of(document.LeaseUntil),
        EnteredAt = Moments.Of(document.EnteredAt),
        Pace = new HostPace(TimeSpan.FromMilliseconds(document.LatencyMilliseconds), TimeSpan.FromMilliseconds(document.BackOffMilliseconds)),
    };
}
