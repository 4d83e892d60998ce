using System.Globalization;
using System.Text;

namespace Ingestion.Bench.Origin;

/// <summary>A page in the shape of a publisher's: head with metadata and JSON-LD, navigation, the story, teasers of others, footer. About 20 KB.</summary>
internal static class NewsPage
{
    private static readonly DateTimeOffset Epoch = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);

    private static readonly string[] Sections =
        ["World", "Politics", "Business", "Markets", "Technology", "Science", "Health", "Climate", "Sport", "Culture", "Travel", "Opinion", "Video", "Podcasts", "Weather"];

    /// <param name="number">Which page; no two have one text.</param>
    /// <param name="url">Its own address.</param>
    public static string Of(int number, string url)
    {
        var words = new StoryWords(number);
        var published = Epoch.AddMinutes(number);
        var at = published.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var (headline, author, section) = (words.Headline(), words.Name(), Sections[number % 9]);
        var summary = words.Sentence();
        var page = new StringBuilder(24_000);
        page.Append(CultureInfo.InvariantCulture, $$"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{headline}} | The Daily Ledger</title>
            <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="description" content="{{summary}}">
            <meta property="og:type" content="article"><meta property="og:site_name" content="The Daily Ledger"><meta property="og:title" content="{{headline}}">
            <meta property="article:published_time" content="{{at}}"><meta property="article:section" content="{{section}}"><link rel="canonical" href="{{url}}">
            <script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"{{headline}}","datePublished":"{{at}}","dateModified":"{{at}}","author":[{"@type":"Person","name":"{{author}}"}],"publisher":{"@type":"NewsMediaOrganization","name":"The Daily Ledger"},"mainEntityOfPage":"{{url}}","articleSection":"{{section}}","inLanguage":"en"}</script>
            <style>{{Style()}}</style></head><body class="story story--{{section.ToLowerInvariant()}}">
            <header class="masthead"><a class="masthead__logo" href="/">The Daily Ledger</a><nav aria-label="Sections"><ul class="nav">

            """);
        foreach (var name in Sections)
        {
            page.Append(CultureInfo.InvariantCulture, $"""<li class="nav__item"><a class="nav__link" href="/section/{name.ToLowerInvariant()}" data-track="nav-{name.ToLowerInvariant()}">{name}</a></li>""").Append('\n');
        }

        page.Append(CultureInfo.InvariantCulture, $"""
            </ul></nav></header><main><article class="article"><header class="article__head"><p class="article__kicker">{section}</p><h1>{headline}</h1>
            <p class="article__byline">By <a rel="author" href="/by/{number % 40}">{author}</a></p><time datetime="{at}">{published.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)} UTC</time></header>
            <figure class="article__lead"><img src="/images/{number}.jpg" alt="" width="1200" height="675"><figcaption>{words.Sentence()}</figcaption></figure><div class="article__body">

            """);
        Body(page, words, published, 6 + (number % 4));
        page.Append("</div></article><aside class=\"related\" aria-label=\"More stories\"><h2>More stories</h2><ul>\n");
        Teasers(page, number);
        page.Append("</ul></aside></main><footer class=\"footer\"><ul>\n");
        Footer(page);
        return page.Append("</ul></footer></body></html>\n").ToString();
    }

    private static void Body(StringBuilder page, StoryWords words, DateTimeOffset published, int paragraphs)
    {
        for (var paragraph = 0; paragraph < paragraphs; paragraph++)
        {
            page.Append("<p>");
            if (paragraph == 0)
            {
                page.Append(CultureInfo.InvariantCulture, $"{words.Place().ToUpperInvariant()}, {published.ToString("MMMM d", CultureInfo.InvariantCulture)} — ");
            }

            for (var sentence = 0; sentence < 4; sentence++)
            {
                page.Append(words.Sentence()).Append(' ');
            }

            page.Append(paragraph % 2 == 1 ? words.Quote() : words.Dated()).Append("</p>\n");
        }
    }

    private static void Teasers(StringBuilder page, int number)
    {
        for (var teaser = 1; teaser <= 14; teaser++)
        {
            var other = new StoryWords(number + (teaser * 7919));
            page.Append(CultureInfo.InvariantCulture, $"""<li class="card"><a class="card__link" href="/news/{number + (teaser * 7919)}" data-position="{teaser}"><img class="card__image" src="/images/{number + (teaser * 7919)}-320.jpg" alt="" loading="lazy" width="320" height="180"><h3 class="card__title">{other.Headline()}</h3></a><span class="card__meta">{Sections[teaser]} · {teaser + 2} min read</span></li>""").Append('\n');
        }
    }

    private static void Footer(StringBuilder page)
    {
        foreach (var name in new[] { "About us", "Contact", "Careers", "Advertise", "Terms of use", "Privacy", "Cookies", "Corrections", "Accessibility", "Newsletters", "Archive", "Subscribe" })
        {
            var path = name.ToLowerInvariant().Replace(' ', '-');
            page.Append(CultureInfo.InvariantCulture, $"""<li class="footer__item"><a class="footer__link" href="/{path}" data-track="footer-{path}">{name}</a></li>""").Append('\n');
        }
    }

    private static string Style() => string.Concat(Enumerable.Range(0, 88).Select(index =>
        string.Create(CultureInfo.InvariantCulture, $".grid__cell--{index}{{grid-column:{1 + (index % 12)};padding:{index % 5}px {index % 7}px;color:#1a1a{index + 16:x2}}}")));
}
