using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>
/// The words that web designers use for the parts of a page. A name is split at hyphens, underscores and capitals; an entry is one of its words or two
/// neighbouring ones written together, so that <c>article-body</c>, <c>articleBody</c> and <c>articlebody</c> are one entry.
/// </summary>
internal sealed class PartVocabulary
{
    private static readonly Dictionary<string, PartNames> Entries = Table(
        (PartNames.ArticleBody, "articlebody articlecontent articletext storybody storycontent storytext postcontent postbody entrycontent entrybody bodycontent bodytext newscontent newsbody newstext "
            + "articlecopy bodycopy richtext contentbody articledetail articlemain tdpostcontent maincontent articlewrap pagecontent postentry singlecontent textbody newsdetail detailcontent detailbody "
            + "articleparagraph storyparagraph articlepage bodymain articlefulltext fulltext blogcontent contenttext wysiwyg prose"),
        (PartNames.Article, "article story post entry content main text body paragraph hentry blog news detail artikel articulo noticia nota"),
        (PartNames.Title, "title headline heading hed titre titulo überschrift kicker eyebrow overline topline"),
        (PartNames.Standfirst, "standfirst deck dek subtitle subheadline subhead lead lede intro summary chapo excerpt abstract sottotitolo introduction teasertext description desc bajada entradilla subheading"),
        (PartNames.Comments, "comment comments disqus respond reply replies discussion kommentar kommentare commentlist"),
        (PartNames.Related, "related recirc recirculation recommend recommended recommendation recommendations readmore morefrom moreon alsoread seealso mostread popular mostpopular trending more next previous "
            + "yarpp jprelatedposts relatedposts readnext crosslink crosslinks further outbrain taboola similar latest recent suggested upnext lire internallink inlinelink"),
        (PartNames.Sharing, "share sharing sharebar social follow facebook twittershare whatsapp sharedaddy addthis shares socials"),
        (PartNames.Newsletter, "newsletter signup subscribe subscription subscriber email mailing mailchimp newsletters abo abonnement register registration login signin"),
        (PartNames.Advert, "ad ads advert advertisement advertising dfp sponsor sponsored gpt adslot adunit adcontainer banner anzeige werbung pub publicidad admanager affiliate commercial"),
        (PartNames.Caption, "caption captions credit credits legend wpcaption wpcaptiontext copyright imagecaption photocredit bildunterschrift legende cutline photographer"),
        (PartNames.Figure, "figure image picture photo img media bild foto thumbnail thumb imagewrapper visual"),
        (PartNames.Gallery, "gallery carousel slideshow slider slide swiper slick lightbox glide"),
        (PartNames.Byline, "byline author authors bio contributor contributors writer autor auteur authorbio aboutauthor reporter avatar profile persona"),
        (PartNames.Details, "timestamp published pubdate postmeta entrymeta articlemeta meta dateline date time minutes readingtime readtime updated info byinfo posted modified"),
        (PartNames.Navigation, "nav navbar navigation menu breadcrumb breadcrumbs pagination pager toolbar tabs skip toc tableofcontents postnavigation topbar hamburger search"),
        (PartNames.Sidebar, "sidebar rail aside rightcol rightcolumn rightrail secondary complementary right leftcol"),
        (PartNames.Footer, "footer foot bottom colophon sitefooter pagefooter contentinfo disclaimer legal"),
        (PartNames.Header, "header masthead globalheader siteheader top pageheader articleheader"),
        (PartNames.Topics, "tags tag taglist topics topic keywords hashtag hashtags categories category labels label"),
        (PartNames.Promotion, "promo promotion donate donation app appstore push notification offer deal deals shop buy product price cta contribute support marketing membership callout"),
        (PartNames.Embed, "tweet twitter twittertweet instagram embed embedded oembed externalcontent iframe tiktok socialembed youtube blockembed reddit"),
        (PartNames.Hidden, "hidden hide sronly visuallyhidden screenreader screenreadertext isHidden dnone uhidden printonly offscreen ahidden invisible collapse collapsed"),
        (PartNames.Consent, "cookie cookies consent gdpr ccpa onetrust didomi spmessage cmp privacy modal popup overlay dialog truste cookiebanner usercentrics toast alert"),
        (PartNames.Paywall, "paywall piano regwall premium locked meter gate barrier subscriberonly metered tp"),
        (PartNames.Player, "player video audio podcast playlist jwplayer videoplayer brightcove vjs transcript livestream tts"),
        (PartNames.Card, "card cards teaser teasers item items tile tiles grid river feed listing archive headlines stack collection"),
        (PartNames.Box, "infobox factbox box poll survey quiz widget module sidenote explainer keypoints keyfacts highlights highlight factsheet keytakeaways takeaways bullets inset panel feedback contact correction tooltip rating "
            + "liveticker ticker weather score scores stats statistics jobs event events calendar"),
        (PartNames.Quote, "quote pullquote blockquote zitat pullout"),
        (PartNames.Table, "table tabelle"),
        (PartNames.List, "list links linklist ul"));

    private static readonly Dictionary<string, PartNames>.AlternateLookup<ReadOnlySpan<char>> Words = Entries.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] NameAttributes = ["id", "data-testid", "data-component", "data-qa", "data-type", "data-block", "data-name"];

    private readonly Dictionary<string, (PartNames Names, int[] Words)> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (PartNames Names, int[] Words)>.AlternateLookup<ReadOnlySpan<char>> knownBySpan;

    private readonly (PartNames Names, int[]? Words)[] classes;
    private readonly Page page;

    public PartVocabulary(Page page)
    {
        (this.page, classes) = (page, new (PartNames, int[]?)[page.Classes.Count]);
        knownBySpan = known.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <param name="element">An element of the page.</param>
    /// <param name="words">Gets hashes of the words of its names.</param>
    public PartNames Of(int element, List<int>? words = null)
    {
        var names = OfTag(page.TagOf(element));
        var attributes = page.Attributes(element);
        if (attributes.Count == 0)
        {
            return names;
        }

        names |= page.ClassOf(element) is > 0 and var css ? OfClass(css, words) : PartNames.None;
        foreach (var attribute in NameAttributes)
        {
            names |= attributes.TryGetSource(attribute, out var value) ? OfNames(value, words) : PartNames.None;
        }

        if (attributes.TryGetSource("hidden", out _) || (attributes.TryGetSource("aria-hidden", out var hidden) && hidden is "true")
            || (attributes.TryGetSource("style", out var style) && IsHiding(style)))
        {
            names |= PartNames.Hidden;
        }

        if (attributes.TryGetSource("itemprop", out var property))
        {
            names |= property.Contains("articleBody", StringComparison.OrdinalIgnoreCase) ? PartNames.ArticleBody : OfNames(property, words);
        }

        return attributes.TryGetSource("role", out var role) ? names | OfRole(role) : names;
    }

    private static PartNames OfRole(ReadOnlySpan<char> role) => role switch
    {
        "navigation" or "menu" or "search" => PartNames.Navigation,
        "dialog" or "alertdialog" => PartNames.Consent,
        "complementary" => PartNames.Sidebar,
        "contentinfo" => PartNames.Footer,
        "banner" => PartNames.Header,
        _ => PartNames.None,
    };

    private static PartNames OfTag(Tag tag) => tag switch
    {
        Tag.Nav => PartNames.Navigation,
        Tag.Footer => PartNames.Footer,
        Tag.Header => PartNames.Header,
        Tag.Aside => PartNames.Sidebar,
        Tag.Figure => PartNames.Figure,
        Tag.Figcaption => PartNames.Caption,
        Tag.Dialog => PartNames.Consent,
        Tag.Form => PartNames.Form,
        Tag.Table => PartNames.Table,
        Tag.Ul or Tag.Ol or Tag.Dl => PartNames.List,
        Tag.Blockquote => PartNames.Quote,
        Tag.Article or Tag.Main => PartNames.Article,
        _ => PartNames.None,
    };

    private PartNames OfClass(int css, List<int>? words)
    {
        if (classes[css].Words is null)
        {
            var own = new List<int>();
            classes[css] = (OfNames(page.Classes[css], own), [.. own]);
        }

        words?.AddRange(classes[css].Words!);
        return classes[css].Names;
    }

    private PartNames OfNames(ReadOnlySpan<char> value, List<int>? words)
    {
        if (value.Length is < 2 or > 400)
        {
            return PartNames.None;
        }

        if (!knownBySpan.TryGetValue(value, out var found))
        {
            knownBySpan[value] = found = Read(value);
        }

        words?.AddRange(found.Words);
        return found.Names;
    }

    private static (PartNames Names, int[] Words) Read(ReadOnlySpan<char> value)
    {
        var words = new List<int>();
        Span<char> joined = stackalloc char[64];
        var names = PartNames.None;
        var (previous, at) = (0, 0);
        var inName = true;
        while (at < value.Length)
        {
            if (!char.IsLetterOrDigit(value[at]))
            {
                inName &= !char.IsWhiteSpace(value[at]);
                at++;
                continue;
            }

            var start = at;
            for (at++; at < value.Length && char.IsLetterOrDigit(value[at]) && !(char.IsUpper(value[at]) && char.IsLower(value[at - 1])); at++)
            {
            }

            // joined holds the previous word of the same name, then this one.
            var length = at - start;
            previous = inName ? previous : 0;
            inName = true;
            if (length > 24 || previous + length > joined.Length)
            {
                previous = 0;
                continue;
            }

            value.Slice(start, length).ToLowerInvariant(joined[previous..]);
            words.Add(TextWords.Hash(joined.Slice(previous, length)));
            if (Words.TryGetValue(joined.Slice(previous, length), out var found))
            {
                names |= found;
            }

            if (previous > 0)
            {
                words.Add(TextWords.Hash(joined[..(previous + length)]));
                names |= Words.TryGetValue(joined[..(previous + length)], out var both) ? both : PartNames.None;
            }

            joined.Slice(previous, length).CopyTo(joined);
            previous = length;
        }

        return (names, [.. words]);
    }

    private static bool IsHiding(ReadOnlySpan<char> style)
    {
        var at = style.IndexOf("display", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && style[(at + 7)..].TrimStart() is [':', ..] rest && rest[1..].TrimStart().StartsWith("none", StringComparison.OrdinalIgnoreCase);
    }

    private static Dictionary<string, PartNames> Table(params ReadOnlySpan<(PartNames Names, string Words)> rows)
    {
        var table = new Dictionary<string, PartNames>(StringComparer.Ordinal);
        foreach (var (names, words) in rows)
        {
            foreach (var word in words.Split(' '))
            {
                table[word] = table.GetValueOrDefault(word) | names;
            }
        }

        return table;
    }
}
