namespace Ingestion.Standalone.SampleWire.Pages;

/// <summary>In the manner of an accelerated mobile page: custom elements for pictures, advertising and counting, JSON-LD in the head.</summary>
internal static class AmpPage
{
    public static string Render(PageModel model) => $"""
        <!doctype html>
        <html amp lang="{model.Story.Language}" dir="{model.Direction}">
        <head>
        <meta charset="utf-8">
        <title>{Html.Text(model.Story.Headline)}</title>
        {(model.NamesItself ? $"<link rel=\"canonical\" href=\"{Html.Text(model.Url)}\">" : "")}
        <meta name="viewport" content="width=device-width,minimum-scale=1,initial-scale=1">
        <script type="application/ld+json">{Html.Script(NewsArticleJson.Of(model, withBody: false))}</script>
        {Chrome.Style(model.Publisher).Replace("<style>", "<style amp-custom>", StringComparison.Ordinal)}
        </head>
        <body>
        <amp-analytics type="sample"></amp-analytics>
        {Chrome.Masthead(model)}
        <amp-sidebar id="sidebar" layout="nodisplay" side="left">{Chrome.Related(model, 10)}</amp-sidebar>
        <article class="amp-article wrap" id="content">
          <h1 class="amp-title">{Html.Text(model.Story.Headline)}</h1>
          <div class="amp-byline meta">{Html.Text(model.Byline)} <time datetime="{model.PublishedIso}">{model.PublishedText}</time></div>
          {Html.Figure(model, "amp-img layout=\"responsive\"", "</amp-img>")}
          {(model.Story.Standfirst is { } deck ? $"<p class=\"amp-summary standfirst\">{Html.Text(deck)}</p>" : "")}
          <div class="amp-content">
          {Html.Blocks(model, 0, model.Middle)}
          <amp-ad width="300" height="250" type="sample" data-slot="mid"><div placeholder>{model.Words.Advertisement}</div></amp-ad>
          {Html.Blocks(model, model.Middle, model.Story.Blocks.Count)}
          </div>
          <amp-social-share type="email" width="40" height="40"></amp-social-share>
        </article>
        {Chrome.Related(model, 4)}
        <amp-consent id="consent" layout="nodisplay"><div id="consent-ui">{Chrome.Cookies(model)}</div></amp-consent>
        {Chrome.Footer(model)}
        </body>
        </html>
        """;
}
