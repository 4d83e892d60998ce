namespace Ingestion.Standalone.SampleWire.Pages;

/// <summary>Nothing but divs with class names, and in the middle of the story whatever the sales desk could place there.</summary>
internal static class DivSoupPage
{
    public static string Render(PageModel model) => $"""
        <!DOCTYPE html>
        <html lang="{model.Story.Language}" dir="{model.Direction}">
        <head>
        <meta charset="utf-8">
        <title>{Html.Text(model.Story.Headline)} - {Html.Text(model.Story.Section)} - {Html.Text(model.Publisher.Name)}</title>
        {(model.NamesItself ? $"<link rel=\"canonical\" href=\"{Html.Text(model.Url)}\">" : "")}
        <meta name="author" content="{Html.Text(string.Join(", ", model.Story.Authors))}">
        <meta name="news_keywords" content="{Html.Text(string.Join(", ", model.Story.Keywords))}">
        <meta property="article:published_time" content="{model.PublishedIso}">
        <meta property="article:modified_time" content="{model.ModifiedIso}">
        {Chrome.Style(model.Publisher)}
        </head>
        <body class="page page--article page--{model.Publisher.Key}">
        {Chrome.Cookies(model)}
        <div id="top-leaderboard" class="ad ad--leaderboard" aria-hidden="true">{model.Words.Advertisement}</div>
        {Chrome.Masthead(model)}
        <div class="layout wrap"><div class="layout__main"><div class="story" id="content">
          <div class="story__kicker">{Html.Text(model.Story.Section)}</div>
          <h1 class="story__headline">{Html.Text(model.Story.Headline)}</h1>
          {(model.Story.Standfirst is { } deck ? $"<div class=\"story__deck standfirst\">{Html.Text(deck)}</div>" : "")}
          <div class="story__meta meta"><span class="story__byline byline">{Html.Text(model.Byline)}</span>
            <span class="story__date" data-timestamp="{model.Story.Published.ToUnixTimeSeconds()}">{model.PublishedText}</span></div>
          {Chrome.Share(model)}
          {Html.Figure(model)}
          <div class="story__body js-story-body">
          {Html.Blocks(model, 0, model.Middle, "story__paragraph")}
          {Chrome.Newsletter(model)}
          {Html.Blocks(model, model.Middle, model.Story.Blocks.Count - 1, "story__paragraph")}
          {Chrome.ReadMore(model)}
          {Html.Block(model, model.Story.Blocks.Count - 1, "story__paragraph")}
          </div>
          <div class="story__tags">{Html.Each(model.Story.Keywords, word => $"<a class=\"tag\" href=\"{model.Root}/tag/{Uri.EscapeDataString(word)}\">{Html.Text(word)}</a>")}</div>
          <div class="comments" id="comments"><h3>{model.Words.Comments} (3)</h3>
            <div class="comment"><b class="comment__name">tramdriver_54</b><div class="comment__text">+1</div></div>
            <div class="comment"><b class="comment__name">Lotte K.</b><div class="comment__text">OK :-)</div></div>
            <div class="comment"><b class="comment__name">old_meridian</b><div class="comment__text">???</div></div>
          </div>
        </div></div>
        <div class="layout__rail">{Chrome.Related(model, 8)}<div class="ad ad--rail" aria-hidden="true">{model.Words.Advertisement}</div></div></div>
        {Chrome.Footer(model)}
        {Chrome.Counter(model)}
        </body>
        </html>
        """;
}
