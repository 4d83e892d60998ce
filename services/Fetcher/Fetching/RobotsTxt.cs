using System.Globalization;

namespace Ingestion.Fetcher.Fetching;

/// <summary>A robots.txt, read and matched as RFC 9309 says.</summary>
internal sealed class RobotsTxt
{
    /// <summary>Bytes that are read of one file (RFC 9309 section 2.5 asks for at least 500 KiB).</summary>
    public const int MaxBytes = 512 * 1024;

    private readonly List<(bool Allow, string Pattern)> rules;

    private RobotsTxt(List<(bool Allow, string Pattern)> rules, TimeSpan? crawlDelay) => (this.rules, CrawlDelay) = (rules, crawlDelay);

    /// <summary>No file: everything is allowed.</summary>
    public static RobotsTxt AllowAll { get; } = new([], crawlDelay: null);

    /// <summary>Pause between two requests that it asks of us (<c>Crawl-delay</c>, in no standard and in many files); null when it asks for none.</summary>
    public TimeSpan? CrawlDelay { get; }

    /// <summary>Reads the rules for one crawler: those of all groups that name it, else those of <c>*</c>.</summary>
    /// <param name="text">The file. Anything that is not a rule is passed over.</param>
    /// <param name="product">Product token of our user agent, such as <c>ExampleNewsBot</c>.</param>
    public static RobotsTxt Parse(string text, string product)
    {
        var (ours, everyones) = (new List<(bool, string)>(), new List<(bool, string)>());
        var (ourDelay, everyonesDelay) = ((TimeSpan?)null, (TimeSpan?)null);
        var (namesUs, namesAll, namedUs, inRules) = (false, false, false, false);
        foreach (var line in text.TrimStart('\uFEFF').Split('\n', '\r'))
        {
            if (Read(line) is not var (field, value))
            {
                continue;
            }

            if (field == "user-agent")
            {
                // A user-agent line after rules begins a new group; consecutive ones share a group.
                (namesUs, namesAll, inRules) = inRules ? (false, false, false) : (namesUs, namesAll, false);
                namesUs |= ProductToken(value).Equals(product, StringComparison.OrdinalIgnoreCase);
                namesAll |= value.Split(' ', '\t')[0] == "*";
                namedUs |= namesUs;
                continue;
            }

            if (field == "crawl-delay")
            {
                // The first that comes after a name is that name's: like other fields it does not end the list of names.
                ourDelay ??= namesUs ? Seconds(value) : null;
                everyonesDelay ??= namesAll ? Seconds(value) : null;
                continue;
            }

            if (field is not ("allow" or "disallow"))
            {
                continue;
            }

            inRules = true;
            if (value.Length is > 0 and <= RobotsPattern.MaxLength)
            {
                var rule = (field == "allow", RobotsPattern.Read(value));
                if (namesUs)
                {
                    ours.Add(rule);
                }

                if (namesAll)
                {
                    everyones.Add(rule);
                }
            }
        }

        return namedUs ? new RobotsTxt(ours, ourDelay) : new RobotsTxt(everyones, everyonesDelay);
    }

    // A line is a field, a colon and a value. Those who forget the colon, or how a word is spelled, mean the same (google/robotstxt,
    // robots.cc, accepts these), and we had rather obey once too often.
    private static (string Field, string Value)? Read(string line)
    {
        var text = line.Split('#', 2)[0].Trim();
        var end = text.IndexOf(':', StringComparison.Ordinal);
        if (end < 0 && text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries) is [var first, var second])
        {
            return (Field(first), second);
        }

        return end < 0 ? null : (Field(text[..end].Trim()), text[(end + 1)..].Trim());
    }

    private static string Field(string name) => name.ToLowerInvariant() switch
    {
        "useragent" or "user agent" => "user-agent",
        "dissallow" or "dissalow" or "disalow" or "diasllow" or "disallaw" => "disallow",
        "crawldelay" or "crawl delay" => "crawl-delay",
        var other => other,
    };

    // A day at most, so that no number makes the arithmetic fail.
    private static TimeSpan? Seconds(string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(Math.Min(seconds, 86_400)) : null;

    /// <summary>Product token of a user agent: what stands before the version.</summary>
    public static string ProductToken(string userAgent) => new([.. userAgent.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')]);

    /// <summary>Whether a URL may be fetched: the longest rule that matches decides, allow before disallow where two are as long.</summary>
    /// <param name="url">The URL.</param>
    public bool IsAllowed(Uri url)
    {
        var path = RobotsPattern.PathOf(url);
        if (path == "/robots.txt")
        {
            return true;
        }

        var (best, allowed) = (-1, true);
        foreach (var (allow, pattern) in rules)
        {
            if ((pattern.Length > best || (pattern.Length == best && allow)) && RobotsPattern.Matches(path, pattern))
            {
                (best, allowed) = (pattern.Length, allow);
            }
        }

        return allowed;
    }
}
