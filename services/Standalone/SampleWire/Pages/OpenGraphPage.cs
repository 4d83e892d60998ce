namespace Ingestion.Standalone.SampleWire.Pages;

/// <summary>No JSON-LD: metadata stands in OpenGraph properties and a time element, the byline below the story.</summary>
internal static class OpenGraphPage
{
    public static string Render(PageModel model) => $"""
        <!doctype html>
        <html lang="{model.Story.Language}" dir="{model.Direction}" prefix="og: https://ogp.me/ns# article: https://ogp.me/ns/article#">
        <head>
        <meta charset="UTF-8">
        <title>{Html.Text(model.Publisher.Name)}: {Html.Text(model.Story.Headline)}</title>
        {(model.NamesItself ? $"<link rel=\"canonical\" href=\"{Html.Text(model.Url)}\">\n<meta property=\"og:url\" content=\"{Html.Text(model.Url)}\">" : "")}
        <meta property="og:type" content="article">
        <meta property="og:site_name" content="{Html.Text(model.Publisher.Name)}">
        <meta property="og:title" content="{Html.Text(model.Story.Headline)}">
        <meta property="og:description" content="{Html.Text(model.Story.Standfirst)}">
        <meta property="og:image" content="{Html.Text(model.ImageUrl)}">
        <meta property="og:locale" content="{model.Story.Language}">
        <meta property="article:section" content="{Html.Text(model.Story.Section)}">
        {Html.Each(model.Story.Keywords, word => $"<meta property=\"article:tag\" content=\"{Html.Text(word)}\">")}
        {Chrome.Style(model.Publisher)}
        </head>
        <body>
        {Chrome.Masthead(model)}
        <div class="wrap" id="content">
          <h1>{Html.Text(model.Story.Headline)}</h1>
          {(model.Story.Standfirst is { } deck ? $"<h2 class=\"standfirst\">{Html.Text(deck)}</h2>" : "")}
          <p class="meta"><time datetime="{model.PublishedIso}" class="published">{model.PublishedText}</time></p>
          <section class="content story">
          {Html.Blocks(model, 0, 2)}
          {Html.Figure(model)}
          {Html.Blocks(model, 2, model.Story.Blocks.Count)}
          </section>
          {(model.Byline.Length > 0 ? $"<p class=\"author-line\" rel=\"author\">{Html.Text(model.Byline)}</p>" : "")}
          {Chrome.Share(model)}
          {Chrome.Related(model, 5)}
        </div>
        {Chrome.Footer(model)}
        {Chrome.Cookies(model)}
        {Chrome.Counter(model)}
        </body>
        </html>
        """;
}
