using System.Text;

namespace Ingestion.News.Feeds;

/// <summary>
/// RSS, Atom, CDF and sitemaps: follows the open elements and collects the text of those that a feed is made of.
/// What is left open is closed by what cannot be inside it; what is unknown is passed over with all it holds.
/// </summary>
internal sealed class XmlFeed
{
    /// <summary>Deepest nesting read. Feeds have about ten levels, XHTML content some more.</summary>
    public const int MaxDepth = 200;

    // Longest chain of namespace declarations in force: each costs a comparison for every element.
    private const int MaxNamespaces = 100;

    private enum Role
    {
        Feed, // root and channel
        Entry, // item, entry, url
        Sitemap,
        Group, // what belongs to the entry it lies in, such as media:group
        Source, // where an Atom entry was taken from: only its authors count
        Author,
        Field, // text is collected
        Inline, // markup in a field
        Skipped,
    }

    private sealed record Namespace(string Prefix, string Uri, Namespace? Outer, int Count);

    private sealed record Element(string Name, Role Role, string Key, Uri Base, Namespace? Namespaces, string? Language)
    {
        public TextKind? Declared { get; init; }
        public bool? IsPermaLink { get; init; }
    }

    private readonly Uri _feedUrl;
    private readonly MarkupScanner _scanner;
    private readonly List<Element> _open = [];
    private readonly FieldText _field = new();
    private readonly StringBuilder _own = new();
    private readonly FeedDraft _feed = new();
    private EntryDraft? _entry;
    private PersonDraft? _person;
    private SitemapReference? _sitemap;
    private FeedKind? _kind;
    private string? _root;
    private string? _incomplete;

    private XmlFeed(string text, Uri feedUrl) => (_scanner, _feedUrl) = (new MarkupScanner(text, html: false), feedUrl);

    public static FeedDocument? Read(string text, Uri feedUrl) => new XmlFeed(text, feedUrl).Read();

    private FeedDocument? Read()
    {
        while (_incomplete is null && _scanner.Read())
        {
            switch (_scanner.Token)
            {
                case MarkupToken.Start when _open.Count == 0 && _kind is null && _scanner.Name is "br" or "b" or "p":
                    // A script's warning above the feed.
                    break;
                case MarkupToken.Start:
                    Start();
                    if (_kind is null)
                    {
                        return null;
                    }

                    break;
                case MarkupToken.End:
                    End(_scanner.Name);
                    break;
                default:
                    Text();
                    break;
            }
        }

        if (_kind is not { } kind)
        {
            return null;
        }

        if (_open.Count > 0)
        {
            _incomplete ??= "it ends in the middle";
            Cut();
        }

        return _feed.ToDocument(kind, _incomplete);
    }

    /// <summary>What the end cut in two is not taken for the whole: a half link leads elsewhere.</summary>
    private void Cut()
    {
        while (_open.Count > 0 && _open[^1].Role is Role.Field or Role.Inline or Role.Author)
        {
            _open.RemoveAt(_open.Count - 1);
        }

        _own.Clear();
        CloseDownTo(0);
    }

    private void Text()
    {
        switch (_open.Count > 0 ? _open[^1].Role : Role.Skipped)
        {
            case Role.Field or Role.Inline:
                _field.Append(_scanner);
                break;
            case Role.Author:
                _scanner.AppendText(_person!.Text);
                break;
            case Role.Entry or Role.Sitemap when _kind is FeedKind.Sitemap or FeedKind.SitemapIndex:
                _scanner.AppendText(_own);
                break;
        }
    }

    private void Start()
    {
        var outer = _open.Count > 0 ? _open[^1] : null;
        var namespaces = Declare(outer?.Namespaces);
        var colon = _scanner.Name.IndexOf(':');
        var (prefix, local) = colon < 0 ? ("", _scanner.Name) : (_scanner.Name[..colon], _scanner.Name[(colon + 1)..]);
        var uri = Uri(namespaces, prefix);
        if (outer is null && _kind is null)
        {
            _root = uri;
        }

        var vocabulary = FeedNamespaces.Vocabulary(prefix, uri, _root);
        var key = vocabulary.Length == 0 ? local : vocabulary + ":" + local;
        outer = Resynchronise(key, outer);
        if (_open.Count >= MaxDepth)
        {
            _incomplete = $"its elements are nested deeper than {MaxDepth}";
            return;
        }

        var element = new Element(_scanner.Name, Role.Skipped, key, FeedLink.Base(_scanner.Attribute("xml:base"), outer?.Base ?? _feedUrl), namespaces, _scanner.Attribute("xml:lang") ?? outer?.Language);
        if (outer?.Role is Role.Field or Role.Inline)
        {
            Inline(element, local);
            return;
        }

        element = Decide(element, outer);
        if (_kind is null)
        {
            return;
        }

        if (element.Role == Role.Field)
        {
            _field.Clear();
        }

        _open.Add(element);
        if (_scanner.IsEmpty)
        {
            CloseDownTo(_open.Count - 1);
        }
    }

    private Namespace? Declare(Namespace? outer)
    {
        foreach (var (name, value) in _scanner.Attributes)
        {
            if (name.StartsWith("xmlns", StringComparison.Ordinal) && (name.Length == 5 || name[5] == ':') && (outer?.Count ?? 0) < MaxNamespaces)
            {
                outer = new Namespace(name.Length == 5 ? "" : name[6..], value.Trim(), outer, (outer?.Count ?? 0) + 1);
            }
        }

        return outer;
    }

    private static string? Uri(Namespace? namespaces, string prefix)
    {
        for (; namespaces is not null; namespaces = namespaces.Outer)
        {
            if (namespaces.Prefix == prefix)
            {
                return namespaces.Uri;
            }
        }

        return null;
    }

    /// <summary>An entry never lies in an entry, nor a link in a date: what was not closed is closed now.</summary>
    private Element? Resynchronise(string key, Element? outer)
    {
        if (outer is null)
        {
            return null;
        }

        var captured = outer.Role is Role.Field or Role.Inline;
        if (key is "item" or "entry" or "url" or "sitemap" && EntryFields.IsEntry(key, _kind))
        {
            var index = _open.FindLastIndex(element => element.Role is Role.Entry or Role.Sitemap);
            if (index >= 0 && (!captured || key == "item"))
            {
                CloseDownTo(index);
            }
            else if (captured && key == "item" && _open.FindLastIndex(element => element.Role == Role.Feed) is >= 0 and var feed)
            {
                CloseDownTo(feed + 1);
            }
        }
        else if (outer.Role == Role.Field && !EntryFields.MayHoldMarkup(outer.Key) && EntryFields.IsField(key))
        {
            CloseDownTo(_open.Count - 1);
        }

        return _open.Count > 0 ? _open[^1] : null;
    }

    private void Inline(Element element, string local)
    {
        _field.Start(local, _scanner.Attributes, element.Base);
        if (_scanner.IsEmpty && !HtmlFragment.IsVoid(local))
        {
            _field.End(local);
        }
        else if (!HtmlFragment.IsVoid(local))
        {
            _open.Add(element with { Role = Role.Inline, Key = local });
        }
    }

    private Element Decide(Element element, Element? outer)
    {
        var key = element.Key;
        if (outer is null)
        {
            _kind ??= EntryFields.KindOf(key);
            _feed.Language ??= key is "entry" or "item" ? null : element.Language;
            return _kind is null ? element : key is "entry" or "item" ? NewEntry(element) : Feed(element);
        }

        if (EntryFields.IsEntry(key, _kind) && _entry is null && _sitemap is null)
        {
            return key == "sitemap" ? NewSitemap(element) : NewEntry(element);
        }

        switch (outer.Role)
        {
            case Role.Feed when key is "channel" or "skiphours" or "skipdays":
                return Feed(element);
            case Role.Feed or Role.Source when key is "author" or "managingeditor":
            case Role.Entry when key is "author":
                _person = new PersonDraft();
                return element with { Role = Role.Author };
            case Role.Feed or Role.Entry when key is "link" && (_scanner.Attribute("href") ?? _scanner.Attribute("rdf:resource")) is { } href:
                Link(href, element.Base);
                return element;
            case Role.Entry when key is "a" && _kind == FeedKind.Cdf:
                _entry!.SetLink(FeedLink.Resolve(_scanner.Attribute("href"), element.Base), 1);
                return element;
            case Role.Entry when key is "source":
                return element with { Role = Role.Source };
            case Role.Entry or Role.Group when key is "media:group" or "media:content" or "news:news" or "news:publication":
                return element with { Role = Role.Group };
            case Role.Author when key is "name" or "email":
            case Role.Sitemap when key is "loc" or "lastmod":
            case Role.Feed when EntryFields.IsFeedField(key):
            case Role.Entry or Role.Group when EntryFields.IsEntryField(key):
                return element with
                {
                    Role = Role.Field,
                    Declared = TextKind.Of(_scanner.Attribute("type"), _scanner.Attribute("mode"), key, _kind),
                    IsPermaLink = key != "guid" ? null : _scanner.Attribute("ispermalink") is { } said ? !said.Trim().Equals("false", StringComparison.OrdinalIgnoreCase) : null,
                };
            default:
                return element;
        }
    }

    private Element Feed(Element element)
    {
        if (_kind == FeedKind.Cdf)
        {
            _feed.SetLink(FeedLink.Resolve(_scanner.Attribute("href"), element.Base), 3);
            _feed.Self ??= FeedLink.Resolve(_scanner.Attribute("self"), element.Base);
        }

        return element with { Role = Role.Feed };
    }

    private Element NewEntry(Element element)
    {
        _own.Clear();
        _entry = new EntryDraft { Language = element.Language };
        if (_kind == FeedKind.Cdf)
        {
            _entry.SetLink(FeedLink.Resolve(_scanner.Attribute("href"), element.Base), 3);
            _entry.SetUpdated(_scanner.Attribute("lastmod"), 3);
        }
        else if (_scanner.Attribute("rdf:about") is { } about)
        {
            _entry.SetId(about, 1);
            _entry.SetLink(FeedLink.IsAbsolute(about) ? about.Trim() : null, 1);
        }

        return element with { Role = Role.Entry };
    }

    private Element NewSitemap(Element element)
    {
        _own.Clear();
        _sitemap = new SitemapReference("", null);
        return element with { Role = Role.Sitemap };
    }

    /// <summary>RFC 4287 section 4.2.7, also in other formats. Without rel it is the story.</summary>
    private void Link(string href, Uri baseUrl)
    {
        var (url, type) = (FeedLink.Resolve(href, baseUrl), _scanner.Attribute("type")?.Trim().ToLowerInvariant());
        foreach (var relation in (_scanner.Attribute("rel") is { Length: > 0 } rel ? rel : "alternate").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (relation)
            {
                case "alternate" or "http://www.iana.org/assignments/relation/alternate":
                    var rank = type is null or "" || type.StartsWith("text/html", StringComparison.Ordinal) || type.StartsWith("application/xhtml", StringComparison.Ordinal) ? 3 : 2;
                    (_entry ?? (LinkedDraft)_feed).SetLink(url, rank);
                    break;
                case "self" when _entry is null:
                    _feed.Self ??= url;
                    break;
                case "hub" when _entry is null && url is not null:
                    _feed.Hubs.Add(url);
                    break;
            }
        }
    }

    private void End(string name)
    {
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            if (_open[i].Name == name)
            {
                CloseDownTo(i);
                return;
            }
        }
    }

    private void CloseDownTo(int index)
    {
        while (_open.Count > index)
        {
            var element = _open[^1];
            _open.RemoveAt(_open.Count - 1);
            Close(element);
        }
    }

    private void Close(Element element)
    {
        switch (element.Role)
        {
            case Role.Inline:
                _field.End(element.Key);
                break;
            case Role.Field when _person is not null:
                _person.Set(element.Key, _field.Plain);
                break;
            case Role.Field when _sitemap is not null && element.Key == "loc":
                _sitemap = _sitemap with { Url = FeedLink.Resolve(_field.Plain, element.Base) ?? _sitemap.Url };
                break;
            case Role.Field when _sitemap is not null:
                _sitemap = _sitemap with { LastModified = FeedDate.Parse(_field.Plain) ?? _sitemap.LastModified };
                break;
            case Role.Field when _entry is not null:
                EntryFields.Set(_entry, element.Key, _field, element.Declared, element.IsPermaLink, element.Base);
                break;
            case Role.Field:
                EntryFields.Set(_feed, element.Key, _field, element.Declared, element.Base);
                break;
            case Role.Author:
                (_open.Exists(open => open.Role == Role.Source) ? _entry!.SourceAuthors : _entry?.Authors ?? _feed.Authors).AddIfNew(_person!.ToPerson());
                _person = null;
                break;
            case Role.Sitemap:
                // Some name the sitemap without <loc>.
                AddSitemap(_sitemap!.Url.Length > 0 ? _sitemap : _sitemap with { Url = FeedLink.Resolve(_own.ToString(), element.Base) ?? "" });
                _sitemap = null;
                break;
            case Role.Entry:
                if (_kind is FeedKind.Sitemap or FeedKind.SitemapIndex && _own.ToString().Trim() is var text && FeedLink.IsAbsolute(text))
                {
                    _entry!.SetLink(FeedLink.Resolve(text, element.Base), 1);
                }

                AddEntry(_entry!);
                _entry = null;
                break;
        }
    }

    private void AddSitemap(SitemapReference sitemap)
    {
        if (_feed.Sitemaps.Count == FeedReader.MaxEntries)
        {
            _incomplete = TooMany;
        }
        else if (sitemap.Url.Length > 0)
        {
            _feed.Sitemaps.Add(sitemap);
        }
    }

    private void AddEntry(EntryDraft entry)
    {
        if (_feed.Entries.Count == FeedReader.MaxEntries)
        {
            _incomplete = TooMany;
        }
        else if (_kind is not FeedKind.Sitemap || entry.Link is not null)
        {
            _feed.Entries.Add(entry);
        }
    }

    private static string TooMany => $"it has more than {FeedReader.MaxEntries} entries";
}
