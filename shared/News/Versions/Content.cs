using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ingestion.Contracts;

namespace Ingestion.News.Versions;

/// <summary>
/// What readers would call the same: the fields whose change makes a new version. How an article was fetched, parsed or enriched is none of it, nor what
/// publishers change without touching the story: keywords, section, codes, the moment of the last change, the query of an image's URL.
/// </summary>
public static class Content
{
    // What makes a version, then what is only told when one is made.
    private static readonly (string Name, bool MakesVersion, Func<NewsItem, string?> Read)[] Fields =
    [
        ("pubStatus", true, item => item.PubStatus),
        ("headline", true, item => item.Headline),
        ("alternativeHeadline", true, item => item.AlternativeHeadline),
        ("slugline", true, item => item.Slugline),
        ("urgency", true, item => Text(item.Urgency)),
        ("byline", true, item => item.Byline),
        ("authors", true, item => Text(item.Authors)),
        ("dateline", true, item => item.Dateline?.Text),
        ("published", true, item => Text(item.Published?.At)),
        ("body", true, item => item.Body.Fingerprint),
        ("abstract", true, item => item.Abstract),
        ("image", true, item => item.Image is { } image ? Text([image.Url.Split('?')[0], image.Caption ?? "", image.Credit ?? ""]) : null),
        ("embargoedUntil", true, item => Text(item.EmbargoedUntil)),
        ("edNote", true, item => item.EdNote),
        ("modified", false, item => Text(item.Modified?.At)),
        ("kind", false, item => item.Kind),
        ("section", false, item => item.Section),
        ("keywords", false, item => Text(item.Keywords)),
        ("captions", false, item => Text(item.Captions)),
        ("subjects", false, item => Text(item.Subjects?.Select(subject => subject.Name is null ? subject.Code! : $"{subject.Name} ({subject.Code})"))),
        ("usageTerms", false, item => item.Rights?.UsageTerms),
        ("version", false, item => Text(item.Provider.Version)),
    ];

    /// <summary>Names the content of a version: the same for two that say the same to readers, whenever and however they were got.</summary>
    /// <param name="item">The version.</param>
    /// <returns><c>v1_</c> and 32 hexadecimal digits.</returns>
    public static string NameOf(NewsItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var said = new StringBuilder();
        foreach (var field in Fields.Where(field => field.MakesVersion))
        {
            var value = Value(field.Read(item)) ?? "";
            said.Append(CultureInfo.InvariantCulture, $"{field.Name} {value.Length}:{value}\n"); // the length keeps neighbours apart
        }

        return "v1_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said.ToString())).AsSpan(0, 16));
    }

    /// <summary>What changed from one version to another.</summary>
    /// <param name="from">The older one.</param>
    /// <param name="to">The newer one.</param>
    /// <returns>In a fixed order; empty when nothing did. Values longer than <see cref="BodyChanges.MaxChars"/> are cut.</returns>
    public static IReadOnlyList<FieldChange> Changes(NewsItem from, NewsItem to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        List<FieldChange> changes = [];
        foreach (var (name, _, read) in Fields)
        {
            var (before, after) = (Value(read(from)), Value(read(to)));
            if (before == after)
            {
                continue;
            }

            var change = new FieldChange { Field = name, From = BodyChanges.Cut(before), To = BodyChanges.Cut(after) };
            changes.Add(name == "body" ? BodyChanges.Tell(change, from.Body, to.Body) : change);
        }

        return changes;
    }

    private static string? Value(string? text) => text is "" ? null : text;

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    // The moment, whatever offset it is written with.
    private static string? Text(DateTimeOffset? moment) => moment?.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    private static string? Text(IEnumerable<string>? words) => words is null ? null : string.Join("; ", words);
}
