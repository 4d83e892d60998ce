using Ingestion.Contracts;
using Ingestion.News;
using Ingestion.Parser.Extraction.Fields;
using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>The body of an article page.</summary>
internal static class ArticleBody
{
    /// <summary>JSON's text replaces the page's only where the page plainly holds less of it.</summary>
    private const double ClearlyLess = 0.5;

    private const int Telling = 300;

    /// <summary>A page that holds less may be one whose program draws the rest: only then its state is read, which takes as long as the page itself.</summary>
    private const int Thin = 1500;

    /// <param name="page">The page.</param>
    /// <param name="meta">What its <c>meta</c> elements say.</param>
    /// <param name="structured">What its JSON says.</param>
    /// <param name="titles">Headline and its other prints, to leave out of the body.</param>
    public static FoundBody Find(Page page, PageMeta meta, StructuredData structured, IReadOnlyList<string> titles) =>
        Find(page, meta, structured, titles, BodyModel.Shipped);

    public static FoundBody Find(Page page, PageMeta meta, StructuredData structured, IReadOnlyList<string> titles, BodyModel model)
    {
        var measures = new PageMeasures(PageText.Of(page), Hints(meta, structured, titles));
        var taken = Take(measures, model.Predict(BlockFeatures.Of(measures, model.Lexicons)), out var agreement);
        var weight = Weight(measures, taken);
        var builder = new BodyBuilder();
        if (Told(structured, weight) is { } told)
        {
            foreach (var paragraph in Paragraphs(told))
            {
                builder.Add(BlockKind.Paragraph, paragraph);
            }

            return new FoundBody(builder.Build(), agreement, FromJson: true);
        }

        for (var i = 0; i < taken.Length; i++)
        {
            if (taken[i])
            {
                builder.Add(measures.Blocks[i].Kind, measures.Blocks[i].Text);
            }
        }

        return new FoundBody(builder.Build(), agreement, FromJson: false);
    }

    /// <param name="page">The page.</param>
    /// <param name="likely">What the model says of each block, 0 to 1.</param>
    /// <param name="agreement">As <see cref="FoundBody.Agreement"/>.</param>
    /// <returns>For each block whether it is the body's.</returns>
    public static bool[] Take(PageMeasures page, float[] likely, out float agreement)
    {
        (var taken, agreement) = BodyChoice.Choose(page, likely);
        taken = BodyFilter.Keep(page, taken);
        BodyContext.Settle(page, likely, taken);
        return taken;
    }

    public static BodyHints Hints(PageMeta meta, StructuredData structured, IReadOnlyList<string> titles) =>
        new(titles, meta.First("og:description", "description", "twitter:description"), structured.ArticleBody);

    /// <summary>A text that only JSON holds, as behind a paywall that is a matter of the browser.</summary>
    private static string? Told(StructuredData structured, int weight)
    {
        foreach (var text in (ReadOnlySpan<string?>)[structured.ArticleBody, weight < Thin ? structured.State?.Body : null])
        {
            if (text is not null && Prose.Weight(text) is >= Telling and var told && weight < ClearlyLess * told)
            {
                return text;
            }
        }

        return null;
    }

    private static int Weight(PageMeasures page, bool[] taken)
    {
        var weight = 0;
        for (var i = 0; i < taken.Length; i++)
        {
            weight += taken[i] ? page.Blocks[i].Weight : 0;
        }

        return weight;
    }

    /// <summary>Some publishers put markup into JSON; that is read like a page.</summary>
    private static IEnumerable<string> Paragraphs(string text) => text.Contains("</p>", StringComparison.OrdinalIgnoreCase) || text.Contains("<br", StringComparison.OrdinalIgnoreCase)
        ? PageText.Of(Page.Parse(text, PageLimits.Default)).Blocks.Select(block => block.Text)
        : text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}

/// <param name="Body">The body; empty where the page has none.</param>
/// <param name="Agreement">How far those that look for a body in different ways agree on this one, 0 to 1.</param>
/// <param name="FromJson">The text stood in the page's JSON alone.</param>
internal sealed record FoundBody(Body Body, float Agreement, bool FromJson);
