using System.Globalization;

namespace Ingestion.Standalone.SampleWire;

/// <summary>One invented publisher: a loopback address, a look and a way to write URLs.</summary>
internal sealed record Publisher(
    string Key, string Name, string Tagline, string Colour, TimeSpan Offset, string LoopbackAddress, IReadOnlyList<string> Sections)
{
    /// <summary>In the order in which they are bound. Five hosts, so that politeness towards one does not hold up the rest.</summary>
    public static IReadOnlyList<Publisher> All { get; } =
    [
        new("harbour", "Harbour Wire", "News from the waterfront and beyond", "#0b3d5c", TimeSpan.Zero, "127.0.0.1",
            ["World", "Business", "Politics", "Shipping", "Energy", "Sport"]),
        new("meridian", "The Meridian Post", "Independent since the first tram", "#7a1f1f", TimeSpan.FromHours(1), "127.0.0.2",
            ["City", "Health", "Science", "Culture", "Education", "Travel"]),
        new("courier", "Northern Courier", "The paper of the lake country", "#2c4a1e", TimeSpan.FromHours(-5), "127.0.0.3",
            ["Local", "Courts", "Farming", "Weather", "Schools", "Letters"]),
        new("ledger", "Ledger Daily", "Money, plainly told", "#14213d", TimeSpan.FromHours(1), "127.0.0.4",
            ["Markets", "Companies", "Economy", "Technology", "Work", "Opinion"]),
        new("atlas", "Atlas Review", "One world, many languages", "#4b2e83", TimeSpan.Zero, "127.0.0.5",
            ["English", "Deutsch", "Français", "Español", "Português", "Polski", "العربية", "日本語"]),
    ];

    /// <summary>Path and query of a story: every publisher has another habit, as in the world.</summary>
    public string PathOf(Story story) => Key switch
    {
        "harbour" => string.Create(CultureInfo.InvariantCulture, $"/news/{story.Published:yyyy'/'MM'/'dd}/{story.Slug}"),
        "meridian" => $"/{story.Section.ToLowerInvariant()}/{story.Slug}-{story.Number}.html",
        "courier" => $"/story.asp?nid={story.Number}",
        "ledger" => $"/articles/{story.Slug}/",
        _ => $"/{story.Language}/{story.Slug}",
    };
}
