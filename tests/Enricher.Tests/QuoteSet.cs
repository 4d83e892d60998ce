using System.Text;
using Ingestion.Contracts;
using Ingestion.TestSupport;

namespace Ingestion.Enricher.Tests;

/// <summary>A text of a quote set and the direct quotes that it holds; the form is told at the top of <c>Quotes/tuned.txt</c>.</summary>
internal sealed record QuotedText(string Text, IReadOnlyList<ExpectedQuote> Quotes)
{
    public static IReadOnlyList<QuotedText> Read(string name) =>
    [
        .. File.ReadAllText(Path.Combine(Repository.Root, "tests", "Enricher.Tests", "Quotes", name)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(text => string.Join('\n', text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'))).Where(text => text.Length > 0).Select(Parse),
    ];

    // The body joins paragraphs by empty lines, and offsets are those of the body.
    private static QuotedText Parse(string marked)
    {
        var (text, quotes) = (new StringBuilder(), new List<ExpectedQuote>());
        for (var at = 0; at < marked.Length; at++)
        {
            if (marked[at] != '{')
            {
                text.Append(marked[at] == '\n' ? "\n\n" : marked[at]);
                continue;
            }

            var bar = marked.IndexOf('|', at);
            var end = marked.IndexOf('}', bar);
            var start = text.Length;
            text.Append(marked[(at + 1)..bar].Replace("\n", "\n\n", StringComparison.Ordinal));
            quotes.Add(new ExpectedQuote(start, text.Length, marked[(bar + 1)..end]));
            at = end;
        }

        return new QuotedText(text.ToString(), quotes);
    }
}

/// <param name="Speaker">The name of the entity; "=" and words of somebody not named.</param>
internal sealed record ExpectedQuote(int Start, int End, string Speaker)
{
    public bool IsRight(Quote quote, ArticleEnriched article) => Speaker[0] == '='
        ? quote.Speaker is null && quote.SpeakerText?.Contains(Speaker[1..], StringComparison.OrdinalIgnoreCase) == true
        : article.Entities.FirstOrDefault(entity => entity.Id == quote.Speaker)?.Name is { } name && (name == Speaker || name.EndsWith(" " + Speaker, StringComparison.Ordinal));
}
