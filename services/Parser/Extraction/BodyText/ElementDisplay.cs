using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>Elements by how a browser shows them.</summary>
internal enum ElementDisplay : byte
{
    /// <summary>Begins and ends a block of its own.</summary>
    Block,

    /// <summary>Runs on in the line of text around it.</summary>
    Inline,

    /// <summary>Content that is not text, or controls.</summary>
    Skipped,
    Break,
}

internal static class ElementDisplays
{
    private static readonly ElementDisplay[] Table = Build();

    public static ElementDisplay Of(Tag tag) => Table[(byte)tag];

    private static ElementDisplay[] Build()
    {
        var byName = new Dictionary<string, ElementDisplay>(StringComparer.OrdinalIgnoreCase) { ["br"] = ElementDisplay.Break };
        foreach (var name in "script style noscript template iframe svg math object embed canvas video audio button select textarea input head title map rt rp dialog datalist link meta progress meter".Split(' '))
        {
            byName[name] = ElementDisplay.Skipped;
        }

        foreach (var name in "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb ruby s samp small span strike strong sub sup time tt u var wbr img picture source".Split(' '))
        {
            byName[name] = ElementDisplay.Inline;
        }

        var table = new ElementDisplay[256];
        foreach (var tag in Enum.GetValues<Tag>())
        {
            table[(byte)tag] = byName.GetValueOrDefault(tag.ToString());
        }

        return table;
    }
}
