namespace Ingestion.Standalone.SampleWire.Pages;

/// <summary>
/// What stands under the address of a story once it is killed: ninjs' <c>pubstatus</c> as a meta element, and a notice in the place of the text.
/// </summary>
internal static class KillNoticePage
{
    public static string Render(PageModel model) => $"""
        <!DOCTYPE html>
        <html lang="{model.Story.Language}">
        <head>
        <meta charset="utf-8">
        <title>Withdrawn: {Html.Text(model.Story.Headline)} - {Html.Text(model.Publisher.Name)}</title>
        <meta name="pubstatus" content="canceled">
        <meta name="robots" content="noindex">
        <link rel="canonical" href="{Html.Text(model.Url)}">
        <meta property="article:published_time" content="{model.PublishedIso}">
        {Chrome.Style(model.Publisher)}
        </head>
        <body>
        {Chrome.Masthead(model)}
        <div class="wrap" id="content"><div class="story">
          <h1 class="story__headline">Withdrawn: {Html.Text(model.Story.Headline)}</h1>
          <div class="story__body">
          <p>EDITORS AND SUBSCRIBERS: {Html.Text(model.Publisher.Name)} has killed this story and asks that it be removed from all pages, archives and
          broadcasts at once. It must not be distributed again in any form, in whole or in part.</p>
          <p>The report rested on a document that the newsroom can no longer vouch for. After its publication the named institution showed that the
          document had not come from its offices, and the reporter's second source withdrew what she had said.</p>
          <p>No replacement story will follow. Questions go to the duty editor, who answers at all hours and keeps a record of every subscriber who has confirmed
          the removal.</p>
          </div>
        </div></div>
        {Chrome.Related(model)}
        {Chrome.Footer(model)}
        {Chrome.Counter(model)}
        </body>
        </html>
        """;
}
