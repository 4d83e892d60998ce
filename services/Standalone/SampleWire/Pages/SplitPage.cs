namespace Ingestion.Standalone.SampleWire.Pages;

/// <summary>The body lies in several sibling containers with advertising between them; an extractor that keeps one of them loses the story.</summary>
internal static class SplitPage
{
    private const int BlocksPerPart = 3;

    public static string Render(PageModel model) => $"""
        <!DOCTYPE html>
        <html lang="{model.Story.Language}" dir="{model.Direction}">
        <head>
        <meta charset="utf-8">
        <title>{Html.Text(model.Story.Headline)} – {Html.Text(model.Publisher.Name)}</title>
        {(model.NamesItself ? $"<link rel=\"canonical\" href=\"{Html.Text(model.Url)}\">" : "")}
        <meta name="description" content="{Html.Text(model.Story.Standfirst)}">
        <meta name="date" content="{model.PublishedIso}">
        <meta property="og:title" content="{Html.Text(model.Story.Headline)}">
        <meta property="og:site_name" content="{Html.Text(model.Publisher.Name)}">
        {Chrome.Style(model.Publisher)}
        </head>
        <body>
        {Chrome.Masthead(model)}
        <main class="article-page wrap" id="content">
          <div class="article-head">
            <h1>{Html.Text(model.Story.Headline)}</h1>
            <div class="article-head__info meta"><span class="article-head__author" itemprop="author">{Html.Text(model.Byline)}</span>
            <time itemprop="datePublished" datetime="{model.PublishedIso}">{model.Words.Published} {model.PublishedText}</time></div>
          </div>
          {Html.Figure(model)}
          {(model.Story.Standfirst is { } deck ? $"<div class=\"article-intro\"><p>{Html.Text(deck)}</p></div>" : "")}
          {Html.Each(Enumerable.Range(0, (model.Story.Blocks.Count + BlocksPerPart - 1) / BlocksPerPart), part => Part(model, part))}
          {Chrome.Share(model)}
        </main>
        <div class="wrap">{Chrome.Newsletter(model)}{Chrome.Related(model, 8)}</div>
        {Chrome.Footer(model)}
        {Chrome.Counter(model)}
        </body>
        </html>
        """;

    private static string Part(PageModel model, int part)
    {
        var (from, to) = (part * BlocksPerPart, Math.Min(model.Story.Blocks.Count, (part + 1) * BlocksPerPart));
        var slot = to == model.Story.Blocks.Count
            ? ""
            : $"\n<div class=\"ad-slot\" data-slot=\"inline-{part + 1}\"><span>{model.Words.Advertisement}</span></div>\n{(part == 0 ? Chrome.ReadMore(model) : "")}";
        return $"<div class=\"article-body__part\" data-part=\"{part + 1}\">\n{Html.Blocks(model, from, to)}</div>{slot}";
    }
}
