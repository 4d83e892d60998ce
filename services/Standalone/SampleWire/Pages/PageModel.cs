using System.Globalization;

namespace Ingestion.Standalone.SampleWire.Pages;

/// <summary>All that a page template needs.</summary>
/// <param name="Story">What the page tells.</param>
/// <param name="Publisher">Whose page it is.</param>
/// <param name="Root">The publisher's address without a slash at the end.</param>
/// <param name="Url">Where the page stands.</param>
/// <param name="NamesItself">Whether the page has a canonical link: a copied story has none, since its thief would not say.</param>
/// <param name="Others">Other stories of the publisher, for menus and related links.</param>
internal sealed record PageModel(
    Story Story, Publisher Publisher, string Root, string Url, bool NamesItself, IReadOnlyList<PageLink> Others)
{
    public ChromeWords Words { get; } = ChromeWords.For(Story.Language);

    public string Direction => Story.Language == "ar" ? "rtl" : "ltr";

    public string ImageUrl => $"{Root}/img/{Story.Slug}.svg";

    /// <summary>Printed credit; empty when nobody is named.</summary>
    public string Byline => Story.Authors.Count == 0 ? "" : Words.By + string.Join(Story.Language == "en" ? " and " : ", ", Story.Authors);

    /// <summary>Day and time as printed. Newer language data part the time by a narrow space that old code pages lack.</summary>
    public string PublishedText =>
        Story.Published.ToString("f", CultureInfo.GetCultureInfo(Story.Language)).Replace('\u202F', ' ');

    public string PublishedIso => Iso(Story.Published);

    public string ModifiedIso => Iso(Story.Modified ?? Story.Published);

    /// <summary>Index of the block after which a template puts its interruption.</summary>
    public int Middle => Story.Blocks.Count / 2;

    private static string Iso(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}

/// <summary>A headline with its address.</summary>
internal sealed record PageLink(string Headline, string Url);
