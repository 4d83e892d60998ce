using System.Text;

namespace Ingestion.News.Feeds;

/// <summary>The text of one element while it is read. With the first tag inside it becomes HTML.</summary>
internal sealed class FieldText
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _piece = new();

    /// <summary>There were tags in it: the value is HTML.</summary>
    public bool HasMarkup { get; private set; }

    /// <summary>The value as it stands.</summary>
    public string Value => _text.ToString();

    /// <summary>The value of an element that holds no markup.</summary>
    public string Plain => HasMarkup ? HtmlFragment.Plain(Value) ?? "" : Value.Trim();

    public void Clear()
    {
        _text.Clear();
        HasMarkup = false;
    }

    public void Append(MarkupScanner scanner)
    {
        if (!HasMarkup)
        {
            scanner.AppendText(_text);
            return;
        }

        _piece.Clear();
        scanner.AppendText(_piece);
        HtmlFragment.AppendEscaped(_text, _piece);
    }

    /// <summary>Writes a start tag; links are made absolute here, as inner elements may have their own base.</summary>
    public void Start(string name, List<(string Name, string Value)> attributes, Uri baseUrl)
    {
        if (!HasMarkup)
        {
            HasMarkup = true;
            _piece.Clear().Append(_text);
            _text.Clear();
            HtmlFragment.AppendEscaped(_text, _piece);
        }

        _text.Append('<').Append(name);
        foreach (var (attribute, value) in attributes)
        {
            if (!attribute.Contains(':', StringComparison.Ordinal) && attribute != "xmlns")
            {
                _text.Append(' ').Append(attribute).Append("=\"");
                HtmlFragment.AppendEscaped(_text, attribute is "href" or "src" ? FeedLink.Resolve(value, baseUrl) ?? value : value, attribute: true);
                _text.Append('"');
            }
        }

        _text.Append(HtmlFragment.IsVoid(name) ? " />" : ">");
    }

    public void End(string name) => _text.Append("</").Append(name).Append('>');
}
