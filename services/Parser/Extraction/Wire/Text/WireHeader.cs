using System.Text.RegularExpressions;
using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>Lines above copy that were written for machines: what a transmission numbers and ranks, and lines with a label.</summary>
internal static partial class WireHeader
{
    // A headline may look like a label ("Source: minister to quit"); two in a row are a header.
    private const int LeastLabels = 2;

    private const int MostLines = 40;

    /// <param name="item">Gets what the header says.</param>
    /// <param name="lines">The copy; the caret and bracket that wires of the teleprinter age put around such lines are left out.</param>
    /// <returns>The lines below the header.</returns>
    public static IReadOnlyList<string> Read(WireItem item, IReadOnlyList<string> lines)
    {
        var clean = lines.Select(WithoutMarks).ToList();
        var first = clean.FindIndex(line => !string.IsNullOrWhiteSpace(line));
        if (first >= 0 && Transmission().Match(clean[first]) is { Success: true } transmission)
        {
            item.Urgency = WireText.Urgency(transmission.Groups["urgency"].Value);
            item.Section = transmission.Groups["category"].Value;
            clean.RemoveRange(0, first + 1);
        }

        return ReadLabels(item, clean);
    }

    private static List<string> ReadLabels(WireItem item, List<string> lines)
    {
        var labels = new List<(string Label, string Value)>();
        var end = 0;
        for (var i = 0; i < Math.Min(lines.Count, MostLines); i++)
        {
            if (Labelled().Match(lines[i].Trim()) is { Success: true } line && Setter(line.Groups["label"].Value) is not null)
            {
                labels.Add((line.Groups["label"].Value, line.Groups["value"].Value));
                end = i + 1;
            }
            else if (!string.IsNullOrWhiteSpace(lines[i]))
            {
                break;
            }
        }

        if (labels.Count < LeastLabels)
        {
            return lines;
        }

        foreach (var (label, value) in labels)
        {
            Setter(label)!(item, value);
        }

        return lines[end..];
    }

    private static Action<WireItem, string>? Setter(string label) => label.ToLowerInvariant() switch
    {
        "id" or "item-id" or "item id" or "itemid" => (item, value) => item.Id = value,
        "version" => (item, value) => item.Version = WireText.Version(value),
        "urgency" or "priority" => (item, value) => item.Urgency = WireText.Urgency(value),
        "slug" or "slugline" => (item, value) => item.Slugline = value,
        "headline" or "hed" => (item, value) => item.Headline = value,
        "byline" => (item, value) => item.Byline = value,
        "dateline" => (item, value) => item.Dateline = value,
        "language" => (item, value) => item.Language = value,
        "category" or "section" or "desk" => (item, value) => item.Section = value,
        "keywords" or "keyword" or "tags" => (item, value) => value.Split([',', ';', '/'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList().ForEach(item.AddKeyword),
        "subject" or "subjects" => (item, value) => value.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList().ForEach(code => item.AddSubject(SubjectKind.Topic, code, name: null)),
        "source" or "provider" or "agency" => (item, value) => item.Provider = value,
        "date" or "sent" or "published" => (item, value) => item.Published = WireDates.Read(value, "header:" + label.ToLowerInvariant()),
        "status" => (item, value) => item.PubStatus = WireText.Status(value) ?? item.PubStatus,
        "usage" or "usage terms" or "restrictions" => (item, value) => item.UsageTerms = value,
        "copyright" => (item, value) => item.CopyrightNotice = value,
        "ed note" or "ednote" or "note" => (item, value) => item.AddNote(value),
        _ => null,
    };

    private static string WithoutMarks(string line)
    {
        var trimmed = line.Trim();
        return trimmed is ['^', .. var marked] ? marked.TrimEnd('<').Trim() : line;
    }

    // Service and number, priority, category, words, keyword: "hw0412 3 pl 210 Harbour-Strike" (IPTC 7901, message header).
    [GeneratedRegex(@"^\s*[a-zA-Z]{1,6}\d{3,5}\s(?<urgency>[1-9])\s(?<category>[a-z]{1,3})\s\d{2,4}(\s.{1,60})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Transmission();

    [GeneratedRegex(@"^(?<label>[A-Za-z][A-Za-z -]{1,14}[A-Za-z]|ID|Id|id):\s+(?<value>\S.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Labelled();
}
