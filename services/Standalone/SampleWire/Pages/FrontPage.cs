namespace Ingestion.Standalone.SampleWire.Pages;

/// <summary>A publisher's front page: teasers and links, no story of its own.</summary>
internal static class FrontPage
{
    public static string Render(PageModel model) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>{Html.Text(model.Publisher.Name)} - {Html.Text(model.Publisher.Tagline)}</title>
        <meta property="og:type" content="website">
        <meta property="og:site_name" content="{Html.Text(model.Publisher.Name)}">
        <link rel="canonical" href="{model.Root}/">
        {Chrome.Style(model.Publisher)}
        </head>
        <body class="home">
        {Chrome.Masthead(model)}
        <main class="wrap" id="content">
          <section class="top-stories"><h2>Top stories</h2>
          {Html.Each(model.Others.Take(6), other => $"<div class=\"teaser\"><h3><a href=\"{Html.Text(other.Url)}\">{Html.Text(other.Headline)}</a></h3></div>")}
          </section>
          <section class="latest"><h2>Latest</h2><ul>
          {Html.Each(model.Others.Skip(6), other => $"<li><a href=\"{Html.Text(other.Url)}\">{Html.Text(other.Headline)}</a></li>")}
          </ul></section>
          {Html.Each(model.Publisher.Sections, section => $"<section><h2><a href=\"{model.Root}/section/{Chrome.Slug(section)}\">{Html.Text(section)}</a></h2><ul>{Html.Each(model.Others.Take(3), other => $"<li><a href=\"{Html.Text(other.Url)}\">{Html.Text(other.Headline)}</a></li>")}</ul></section>")}
        </main>
        {Chrome.Footer(model)}
        {Chrome.Cookies(model)}
        {Chrome.Counter(model)}
        </body>
        </html>
        """;
}
