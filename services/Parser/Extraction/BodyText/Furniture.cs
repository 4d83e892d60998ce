namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>Parts of a page that their names say are no article's.</summary>
internal static class Furniture
{
    private const PartNames Beside = PartNames.Comments | PartNames.Related | PartNames.Sharing | PartNames.Newsletter | PartNames.Advert | PartNames.Caption | PartNames.Gallery | PartNames.Byline
        | PartNames.Details | PartNames.Sidebar | PartNames.Footer | PartNames.Topics | PartNames.Promotion | PartNames.Player;

    private const PartNames Never = PartNames.Navigation | PartNames.Consent;

    /// <summary>
    /// Blocks that stand in a part so named. A name is believed where the part is a small share of the page's prose: themes put "sidebar" and "author" on
    /// whole pages.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="share">Share of the prose up to which a name is believed.</param>
    public static bool[] Blocks(PageMeasures page, double share)
    {
        var found = new bool[page.Blocks.Count];
        foreach (var part in page.Parts)
        {
            if (part.End == part.Start || part.Tag is Html.Tag.Html or Html.Tag.Body or Html.Tag.Main or Html.Tag.Document)
            {
                continue;
            }

            var of = page.ProseIn(part) / (double)Math.Max(1, page.Prose);
            var holdsHeadline = page.Headline >= part.Start && page.Headline < part.End;
            var isBody = (part.Names & PartNames.ArticleBody) != PartNames.None;
            if ((Has(part, Never) && !holdsHeadline && of < 0.7) || (Has(part, PartNames.Hidden | PartNames.Figure) && of < 0.6 && !holdsHeadline)
                || (Has(part, Beside) && !isBody && !holdsHeadline && part.Tag != Html.Tag.Article && of < share)
                || (part.Tag == Html.Tag.Article && !holdsHeadline && of < 0.2))
            {
                Array.Fill(found, true, part.Start, part.End - part.Start);
            }
        }

        return found;
    }

    private static bool Has(TextPart part, PartNames names) => (part.Names & names) != PartNames.None;

    /// <summary>Blocks of a dialog, and of what is not shown, where the headline stands elsewhere.</summary>
    /// <param name="page">The page.</param>
    /// <param name="hiddenShare">Share of the prose up to which what is hidden is believed to stay so: a paywall hides the article itself.</param>
    public static bool[] Unseen(PageMeasures page, double hiddenShare)
    {
        var found = new bool[page.Blocks.Count];
        foreach (var part in page.Parts)
        {
            if (part.End > part.Start && page.Headline >= 0 && (page.Headline < part.Start || page.Headline >= part.End) && (part.Names & PartNames.ArticleBody) == PartNames.None
                && (Has(part, PartNames.Consent) || (Has(part, PartNames.Hidden) && page.ProseIn(part) < hiddenShare * page.Prose)))
            {
                Array.Fill(found, true, part.Start, part.End - part.Start);
            }
        }

        return found;
    }
}
