namespace Ingestion.Parser.Extraction.Html;

/// <summary>How elements are built into a tree (HTML standard, 13.1.2 and 13.2.4.2 to 13.2.6.4) and how a browser shows them.</summary>
[Flags]
internal enum TagTraits : ushort
{
    None = 0,

    /// <summary>Has no content and no end tag.</summary>
    Void = 1,

    /// <summary>Its start tag ends an open paragraph.</summary>
    ClosesParagraph = 1 << 1,

    /// <summary>The standard's "special": an end tag of another element does not close it.</summary>
    Special = 1 << 2,
    Formatting = 1 << 3,
    Heading = 1 << 4,

    /// <summary>What lies outside is out of reach of end tags inside.</summary>
    Scope = 1 << 5,

    /// <summary>Content in which references count and tags do not.</summary>
    Rcdata = 1 << 6,

    /// <summary>Content in which nothing counts but its end tag.</summary>
    RawText = 1 << 7,

    /// <summary>Belongs in the head, where it comes before the body.</summary>
    Head = 1 << 8,
    ImpliedEnd = 1 << 9,
    Table = 1 << 10,

    /// <summary>Runs on in the line of text around it; every other element parts words.</summary>
    Inline = 1 << 11,

    /// <summary>Content that a reader never sees as text.</summary>
    NotShown = 1 << 12,

    /// <summary>Inside svg or math it ends them: it is HTML's.</summary>
    LeavesForeign = 1 << 13,
}

/// <summary>The traits of each tag.</summary>
internal static class Traits
{
    private static readonly TagTraits[] Table = Fill();

    public static TagTraits Of(Tag tag) => Table[(int)tag];

    public static bool Has(Tag tag, TagTraits traits) => (Table[(int)tag] & traits) != TagTraits.None;

    private static TagTraits[] Fill()
    {
        var table = new TagTraits[256];
        void Set(TagTraits traits, string names)
        {
            foreach (var name in names.Split(' '))
            {
                table[(int)TagNames.Find(name)] |= traits;
            }
        }

        Set(TagTraits.Void, "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr");
        Set(TagTraits.ClosesParagraph, "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer header hgroup main menu nav ol p search section summary ul h1 h2 h3 h4 h5 h6 pre listing form table hr plaintext xmp");
        Set(TagTraits.Special, "address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe img input keygen li link listing main marquee menu meta nav noembed noframes noscript object ol p param plaintext pre script search section select source style summary table tbody td template textarea tfoot th thead title tr track ul wbr xmp");
        Set(TagTraits.Formatting, "a b big code em font i nobr s small strike strong tt u");
        Set(TagTraits.Heading, "h1 h2 h3 h4 h5 h6");
        Set(TagTraits.Scope, "applet caption html table td th marquee object template");
        Set(TagTraits.Rcdata, "title textarea");
        Set(TagTraits.RawText, "style xmp iframe noembed noframes script");
        Set(TagTraits.Head, "base basefont bgsound link meta noframes noscript script style template title");
        Set(TagTraits.ImpliedEnd, "dd dt li optgroup option p rb rp rt rtc");
        Set(TagTraits.Table, "caption col colgroup tbody td tfoot th thead tr");
        Set(TagTraits.Inline, "text other a abbr acronym b bdi bdo big blink cite code data del dfn em font i img ins kbd label mark nobr output picture q rb rp rt rtc ruby s samp slot small source span strike strong sub sup time tt u var wbr");
        Set(TagTraits.NotShown, "head script style template noscript noembed noframes iframe title");
        Set(TagTraits.LeavesForeign, "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var");
        table[(int)Tag.Document] = TagTraits.Special | TagTraits.Scope;
        table[(int)Tag.Text] = TagTraits.Inline;
        return table;
    }
}
