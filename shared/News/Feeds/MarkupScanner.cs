using System.Text;

namespace Ingestion.News.Feeds;

/// <summary>What the scanner stands on.</summary>
internal enum MarkupToken
{
    Text,
    Start,
    End,
}

/// <summary>
/// Cuts XML or HTML into tags and text, whatever its state: it never fails, looks at each character a bounded number of times,
/// loads nothing and expands no entity within an entity.
/// </summary>
/// <param name="text">The document.</param>
/// <param name="html">HTML: scripts and styles are raw text, and a comment without an end goes to the end of the document.</param>
internal sealed class MarkupScanner(string text, bool html)
{
    // More are not read: nobody writes them, and each costs a comparison in every look-up.
    private const int MaxAttributes = 64;
    private const int MaxDeclared = 1000;

    // Characters that declared entities may become in all (as XmlReaderSettings.MaxCharactersFromEntities is set elsewhere).
    private int _entityBudget = 1_000_000;

    private readonly Dictionary<string, string> _declared = [];
    private readonly Dictionary<string, string> _names = [];
    private readonly StringBuilder _value = new();
    private readonly HashSet<string> _missing = [];
    private int _at;
    private (int Start, int End) _run;
    private bool _literal;
    private bool _typed;
    private string? _raw;

    public MarkupToken Token { get; private set; }

    /// <summary>Name of the tag in lower case, with its prefix.</summary>
    public string Name { get; private set; } = "";

    /// <summary>A start tag that ends itself.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>Attributes of the start tag, names in lower case, values resolved.</summary>
    public List<(string Name, string Value)> Attributes { get; } = [];

    public string? Attribute(string name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Name == name)
            {
                return attribute.Value;
            }
        }

        return null;
    }

    /// <summary>Appends the text it stands on, references resolved.</summary>
    public void AppendText(StringBuilder to)
    {
        var run = text.AsSpan(_run.Start, _run.End - _run.Start);
        if (_literal)
        {
            MarkupEntities.AppendClean(to, run);
        }
        else
        {
            MarkupEntities.Append(to, run, _declared, ref _entityBudget);
        }
    }

    /// <returns>False at the end of the document.</returns>
    public bool Read()
    {
        while (_at < text.Length)
        {
            if (_raw is { } raw)
            {
                _raw = null;
                var end = Find("</" + raw, _at);
                if (Run(_at, end < 0 ? text.Length : end, literal: true))
                {
                    return true;
                }
            }

            var start = _at;
            var sign = NextMarkup(start);
            if (sign > start)
            {
                return Run(start, sign, literal: false);
            }

            if (text[sign + 1] == '!')
            {
                if (Declaration())
                {
                    return true;
                }
            }
            else if (text[sign + 1] == '?')
            {
                var end = html ? -1 : Find("?>", sign);
                _at = end >= 0 ? end + 2 : After('>', sign);
            }
            else
            {
                Tag();
                return true;
            }
        }

        return false;
    }

    /// <summary>Where the next tag, comment or the like begins; a sign that begins none is text.</summary>
    private int NextMarkup(int from)
    {
        for (var i = from; (i = text.IndexOf('<', i)) >= 0; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : ' ';
            if (next is '?' || IsNameStart(next) || (next == '/' && i + 2 < text.Length && (IsNameStart(text[i + 2]) || text[i + 2] == '>'))
                || (next == '!' && IsDeclaration(i)))
            {
                return i;
            }
        }

        return text.Length;
    }

    // In HTML a declaration that does not end is text, as people write it about declarations.
    private bool IsDeclaration(int at) => !html || text.AsSpan(at + 2).StartsWith("--") || (at + 2 < text.Length && (text[at + 2] == '[' || char.IsLetter(text[at + 2])) && Find(">", at) >= 0);

    private bool Run(int start, int end, bool literal)
    {
        (_run, _literal, _at) = ((start, end), literal, end);
        Token = MarkupToken.Text;
        return end > start;
    }

    /// <summary>Comment, CDATA section or document type.</summary>
    /// <returns>True when it is text.</returns>
    private bool Declaration()
    {
        var rest = text.AsSpan(_at);
        if (rest.StartsWith("<!--"))
        {
            var end = Find("-->", _at + 4);
            _at = end >= 0 ? end + 3 : html ? text.Length : After('>', _at);
            return false;
        }

        if (rest.StartsWith("<![CDATA[", StringComparison.OrdinalIgnoreCase))
        {
            var end = Find("]]>", _at + 9);
            var found = Run(_at + 9, end < 0 ? text.Length : end, literal: true);
            _at = end < 0 ? text.Length : end + 3;
            return found;
        }

        if (!html && rest.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
        {
            _at = _typed ? After('>', _at) : DocumentType(_at);
            _typed = true;
            return false;
        }

        _at = After('>', _at);
        return false;
    }

    /// <summary>Reads the entities that a document type declares as text. Others, parameter and external ones, are passed over.</summary>
    /// <returns>Where it ends.</returns>
    private int DocumentType(int start)
    {
        var subset = false;
        for (var i = start + 2; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '>' when !subset:
                    return i + 1;
                case '[':
                    subset = true;
                    break;
                case ']':
                    subset = false;
                    break;
                case '<' when text.AsSpan(i).StartsWith("<!--"):
                    i = Find("-->", i) is >= 0 and var comment ? comment + 2 : text.Length;
                    break;
                case '<' when text.AsSpan(i).StartsWith("<!ENTITY"):
                    i = Entity(i + 8) - 1;
                    break;
                case '"' or '\'':
                    i = Find(text[i].ToString(), i + 1) is >= 0 and var quote ? quote : text.Length;
                    break;
            }
        }

        // It has no end: it is one line, or nothing would be left.
        return After('>', start);
    }

    private int Entity(int at)
    {
        at = SkipSpace(at);
        var start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('>' or '"' or '\''))
        {
            at++;
        }

        var name = text[start..at];
        at = SkipSpace(at);
        if (at >= text.Length || text[at] is not ('"' or '\'') || name is "" or "%" || Find(text[at].ToString(), at + 1) is not (>= 0 and var end))
        {
            return at;
        }

        if (_declared.Count < MaxDeclared)
        {
            // Resolved once, without the other declarations: an entity made of entities stays their names.
            var none = 0;
            _value.Clear();
            MarkupEntities.Append(_value, text.AsSpan(at + 1, end - at - 1), null, ref none);
            _declared.TryAdd(name, _value.ToString());
        }

        return end + 1;
    }

    private void Tag()
    {
        Attributes.Clear();
        IsEmpty = false;
        var end = text[_at + 1] == '/';
        Token = end ? MarkupToken.End : MarkupToken.Start;
        _at += end ? 2 : 1;
        Name = TakeName();
        while ((_at = SkipSpace(_at)) < text.Length)
        {
            switch (text[_at])
            {
                case '>':
                    _at++;
                    _raw = html && Token == MarkupToken.Start && !IsEmpty && Name is "script" or "style" ? Name : null;
                    return;
                case '<' when !html || end:
                    // The sign that ends the tag was forgotten.
                    return;
                case '/':
                    IsEmpty = _at + 1 < text.Length && text[_at + 1] == '>';
                    _at++;
                    break;
                default:
                    TakeAttribute();
                    break;
            }
        }
    }

    private void TakeAttribute()
    {
        var before = _at;
        var name = TakeName();
        if (_at == before)
        {
            _at++;
            return;
        }

        var at = SkipSpace(_at);
        if (at >= text.Length || text[at] != '=')
        {
            Keep(name, default);
            return;
        }

        at = SkipSpace(at + 1);
        var quoted = at < text.Length && text[at] is '"' or '\'' ? QuoteEnd(at) : -1;
        if (quoted >= 0)
        {
            Keep(name, text.AsSpan(at + 1, quoted - at - 1));
            _at = quoted + 1;
            return;
        }

        // No quotes, or only one.
        var start = at < text.Length && text[at] is '"' or '\'' ? at + 1 : at;
        for (at = start; at < text.Length && text[at] is not '>' && !char.IsWhiteSpace(text[at]) && (html || text[at] != '<'); at++)
        {
        }

        at = at < text.Length && text[at] == '>' && at > start && text[at - 1] == '/' && !html ? at - 1 : at;
        Keep(name, text.AsSpan(start, at - start));
        _at = at;
    }

    // XML forbids the sign in a value (section 3.1): where it comes before the quote, the quote is missing.
    private int QuoteEnd(int at)
    {
        if (html)
        {
            return Find(text[at].ToString(), at + 1);
        }

        var end = text.AsSpan(at + 1).IndexOfAny(text[at], '<');
        return end >= 0 && text[at + 1 + end] != '<' ? at + 1 + end : -1;
    }

    private void Keep(string name, ReadOnlySpan<char> value)
    {
        if (Attributes.Count < MaxAttributes)
        {
            _value.Clear();
            MarkupEntities.Append(_value, value, _declared, ref _entityBudget);
            Attributes.Add((name, _value.ToString()));
        }
    }

    private string TakeName()
    {
        var start = _at;
        while (_at < text.Length && !char.IsWhiteSpace(text[_at]) && text[_at] is not ('>' or '<' or '/' or '=' or '"' or '\''))
        {
            _at++;
        }

        var name = text.AsSpan(start, _at - start);
        if (!_names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var known))
        {
            known = name.ToString().ToLowerInvariant();
            _names[name.ToString()] = known;
        }

        return known;
    }

    private int SkipSpace(int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }

    private int After(char sign, int from) => Find(sign.ToString(), from) is >= 0 and var at ? at + 1 : text.Length;

    /// <summary>Where something comes next. That it comes no more is remembered, so that it is looked for once.</summary>
    private int Find(string what, int from)
    {
        if (_missing.Contains(what))
        {
            return -1;
        }

        var at = from >= text.Length ? -1 : text.IndexOf(what, from, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            _missing.Add(what);
        }

        return at;
    }

    private static bool IsNameStart(char character) => char.IsLetter(character) || character is '_' or ':';
}
