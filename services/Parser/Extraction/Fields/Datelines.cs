using Ingestion.Contracts;
using Ingestion.Parser.Extraction.Wire;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>The dateline of an article: printed at the head of its first paragraph, or said in JSON-LD.</summary>
internal static class Datelines
{
    /// <returns>Null when there is none. The body keeps it: it is part of what the page prints.</returns>
    public static Dateline? Of(Body body, string? structured)
    {
        foreach (var block in body.Blocks.Take(2).Where(block => block.Kind == BlockKind.Paragraph))
        {
            if (DatelineLine.Find(body.Text[block.Start..block.End]) is { } line)
            {
                return new Dateline { Text = line.Text, Place = line.Place };
            }
        }

        return structured is { Length: > 1 and < 100 } ? new Dateline { Text = structured } : null;
    }
}
