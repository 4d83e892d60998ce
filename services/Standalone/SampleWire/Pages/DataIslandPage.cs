using System.Text.Json.Nodes;

namespace Ingestion.Standalone.SampleWire.Pages;

/// <summary>A page that a script would fill: the document holds little more than the headline, the text lies in JSON.</summary>
internal static class DataIslandPage
{
    public static string Render(PageModel model) => $"""
        <!DOCTYPE html><html lang="{model.Story.Language}" dir="{model.Direction}"><head><meta charSet="utf-8"/>
        <title>{Html.Text(model.Story.Headline)} | {Html.Text(model.Publisher.Name)}</title>
        {(model.NamesItself ? $"<link rel=\"canonical\" href=\"{Html.Text(model.Url)}\"/>" : "")}
        <meta property="og:title" content="{Html.Text(model.Story.Headline)}"/>
        <script type="application/ld+json">{Html.Script(NewsArticleJson.Of(model, withBody: true))}</script>
        {Chrome.Style(model.Publisher)}</head><body>
        <div id="__next">{Chrome.Masthead(model)}<main class="css-1x9kq wrap" id="content"><h1 class="css-8f2az">{Html.Text(model.Story.Headline)}</h1>
        <div class="css-0 skeleton" aria-busy="true"><span></span><span></span><span></span></div></main>{Chrome.Footer(model)}</div>
        <script id="__NEXT_DATA__" type="application/json">{Html.Script(State(model))}</script>
        {Chrome.Counter(model)}
        </body></html>
        """;

    private static JsonObject State(PageModel model) => new()
    {
        ["props"] = new JsonObject
        {
            ["pageProps"] = new JsonObject
            {
                ["id"] = model.Story.Number,
                ["type"] = "story",
                ["headline"] = model.Story.Headline,
                ["byline"] = model.Byline,
                ["published"] = model.PublishedIso,
                ["content"] = new JsonArray([.. model.Story.Blocks.Select(block => new JsonObject { ["kind"] = block.IsHeading ? "subhead" : "paragraph", ["text"] = block.Text })]),
                ["mostRead"] = new JsonArray([.. model.Others.Select(other => new JsonObject { ["title"] = other.Headline, ["href"] = other.Url })]),
            },
        },
        ["page"] = "/articles/[slug]",
        ["buildId"] = "sample",
    };
}
