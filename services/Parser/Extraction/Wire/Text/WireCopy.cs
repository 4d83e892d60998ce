using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>Plain-text copy of an agency to an item. What the copy does not print (byline, dateline) stays null.</summary>
internal static class WireCopy
{
    public static WireItem Read(string text)
    {
        var item = new WireItem { Format = "text" };
        var lines = WireHeader.Read(item, text.Split(["\r\n", "\n", "\r"], StringSplitOptions.None));
        var copy = WireLines.Sort(lines, item);
        item.Headline ??= copy.Headline;
        item.Slugline ??= copy.Slugline;
        item.Byline ??= copy.Byline;
        if (copy.IsKill)
        {
            item.PubStatus = PubStatus.Canceled;
        }

        if (copy.Embargo is { } line)
        {
            // An embargo that names its end is kept by the schedule; one that cannot be read is held until somebody says otherwise.
            item.EmbargoedUntil = EmbargoLine.TryRead(line, out var until) ? until : null;
            item.IsHeld = item.EmbargoedUntil is null;
        }

        item.Blocks.AddRange(WireParagraphs.Of(copy.Body).Select(paragraph => (BlockKind.Paragraph, paragraph)));
        return item;
    }
}
