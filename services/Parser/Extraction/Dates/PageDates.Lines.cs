using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.Dates;

/// <summary>Dates that are written and not marked up.</summary>
internal sealed partial class PageDates
{
    /// <summary>Scripts that print "2 hours ago" keep the moment in a data attribute.</summary>
    private void ReadData(int node, int anchorAt)
    {
        foreach (var (name, value) in page.Attributes(node))
        {
            if (name.StartsWith("data-", StringComparison.Ordinal) && (name.Contains("time", StringComparison.Ordinal) || name.Contains("date", StringComparison.Ordinal) || name.Contains("publi", StringComparison.Ordinal))
                && MachineDate.Read(value, locale) is { } date)
            {
                Add(new DateCandidate(DateSource.Data, name, date, Place(node)), anchorAt);
                return;
            }
        }
    }

    /// <summary>A date whose parts lie in elements of their own: day, month and year in three boxes.</summary>
    private void ReadLine(int node, int anchorAt)
    {
        if (page.End(node) - node < 4)
        {
            return;
        }

        for (var at = node; at < page.End(node); at++)
        {
            if (page.IsText(at) && WrittenDates.Find(page.TextOf(at), locale).Count > 0)
            {
                return;
            }
        }

        var line = page.InnerText(node);
        if (line.Length <= LongestLine && WrittenDates.Find(line, locale) is [var date, ..])
        {
            Add(new DateCandidate(Label(line.AsSpan(0, date.Start), Class(words[node])), "class:date", date, Place(node)), anchorAt);
        }
    }

    private void ReadText(int node, int parent, int anchorAt)
    {
        var text = page.TextOf(node).Trim();
        if (text.IsEmpty)
        {
            return;
        }

        var running = text.Length > LongestLine;
        foreach (var date in WrittenDates.Find(running ? text[..LongestLine] : text, locale))
        {
            var own = words[node];
            var source = (own & DateWord.Date) != DateWord.None ? Class(own) : DateSource.Text;
            source = page.TagOf(parent) == Tag.Time && source is DateSource.Text or DateSource.ClassDate ? DateSource.ClassDate : source;
            var before = text[..date.Start];
            source = before.Length > 8 || before.ContainsAny(":([") ? Label(before, source) : Label(before, Label(previous, source));
            var other = DateLabels.Before(before) == DateLabel.Other ? DatePlace.Other : DatePlace.None;
            var place = Place(node) | other | Line(running, text.Length - (date.End - date.Start));
            Add(new DateCandidate(source, source == DateSource.Text ? "text" : source is DateSource.LabelPublished or DateSource.LabelModified ? "label" : "class:date", date, place), anchorAt);
        }

        if ((words[node] & DateWord.Date) != DateWord.None && RelativeDate.Find(text, fetchedAt) is { } relative)
        {
            Add(new DateCandidate(DateSource.Relative, "relative", relative, Place(node)), anchorAt);
        }

        position += text.Length;
        previous = text.Length <= 60 ? text.ToString() : text[^60..].ToString();
    }

    /// <param name="rest">Characters of the line that are not the date.</param>
    private static DatePlace Line(bool running, int rest) => running || rest > 90 ? DatePlace.Running : rest <= 24 ? DatePlace.Alone : DatePlace.None;

    private static DateSource Label(ReadOnlySpan<char> before, DateSource otherwise) => DateLabels.Before(before) switch
    {
        DateLabel.Published => DateSource.LabelPublished,
        DateLabel.Modified => DateSource.LabelModified,
        _ => otherwise,
    };
}
