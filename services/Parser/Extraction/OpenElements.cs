namespace Ingestion.Parser.Extraction;

/// <summary>The elements that a tree builder would hold open while it reads a page, without the tree.</summary>
/// <remarks>Follows the HTML standard, 13.2.6: implied end tags, scopes, the list of active formatting elements with its limit of three alike.</remarks>
internal sealed class OpenElements
{
    private readonly List<string> open = [];
    private readonly List<(string Name, int Hash)> formatting = [];
    private int foreign;

    public int Depth => open.Count + formatting.Count;

    /// <summary>Formatting elements that had to be opened again inside other elements, in all.</summary>
    public long Reopened { get; private set; }

    /// <summary>Inside <c>svg</c> or <c>math</c>, where other rules hold.</summary>
    public bool InForeign => foreign > 0;

    public void Open(string name, bool selfClosing, ReadOnlySpan<char> tag)
    {
        if (foreign > 0 && ElementNames.LeavesForeign.Contains(name))
        {
            PopTo(open.FindLastIndex(ElementNames.Foreign.Contains));
        }

        if (ElementNames.NotCounted.Contains(name) || (foreign > 0 && selfClosing && ElementNames.ForeignEmpty.Contains(name)) || (selfClosing && ElementNames.Foreign.Contains(name)))
        {
            return;
        }

        if (ElementNames.Formatting.Contains(name))
        {
            if (name is "a" or "nobr")
            {
                CloseFormatting(name);
            }

            var hash = string.GetHashCode(tag, StringComparison.Ordinal);
            if (formatting.Count(entry => entry.Hash == hash) < 3)
            {
                formatting.Add((name, hash));
            }

            return;
        }

        switch (name)
        {
            case "p":
                CloseInScope("p");
                break;
            case "td" or "th" or "caption":
                PopTo(open.FindLastIndex(element => element is "table" or "template") + 1);
                break;
        }

        Reopened += formatting.Count;
        open.Add(name);
        foreign += ElementNames.Foreign.Contains(name) ? 1 : 0;
    }

    public void Close(string name)
    {
        if (ElementNames.Formatting.Contains(name))
        {
            CloseFormatting(name);
        }
        else if (name is "table" or "template" or "td" or "th" or "caption")
        {
            var found = open.FindLastIndex(element => element == name || element == "template" || (element == "table" && name is not "table"));
            PopTo(found >= 0 && open[found] == name ? found : open.Count);
        }
        else if (!ElementNames.NotCounted.Contains(name))
        {
            CloseInScope(name);
        }
    }

    private void CloseInScope(string name)
    {
        for (var i = open.Count - 1; i >= 0; i--)
        {
            if (open[i] == name)
            {
                PopTo(i);
                return;
            }

            if (ElementNames.Scopes.Contains(open[i]) || (name == "p" && open[i] == "button"))
            {
                return;
            }
        }
    }

    private void CloseFormatting(string name)
    {
        var found = formatting.FindLastIndex(entry => entry.Name == name);
        if (found >= 0)
        {
            formatting.RemoveAt(found);
        }
    }

    private void PopTo(int count)
    {
        for (var i = open.Count - 1; i >= Math.Max(0, count); i--)
        {
            foreign -= ElementNames.Foreign.Contains(open[i]) ? 1 : 0;
            open.RemoveAt(i);
        }
    }
}
