using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.Dates;

/// <summary>Every date that a page shows or marks up, in one pass over its nodes.</summary>
internal sealed partial class PageDates
{
    /// <summary>A page with more dates than this is an archive; its own date is among the first or marked up.</summary>
    private const int MostCandidates = 200;

    /// <summary>A text longer than this is running text, and only its beginning may be a dateline.</summary>
    private const int LongestLine = 240;

    /// <summary>A line may be built of a few elements, a section not.</summary>
    private const int LargestLine = 24;

    private static readonly string[] Properties = ["itemprop", "property", "pubdate"];

    private readonly Page page;
    private readonly DateLocale locale;
    private readonly DateTimeOffset fetchedAt;
    private readonly int anchor;
    private readonly DateWord[] classes;
    private readonly DateWord[] words;
    private readonly List<DateCandidate> found;
    private readonly List<(int Node, int Distance, int Count)> open = [];
    private string previous = "";
    private int position;

    private PageDates(Page page, int anchor, DateLocale locale, DateTimeOffset fetchedAt, List<DateCandidate> found)
    {
        (this.page, this.anchor, this.locale, this.fetchedAt, this.found) = (page, anchor, locale, fetchedAt, found);
        classes = [.. page.Classes.Select(DateWords.Of)];
        words = new DateWord[page.Count];
    }

    public static void Collect(Page page, int anchor, DateLocale locale, DateTimeOffset fetchedAt, List<DateCandidate> found) => new PageDates(page, anchor, locale, fetchedAt, found).Read();

    private void Read()
    {
        var start = found.Count;
        var anchorAt = anchor < 0 ? 0 : int.MaxValue;
        for (var node = 1; node < page.Count && found.Count - start < MostCandidates; node++)
        {
            var tag = page.TagOf(node);
            var parent = page.Parent(node);
            words[node] = words[parent];
            if (node == anchor)
            {
                anchorAt = position;
                for (var i = start; i < found.Count; i++)
                {
                    found[i] = found[i] with { Distance = position - found[i].Distance, Place = found[i].Place | DatePlace.Before };
                }
            }

            if (tag == Tag.Text)
            {
                ReadText(node, parent, anchorAt);
                continue;
            }

            if (tag is Tag.Script or Tag.Style or Tag.Template or Tag.Noscript or Tag.Title or Tag.Select or Tag.Svg or Tag.Textarea)
            {
                node = page.End(node) - 1;
                continue;
            }

            words[node] |= Words(node, tag);
            ReadElement(node, tag, anchorAt);
        }
    }

    /// <summary>An element that holds the headline is the article's, whatever it is called.</summary>
    private DateWord Words(int node, Tag tag)
    {
        var own = tag is Tag.Aside or Tag.Footer or Tag.Nav ? DateWord.Away : DateWord.None;
        if (tag is Tag.Html or Tag.Body || (anchor >= node && anchor < page.End(node)))
        {
            return DateWord.None;
        }

        own |= classes[page.ClassOf(node)];
        return page.Attribute(node, "id") is { } id ? own | DateWords.Of(id) : own;
    }

    private void ReadElement(int node, Tag tag, int anchorAt)
    {
        // What a class says of a date reaches only lines, not sections.
        var isLine = page.End(node) - node <= LargestLine;
        if (!isLine)
        {
            words[node] &= ~(DateWord.Date | DateWord.Published | DateWord.Modified);
        }

        var dated = tag is Tag.Time or Tag.Abbr || (words[node] & DateWord.Date) != DateWord.None;
        if (!dated && page.Attributes(node).Count == 0)
        {
            return;
        }

        string? property = null;
        foreach (var name in Properties)
        {
            property ??= page.Attribute(node, name);
        }

        var isProperty = property?.Contains("date", StringComparison.OrdinalIgnoreCase) == true && (tag != Tag.Meta || page.HasAttribute(node, "itemprop"));
        if (!dated && !isProperty && tag is not (Tag.Ins or Tag.Del))
        {
            return;
        }

        var value = (tag is Tag.Time or Tag.Ins or Tag.Del ? page.Attribute(node, "datetime") : null) ?? page.Attribute(node, "content") ?? (tag == Tag.Time ? null : page.Attribute(node, "datetime"))
            ?? (isLine ? page.Attribute(node, "title") : null);
        if (MachineDate.Read(value, locale) is { } date)
        {
            var source = isProperty ? Property(property!) : tag switch
            {
                Tag.Time => Contradicted(node, date) ? DateSource.Data : Time(node, property),
                Tag.Abbr => DateSource.Abbr,
                Tag.Del or Tag.Ins => DateSource.Data,
                _ => Class(words[node]),
            };
            var evidence = isProperty ? "itemprop:" + property : tag == Tag.Time ? "time" : "class:date";
            Add(new DateCandidate(source, evidence, date, Place(node)), anchorAt);
        }
        else if (dated && isLine)
        {
            ReadData(node, anchorAt);
            ReadLine(node, anchorAt);
        }
    }

    private static DateSource Property(string name) =>
        name.Contains("published", StringComparison.OrdinalIgnoreCase) || name.Contains("created", StringComparison.OrdinalIgnoreCase) || name.Contains("pubdate", StringComparison.OrdinalIgnoreCase) ? DateSource.ItemProp
        : name.Contains("modified", StringComparison.OrdinalIgnoreCase) || name.Contains("updated", StringComparison.OrdinalIgnoreCase) ? DateSource.ItemPropModified
        : DateSource.Data;

    private DateSource Time(int node, string? property) =>
        property is not null || (words[node] & DateWord.Published) != DateWord.None ? DateSource.TimePublished
        : (words[node] & DateWord.Modified) != DateWord.None ? DateSource.TimeModified
        : DateLabels.Before(previous) switch
        {
            DateLabel.Modified => DateSource.TimeModified,
            DateLabel.Published => DateSource.TimePublished,
            _ => DateSource.Time,
        };

    /// <summary>What the element shows is another day, more than a zone away.</summary>
    private bool Contradicted(int node, WrittenDate date) =>
        page.End(node) - node <= LargestLine && WrittenDates.Find(page.InnerText(node), locale) is [var shown, ..] && Math.Abs(shown.Day.DayNumber - date.Day.DayNumber) > 1 && shown.Other != date.Day;

    private static DateSource Class(DateWord words) =>
        (words & DateWord.Published) != DateWord.None ? DateSource.ClassPublished
        : (words & DateWord.Modified) != DateWord.None ? DateSource.ClassModified
        : DateSource.ClassDate;

    private DatePlace Place(int node)
    {
        var place = ((words[node] & DateWord.Away) != DateWord.None ? DatePlace.Away : DatePlace.None) | ((words[node] & DateWord.Comment) != DateWord.None ? DatePlace.Comment : DatePlace.None);
        for (var at = node; at > 0; at = page.Parent(at))
        {
            place |= page.TagOf(at) switch
            {
                Tag.A => DatePlace.Link,
                Tag.Article or Tag.Main => DatePlace.Article,
                _ => DatePlace.None,
            };
        }

        return place;
    }

    /// <summary>Until the headline is met the distance holds the position; then it becomes a distance.</summary>
    private void Add(DateCandidate candidate, int anchorAt) => found.Add(candidate with { Distance = anchorAt == int.MaxValue ? position : position - anchorAt });
}
