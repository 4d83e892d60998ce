using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Ingestion.Standalone.SampleWire;

/// <summary>
/// The stories' text files: lines of <c>name: value</c>, a blank line, then paragraphs parted by blank lines; a paragraph that begins with
/// <c>## </c> is a cross-heading. <c>{day:-1}</c> is the weekday of the day before publication and <c>{date:12}</c> the date twelve days after
/// it, both in the story's language, so that texts and dates agree whenever the wire is started.
/// </summary>
internal static partial class StoryFile
{
    // How each language writes a day of a month; the patterns are those of the Unicode CLDR, "MMMMd".
    private static readonly Dictionary<string, string> DatePatterns = new(StringComparer.Ordinal)
    {
        ["en"] = "MMMM d",
        ["de"] = "d. MMMM",
        ["fr"] = "d MMMM",
        ["es"] = "d 'de' MMMM",
        ["pt"] = "d 'de' MMMM",
        ["pl"] = "d MMMM",
        ["ar"] = "d MMMM",
        ["ja"] = "M月d日",
    };

    /// <summary>All stories, in the order of their file names.</summary>
    /// <param name="startedAt">Moment from which ages are counted back.</param>
    /// <returns>Stories of both rounds.</returns>
    public static IReadOnlyList<Story> ReadAll(DateTimeOffset startedAt)
    {
        var assembly = typeof(StoryFile).Assembly;
        var names = assembly.GetManifestResourceNames().Where(name => name.Contains(".SampleWire.Stories.", StringComparison.Ordinal));
        return [.. names.Order(StringComparer.Ordinal).Select((name, index) =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            return Parse(reader.ReadToEnd(), 10_401 + (37 * index), startedAt);
        })];
    }

    /// <summary>One story.</summary>
    /// <exception cref="FormatException">A line before the first blank line has no colon, or a number of the file cannot be read.</exception>
    /// <exception cref="KeyNotFoundException">A name that every story needs is absent.</exception>
    public static Story Parse(string text, int number, DateTimeOffset startedAt)
    {
        var parts = text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var head = parts[0].Split('\n').Select(line => line.Split(": ", 2) is [var name, var value]
            ? KeyValuePair.Create(name, value.Trim())
            : throw new FormatException($"Not 'name: value': {line}")).ToDictionary();

        var site = Publisher.All.Single(publisher => publisher.Key == head["site"]);
        var published = Ago(startedAt, head["age"]).ToOffset(site.Offset);
        string Filled(string words) => Fill(words, head["lang"], published);
        string? Optional(string name) => head.TryGetValue(name, out var value) ? Filled(value) : null;
        string[] List(string name) => Optional(name)?.Split(';', StringSplitOptions.TrimEntries) ?? [];

        return new Story
        {
            Slug = head["slug"],
            Number = number,
            Site = site.Key,
            Page = head["page"],
            Language = head["lang"],
            Section = head["section"],
            Headline = Filled(head["headline"]),
            Standfirst = Optional("standfirst"),
            Authors = List("authors"),
            Dateline = Optional("dateline"),
            Caption = Optional("caption"),
            Credit = Optional("credit"),
            Keywords = List("keywords"),
            Published = published,
            Modified = head.TryGetValue("changed", out var changed) ? Ago(startedAt, changed).ToOffset(site.Offset) : null,
            Round = head.TryGetValue("round", out var round) ? int.Parse(round, CultureInfo.InvariantCulture) : 1,
            Blocks = [.. parts[1..].Select(part => part.StartsWith("## ", StringComparison.Ordinal)
                ? new StoryBlock(Filled(part[3..]), IsHeading: true)
                : new StoryBlock(Filled(part.Replace('\n', ' ')), IsHeading: false))],
        };
    }

    /// <summary>Ages are minutes; seconds are dropped, since no publisher prints them.</summary>
    private static DateTimeOffset Ago(DateTimeOffset startedAt, string minutes)
    {
        var at = startedAt - TimeSpan.FromMinutes(int.Parse(minutes, CultureInfo.InvariantCulture));
        return new DateTimeOffset(at.Year, at.Month, at.Day, at.Hour, at.Minute, 0, at.Offset);
    }

    /// <summary>Puts days and dates in the place of their marks.</summary>
    public static string Fill(string text, string language, DateTimeOffset published)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        return Placeholder().Replace(text, match =>
        {
            var day = published.AddDays(int.Parse(match.Groups["days"].ValueSpan, CultureInfo.InvariantCulture));
            return day.ToString(match.Groups["kind"].ValueSpan is "day" ? "dddd" : DatePatterns[language], culture);
        });
    }

    [GeneratedRegex(@"\{(?<kind>day|date):(?<days>-?\d+)\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
