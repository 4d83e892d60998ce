using System.Globalization;

namespace Ingestion.Standalone.SampleWire.Pages;

/// <summary>
/// Markup of the nineties: layout in tables, capital tags, line breaks for paragraphs. Served as windows-1252, which only the page itself says.
/// </summary>
internal static class TablePage
{
    public static string Render(PageModel model) => $"""
        <HTML>
        <HEAD>
        <META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1252">
        <TITLE>{Html.Text(model.Publisher.Name)} - {Html.Text(model.Story.Headline)}</TITLE>
        {(model.NamesItself ? $"<LINK REL=\"canonical\" HREF=\"{Html.Text(model.Url)}\">" : "")}
        <META NAME="DC.date.issued" CONTENT="{model.Story.Published.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}">
        <META NAME="DC.language" CONTENT="{model.Story.Language}">
        <META NAME="keywords" CONTENT="{Html.Text(string.Join(", ", model.Story.Keywords))}">
        {Chrome.Style(model.Publisher)}
        </HEAD>
        <BODY BGCOLOR="#FFFFFF" TEXT="#000000">
        <TABLE WIDTH="780" BORDER="0" CELLPADDING="4" CELLSPACING="0" ALIGN="center">
        <TR><TD COLSPAN="3" BGCOLOR="{model.Publisher.Colour}"><FONT FACE="Times" SIZE="6" COLOR="#FFFFFF"><B>{Html.Text(model.Publisher.Name)}</B></FONT><BR>
        <FONT SIZE="2" COLOR="#FFFFFF">{Html.Text(model.Publisher.Tagline)}</FONT></TD></TR>
        <TR VALIGN="top">
        <TD WIDTH="130" BGCOLOR="#EEEEEE"><FONT FACE="Arial" SIZE="2">
        {Html.Each(model.Publisher.Sections.Where(IsWestern), section => $"<A HREF=\"{model.Root}/section/{Chrome.Slug(section)}\">{Html.Text(section)}</A><BR>")}
        <HR>{Html.Each(model.Others.Where(other => IsWestern(other.Headline)).Take(4), other => $"<A HREF=\"{Html.Text(other.Url)}\">{Html.Text(other.Headline)}</A><BR><BR>")}
        </FONT></TD>
        <TD WIDTH="500"><FONT FACE="Verdana" SIZE="5"><B>{Html.Text(model.Story.Headline)}</B></FONT><BR>
        <FONT FACE="Arial" SIZE="2"><I>{Html.Text(model.Byline)}</I><BR>{model.Words.Published}: {model.PublishedText}</FONT><BR><BR>
        {Picture(model)}<FONT FACE="Times" SIZE="3">{Body(model)}</FONT>
        <BR><BR><FONT FACE="Arial" SIZE="1">[<A HREF="{model.Root}/print?nid={model.Story.Number}">Print</A>] [<A HREF="{model.Root}/mail?nid={model.Story.Number}">E-mail</A>]</FONT>
        </TD>
        <TD WIDTH="150"><FONT FACE="Arial" SIZE="1"><CENTER>{model.Words.Advertisement}<BR><IMG SRC="{model.Root}/img/banner.svg" WIDTH="120" HEIGHT="600" ALT=""></CENTER></FONT></TD>
        </TR>
        <TR><TD COLSPAN="3" ALIGN="center"><FONT FACE="Arial" SIZE="1">
        {Html.Each(model.Others.Where(other => IsWestern(other.Headline)).Skip(4).Take(10), other => $"<A HREF=\"{Html.Text(other.Url)}\">{Html.Text(other.Headline)}</A> |")}
        <BR>{Html.Each(Chrome.FooterPages, page => $"<A HREF=\"{model.Root}/about/{Chrome.Slug(page)}\" CLASS=\"foot\">{page}</A> |")}
        <BR>© {model.Story.Published.Year} {Html.Text(model.Publisher.Name)}. {model.Words.Rights}</FONT></TD></TR>
        </TABLE>
        {Chrome.Counter(model)}
        </BODY>
        </HTML>
        """;

    private static string Body(PageModel model) => string.Join("\n<BR><BR>\n", model.Story.Blocks.Select((block, index) =>
        block.IsHeading ? $"<B>{Html.Text(block.Text)}</B>" : Html.Lead(model, index) + Html.Text(block.Text)));

    private static string Picture(PageModel model) => model.Story.Caption is not { } caption ? "" : $"""
        <TABLE ALIGN="right" WIDTH="210" CELLPADDING="6"><TR><TD><IMG SRC="{Html.Text(model.ImageUrl)}" WIDTH="200" HEIGHT="112" ALT=""><BR>
        <FONT FACE="Arial" SIZE="1">{Html.Text(caption)} ({model.Words.Photo}: {Html.Text(model.Story.Credit ?? model.Publisher.Name)})</FONT></TD></TR></TABLE>
        """;

    /// <summary>Fits windows-1252, near enough: nothing from another script.</summary>
    private static bool IsWestern(string words) => words.All(letter => letter < 0x0100 || letter is >= '‐' and <= '…');
}
