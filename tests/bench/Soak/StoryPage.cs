using System.Globalization;
using System.Text;
using Ingestion.Bench.Origin;

namespace Ingestion.Bench.Soak;

/// <summary>A story's page, 3 to 20 KB: what it says depends on site, story and version alone, but for what is asked to vary.</summary>
internal static class StoryPage
{
    public static string Headline(Site site, Story story, StoryVersion version)
    {
        var words = new StoryWords(Seed(site, story));
        return site.Habits.German
            ? new GermanWords(Seed(site, story)).Headline(version.Headline)
            : $"{words.Headline()}{(version.Headline == 1 ? "" : $", report {version.Headline} says")}";
    }

    /// <summary>A sentence of the body that tells this text of the story from its others.</summary>
    public static string Mark(Site site, Story story, StoryVersion version) => site.Habits.German
        ? $"Dieser Bericht trägt die Nummer {site.Number}-{story.Number} und steht in seiner Fassung {version.Text} vor."
        : $"This report bears the number {site.Number}-{story.Number} and stands in its edition {version.Text}.";

    /// <param name="site">The site.</param>
    /// <param name="story">The story.</param>
    /// <param name="version">Its version.</param>
    /// <param name="visit">Number of the request, shown where a site's pages are other bytes each time.</param>
    public static string Of(Site site, Story story, StoryVersion version, int visit)
    {
        var seed = Seed(site, story);
        var (english, german, isGerman) = (new StoryWords(seed), new GermanWords(seed), site.Habits.German);
        var (headline, url) = (Headline(site, story, version), site.Url(story.Path));
        var author = english.Name();
        var (at, changed) = (Moment(story.PublishedAt), Moment(version.At));
        var page = new StringBuilder(16_000);
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html><html lang="{(isGerman ? "de" : "en")}"><head><meta charset="utf-8"><title>{headline} | {site.Name}</title>
            <meta property="og:type" content="article"><meta property="og:site_name" content="{site.Name}"><meta property="og:title" content="{headline}">
            <meta name="description" content="{Sentence()}"><meta property="article:published_time" content="{at}"><meta property="article:modified_time" content="{changed}">

            """);
        if (site.Habits.HasSecondFeed || seed % 2 == 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"""<link rel="canonical" href="{url}">""").Append('\n');
        }

        if (seed % 3 != 0)
        {
            page.Append(CultureInfo.InvariantCulture, $$"""
                <script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"{{headline}}","datePublished":"{{at}}","dateModified":"{{changed}}","author":[{"@type":"Person","name":"{{author}}"}]}</script>

                """);
        }

        if (site.Habits.DynamicBytes)
        {
            page.Append(CultureInfo.InvariantCulture, $"<!-- served {visit} by worker {visit % 7} -->\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"""</head><body><header><a href="/">{site.Name}</a><nav><ul>""");
        for (var link = 0; link < 8; link++)
        {
            page.Append(CultureInfo.InvariantCulture, $"""<li><a href="/section/{link}">{(isGerman ? GermanWords.Sections[link] : Sections[link])}</a></li>""");
        }

        page.Append(CultureInfo.InvariantCulture, $"""
            </ul></nav></header><main><article><h1>{headline}</h1><p class="byline">{(isGerman ? "Von" : "By")} <a rel="author" href="/by/{seed % 40}">{author}</a></p>
            <time datetime="{at}">{story.PublishedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC</time><div class="article__body">

            """);
        var paragraphs = 3 + (seed % 9);
        for (var paragraph = 0; paragraph < paragraphs; paragraph++)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>{Sentence()} {Sentence()} {(paragraph == paragraphs / 2 ? Mark(site, story, version) : Sentence())} {(isGerman ? german.Quote() : english.Quote())}</p>\n");
            if (site.Habits.DynamicBytes && paragraph == 1)
            {
                page.Append(CultureInfo.InvariantCulture, $"""<aside class="advertisement"><a href="/ad/{visit}">{(isGerman ? "Anzeige" : "Advertisement")} {visit}</a></aside>""").Append('\n');
            }
        }

        page.Append("</div></article><aside class=\"related\"><h2>").Append(isGerman ? "Mehr Meldungen" : "More stories").Append("</h2><ul>\n");
        for (var teaser = 1; teaser <= seed % 12; teaser++)
        {
            var other = seed + (teaser * 7919);
            page.Append(CultureInfo.InvariantCulture, $"""<li><a href="/archive/{other}"><h3>{(isGerman ? new GermanWords(other).Headline(1) : new StoryWords(other).Headline())}</h3></a></li>""").Append('\n');
        }

        return page.Append(CultureInfo.InvariantCulture, $"""</ul></aside></main><footer><a href="/imprint">{(isGerman ? "Impressum" : "Imprint")}</a></footer></body></html>""").ToString();

        string Sentence() => isGerman ? german.Sentence() : english.Sentence();
    }

    private static readonly string[] Sections = ["World", "Politics", "Business", "Markets", "Science", "Health", "Sport", "Culture"];

    // Small primes keep numbers of sites and stories apart for as many of both as a run can have.
    private static int Seed(Site site, Story story) => (site.Number * 100_003) + story.Number;

    private static string Moment(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
