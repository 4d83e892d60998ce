namespace Ingestion.Standalone.SampleWire.Pages;

/// <summary>Clean markup: main, article, header, figure, address, and JSON-LD that says the same.</summary>
internal static class SemanticPage
{
    public static string Render(PageModel model) => $"""
        <!DOCTYPE html>
        <html lang="{model.Story.Language}" dir="{model.Direction}">
        <head>
        <meta charset="utf-8">
        <title>{Html.Text(model.Story.Headline)} | {Html.Text(model.Publisher.Name)}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="description" content="{Html.Text(model.Story.Standfirst)}">
        {(model.NamesItself ? $"<link rel=\"canonical\" href=\"{Html.Text(model.Url)}\">" : "")}
        <link rel="icon" href="{model.Root}/img/logo.svg" type="image/svg+xml">
        <script type="application/ld+json">
        {Html.Script(NewsArticleJson.Of(model, withBody: false))}
        </script>
        {Chrome.Style(model.Publisher)}
        </head>
        <body>
        {Chrome.Masthead(model)}
        <main id="content" class="wrap">
          <article>
            <header>
              <p class="meta"><a href="{model.Root}/section/{Chrome.Slug(model.Story.Section)}">{Html.Text(model.Story.Section)}</a></p>
              <h1>{Html.Text(model.Story.Headline)}</h1>
              {(model.Story.Standfirst is { } deck ? $"<p class=\"standfirst\">{Html.Text(deck)}</p>" : "")}
              {(model.Byline.Length > 0 ? $"<address class=\"byline\" rel=\"author\">{Html.Text(model.Byline)}</address>" : "")}
              <p class="meta">{model.Words.Published} <time datetime="{model.PublishedIso}">{model.PublishedText}</time></p>
            </header>
            {Html.Figure(model)}
            {Html.Blocks(model, 0, model.Story.Blocks.Count)}
            <footer class="meta">{Chrome.Share(model)}</footer>
          </article>
          {Chrome.Related(model)}
        </main>
        {Chrome.Footer(model)}
        {Chrome.Counter(model)}
        </body>
        </html>
        """;
}
