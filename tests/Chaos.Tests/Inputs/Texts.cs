using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Ingestion.Bench.Origin;

namespace Ingestion.Chaos.Tests.Inputs;

/// <summary>What the pages and the wire copy of inputs say.</summary>
internal static partial class Texts
{
    /// <summary>A page.</summary>
    /// <param name="number">Of the input.</param>
    /// <param name="url">Its address.</param>
    /// <param name="version">1, or 2 for the changed one: it says more, and that it is of later.</param>
    public static string Page(int number, string url, int version)
    {
        var page = NewsPage.Of(number, url);
        return version == 1
            ? page
            : Modified().Replace(page, "\"dateModified\":\"2030-01-01T00:00:00Z\"").Replace("</div></article>", $"<p>{Addition(number)}</p>\n</div></article>", StringComparison.Ordinal);
    }

    /// <summary>A page without a story.</summary>
    public static string NoNews(int number) => FormattableString.Invariant($"<!doctype html><html lang=\"en\"><head><title>Page {number}</title></head><body><p>Page {number} is being built.</p></body></html>");

    /// <summary>A page of nine megabytes.</summary>
    public static string Killer(string url) => NewsPage.Of(0, url).Replace(
        "</div></article>", string.Concat(Enumerable.Repeat("<p>The crane went up and the crane came down, said the port.</p>", 140_000)) + "</div></article>", StringComparison.Ordinal);

    /// <summary>Wire copy: a headline, an empty line, paragraphs.</summary>
    public static string Wire(int number) => new StoryWords(number).Headline() + "\n\n" + string.Join("\n\n", Paragraphs(NewsPage.Of(number, "")));

    public static string Headline(int number) => new StoryWords(number).Headline();

    /// <summary>The paragraphs that the body of an input's newest version must hold; of the first what follows place and date, which wire copy loses to a field of their own.</summary>
    public static IReadOnlyList<string> Expected(Input input) =>
        [.. Paragraphs(NewsPage.Of(input.Number, "")).Select((text, i) => i == 0 ? text[(text.IndexOf('—', StringComparison.Ordinal) + 2)..] : text), .. input.Kind == InputKind.Revised ? [Addition(input.Number)] : Array.Empty<string>()];

    private static string Addition(int number) => FormattableString.Invariant($"In the evening the council added that the vote number {number} would be held again before the end of the month.");

    private static List<string> Paragraphs(string page)
    {
        var body = page[page.IndexOf("article__body", StringComparison.Ordinal)..];
        return [.. Paragraph().Matches(body[..body.IndexOf("</article>", StringComparison.Ordinal)]).Select(match => Squeeze(WebUtility.HtmlDecode(match.Groups["text"].Value)))];
    }

    /// <summary>A text with every run of white space as one blank.</summary>
    public static string Squeeze(string text)
    {
        var squeezed = new StringBuilder(text.Length);
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            squeezed.Append(squeezed.Length == 0 ? "" : " ").Append(word);
        }

        return squeezed.ToString();
    }

    [GeneratedRegex("<p>(?<text>[^<]*)</p>", RegexOptions.NonBacktracking)]
    private static partial Regex Paragraph();

    [GeneratedRegex("\"dateModified\":\"[^\"]*\"", RegexOptions.NonBacktracking)]
    private static partial Regex Modified();
}
