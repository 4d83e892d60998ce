namespace Ingestion.Parser.Extraction.Html;

/// <summary>
/// HTML source to tokens as the HTML standard tokenizes it (section 13.2.5), in one pass; tokens are pieces of the source and nothing is decoded.
/// Line ends are left as they are: a carriage return counts as white space.
/// </summary>
internal ref partial struct Tokenizer
{
    private readonly ReadOnlySpan<char> html;
    private readonly AttributeBuffer attributes;
    private int at;
    private TextState state;
    private ReadOnlySpan<char> endName;

    public Tokenizer(ReadOnlySpan<char> html, AttributeBuffer attributes)
    {
        this.html = html;
        this.attributes = attributes;
    }

    /// <summary>Where the token's text, name or comment begins in the source.</summary>
    public int Start { get; private set; }

    /// <summary>Characters of it.</summary>
    public int Length { get; private set; }

    /// <summary>Whether references in the text are to be decoded.</summary>
    public bool HasReferences { get; private set; }

    /// <summary>How the text was read: null characters count differently.</summary>
    public TextState TextIn { get; private set; }

    /// <summary>Whether a start tag ended with a slash.</summary>
    public bool SelfClosing { get; private set; }

    /// <summary>Whether <c>&lt;![CDATA[</c> opens a section, as it does inside svg and math.</summary>
    public bool AllowCdata { get; set; }

    /// <summary>Name of the last document type read; null when it has none.</summary>
    public string? DoctypeName { get; private set; }

    public string? PublicId { get; private set; }

    public string? SystemId { get; private set; }

    /// <summary>Whether it was so broken that the page is to be shown in quirks mode.</summary>
    public bool ForceQuirks { get; private set; }

    /// <summary>Reads the content of an element whose markup is no markup.</summary>
    /// <param name="to">How.</param>
    /// <param name="name">Name of the element, whose end tag alone ends it.</param>
    public void Switch(TextState to, ReadOnlySpan<char> name)
    {
        state = to;
        endName = name;
    }

    /// <summary>The next token; <see cref="TokenKind.End"/> at the end of the source and ever after.</summary>
    public TokenKind Read()
    {
        while (at < html.Length)
        {
            var kind = state == TextState.Data ? ReadData() : ReadRaw();
            if (kind != TokenKind.End)
            {
                return kind;
            }
        }

        return TokenKind.End;
    }

    private TokenKind ReadData()
    {
        var from = at;
        for (var search = at; ;)
        {
            var next = html[search..].IndexOf('<');
            if (next < 0)
            {
                return Text(from, html.Length);
            }

            search += next;
            var follows = search + 1 < html.Length ? html[search + 1] : '\0';
            if (char.IsAsciiLetter(follows) || follows is '!' or '?' || (follows == '/' && search + 2 < html.Length))
            {
                return search > from ? Text(from, search) : ReadMarkup(follows);
            }

            search++;
        }
    }

    private TokenKind ReadMarkup(char follows)
    {
        if (char.IsAsciiLetter(follows))
        {
            return ReadTag(at + 1, TokenKind.StartTag);
        }

        switch (follows)
        {
            case '!':
                return ReadDeclaration();
            case '?':
                return BogusComment(at + 1);
        }

        var third = html[at + 2];
        if (char.IsAsciiLetter(third))
        {
            return ReadTag(at + 2, TokenKind.EndTag);
        }

        if (third == '>')
        {
            at += 3;
            return TokenKind.End;
        }

        return BogusComment(at + 2);
    }

    private TokenKind Text(int from, int to)
    {
        (Start, Length, at, TextIn) = (from, to - from, to, state);
        HasReferences = state is TextState.Data or TextState.Rcdata;
        return Length > 0 ? TokenKind.Text : TokenKind.End;
    }
}
