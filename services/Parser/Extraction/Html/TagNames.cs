namespace Ingestion.Parser.Extraction.Html;

/// <summary>Element names to <see cref="Tag"/> and back, without making strings.</summary>
internal static class TagNames
{
    // Power of two, about eight places a name, so that few names share one.
    private const int Places = 1024;

    private static readonly string[] Names = [.. Enum.GetNames<Tag>().Select(name => name.ToLowerInvariant())];

    private static readonly byte[] Table = Fill();

    /// <summary>The name of an HTML element, in lower case.</summary>
    public static string Of(Tag tag) => Names[(int)tag];

    /// <param name="name">As written, in capitals or not.</param>
    /// <returns><see cref="Tag.Other"/> for a name that HTML does not know.</returns>
    public static Tag Find(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > 10)
        {
            return Tag.Other;
        }

        for (var place = Place(name); Table[place] != 0; place = (place + 1) & (Places - 1))
        {
            if (System.Text.Ascii.EqualsIgnoreCase(name, Names[Table[place]]))
            {
                return (Tag)Table[place];
            }
        }

        return Tag.Other;
    }

    private static int Place(ReadOnlySpan<char> name)
    {
        var hash = (uint)name.Length;
        foreach (var c in name)
        {
            hash = (hash * 31) + (uint)(c | 0x20);
        }

        return (int)((hash ^ (hash >> 10)) & (Places - 1));
    }

    private static byte[] Fill()
    {
        var table = new byte[Places];
        for (var tag = (int)Tag.Other + 1; tag < Names.Length; tag++)
        {
            var place = Place(Names[tag]);
            while (table[place] != 0)
            {
                place = (place + 1) & (Places - 1);
            }

            table[place] = (byte)tag;
        }

        return table;
    }
}
