using System.Text;
using Ingestion.Contracts;
using Ingestion.Standalone.SampleWire.Pages;

namespace Ingestion.Standalone.SampleWire;

/// <summary>What goes wrong, or nearly, on the web: each case serves its page and says what must become of it.</summary>
internal static class SpecialCases
{
    /// <summary>Served under its own address, but only ever reached through two redirects.</summary>
    public const string Redirected = "sawmill-reopens-after-flood";

    /// <summary>Takes two seconds to its first byte.</summary>
    public const string Slow = "night-trams-return";

    /// <summary>Answers 503 with a Retry-After of one second, once.</summary>
    public const string UnavailableOnce = "bakers-price-of-flour";

    /// <summary>Stands a second time, word for word, on another host that does not say where it is from.</summary>
    public const string Copied = "ferry-line-orders-electric-ships";

    /// <summary>Is submitted with and without tracking parameters.</summary>
    public const string Twin = "lighthouse-keepers-last-winter";

    /// <summary>In the second round the first has a new headline and a corrected paragraph, the second is killed, the third is as it was.</summary>
    public const string Revised = "harbour-strike-second-day";

    /// <summary>See <see cref="Revised"/>.</summary>
    public const string Killed = "hospital-memo-on-closures";

    /// <summary>See <see cref="Revised"/>.</summary>
    public const string Untouched = "bond-auction-draws-savers";

    /// <summary>Serves the special pages and gives the submissions that lead to them.</summary>
    public static IEnumerable<Submission> Serve(WireSite site)
    {
        // A copied story without a canonical link is an article of its own; that it is a copy is for later stages to find.
        var original = site.Story(Copied);
        var copy = original with
        {
            Slug = original.Slug + "-copy",
            Site = "courier",
            Page = "open-graph",
            Number = 99_017,
            Published = original.Published.AddMinutes(49).ToOffset(WireSite.PublisherOf("courier").Offset),
            Authors = [],
            Standfirst = null,
        };
        yield return new(site.ServeStory(copy, namesItself: false), Via.List, Outcome.Indexed, null, "a copy on another host is its own article");

        yield return new(site.Serve("harbour", "/news/2019/04/02/regatta-results", Answers.Status(404)),
            Via.List, Outcome.Abandoned, AbandonReason.NotFound, "404");
        yield return new(site.Serve("meridian", "/city/fountain-poll-8812.html", Answers.Status(410)),
            Via.List, Outcome.Abandoned, AbandonReason.Gone, "410");

        var moved = site.Serve("courier", "/moved.asp?nid=771", Answers.Redirect(301, site.UrlOf(Redirected)));
        yield return new(site.Serve("courier", "/go.asp?to=771", Answers.Redirect(302, moved)),
            Via.List, Outcome.Indexed, null, "two redirects lead to a story, filed under its last address");

        var (here, there) = (site.Url("atlas", "/en/loop/here"), site.Url("atlas", "/en/loop/there"));
        site.Serve("atlas", "/en/loop/there", Answers.Redirect(302, here));
        yield return new(site.Serve("atlas", "/en/loop/here", Answers.Redirect(302, there)),
            Via.List, Outcome.Abandoned, AbandonReason.RedirectLoop, "two redirects lead to each other");

        // It would answer, so that a fetcher that does not ask robots.txt is caught.
        yield return new(site.Serve("ledger", "/private/board-minutes", Answers.Html(site.Page(original, "ledger"))),
            Via.List, Outcome.Abandoned, AbandonReason.RobotsDisallowed, "robots.txt of this host says Disallow: /private/");

        yield return new(site.UrlOf(Twin) + "?utm_source=morning-sheet&utm_medium=email&fbclid=Iw3xK9", Via.List, Outcome.Indexed, null,
            "the same address as the plain one once the tracking parameters are gone");

        yield return new(site.Url("meridian", "/"), Via.List, Outcome.Rejected, RejectReason.HomePage, "a front page holds no story of its own");

        var flash = original with
        {
            Slug = "flash-harbour-fog",
            Number = 99_031,
            Headline = "Fog closes Port Ellis harbour",
            Standfirst = null,
            Authors = [],
            Dateline = null,
            Caption = null,
            Keywords = [],
            Page = "semantic",
            Blocks = [new StoryBlock("More to follow shortly.", IsHeading: false)],
        };
        yield return new(site.ServeStory(flash, namesItself: true), Via.List, Outcome.Rejected, RejectReason.TooShort, "one line is not yet a story");

        yield return new(site.Serve("ledger", "/reports/quarterly-figures.pdf", Answers.Bytes("application/pdf", Encoding.ASCII.GetBytes(EmptyPdf))),
            Via.List, Outcome.Abandoned, AbandonReason.UnsupportedType, "a PDF is no media type that a parser takes");
    }

    // The least that a PDF reader opens: a catalogue, a page tree and one blank page.
    private const string EmptyPdf =
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
}
