using Ingestion.Contracts;
using Ingestion.News;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>The blocks of an item to a body; a printed dateline leaves the text and becomes a field.</summary>
internal static class WireBody
{
    public static Body Of(WireItem item)
    {
        var builder = new BodyBuilder();
        var isFirst = true;
        foreach (var (kind, text) in item.Blocks)
        {
            var rest = text;
            if (isFirst && kind == BlockKind.Paragraph)
            {
                isFirst = false;
                rest = DatelineLine.Find(text) is { } printed ? TakeDateline(item, printed, text) : text;
            }

            builder.Add(kind, rest);
        }

        return builder.Build();
    }

    private static string TakeDateline(WireItem item, DatelineLine printed, string text)
    {
        item.Dateline ??= printed.Text;
        item.Place ??= printed.Place;
        item.Provider ??= printed.Agency;
        return text[printed.Length..];
    }
}
