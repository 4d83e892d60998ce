namespace Ingestion.Bench.Soak;

/// <summary>One version of a story, as readers would tell it from the others.</summary>
/// <param name="Headline">Which of its headlines.</param>
/// <param name="Text">Which of its texts.</param>
/// <param name="At">When it went out, UTC, whole seconds.</param>
internal sealed record StoryVersion(int Headline, int Text, DateTimeOffset At);

/// <summary>One story of a site, all its versions, and what the fetcher was given of it.</summary>
internal sealed class Story
{
    private readonly Lock gate = new();
    private readonly List<StoryVersion> versions = [];
    private readonly List<int> served = [];

    public required int Number { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>It stands where robots.txt lets nobody go.</summary>
    public required bool Forbidden { get; init; }

    public string Path => Forbidden ? $"/private/{Number}" : $"/news/{Number}";

    /// <summary>It stood in a feed that was answered whole.</summary>
    public bool Listed { get; set; }

    /// <summary>Requests for it, and of those the ones that were answered 304.</summary>
    public int Requests { get; private set; }

    public int NotModified { get; private set; }

    public int Refused { get; private set; }

    public StoryVersion Latest
    {
        get
        {
            lock (gate)
            {
                return versions[^1];
            }
        }
    }

    /// <summary>The latest version and its number, from 1.</summary>
    public (StoryVersion Version, int Number) LatestNumbered
    {
        get
        {
            lock (gate)
            {
                return (versions[^1], versions.Count);
            }
        }
    }

    public int Version
    {
        get
        {
            lock (gate)
            {
                return versions.Count;
            }
        }
    }

    /// <summary>The versions that went out with 200, in order, each once for as long as it stood.</summary>
    public IReadOnlyList<StoryVersion> Served
    {
        get
        {
            lock (gate)
            {
                return [.. served.Select(version => versions[version - 1])];
            }
        }
    }

    /// <summary>Whether the newest version is what the fetcher was given last.</summary>
    public bool IsServed
    {
        get
        {
            lock (gate)
            {
                return served.Count > 0 && served[^1] == versions.Count;
            }
        }
    }

    public void Revise(StoryVersion version)
    {
        lock (gate)
        {
            versions.Add(version);
        }
    }

    /// <summary>Counts a request that was answered.</summary>
    /// <param name="status">The answer.</param>
    /// <param name="version">The version that it showed.</param>
    public void Answered(int status, int version)
    {
        lock (gate)
        {
            Requests++;
            switch (status)
            {
                case 200 when served.Count == 0 || served[^1] != version:
                    served.Add(version);
                    break;
                case 304:
                    NotModified++;
                    break;
                case 429 or 503:
                    Refused++;
                    break;
            }
        }
    }
}
