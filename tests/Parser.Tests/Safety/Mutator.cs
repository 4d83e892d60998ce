namespace Ingestion.Parser.Tests.Safety;

/// <summary>Damages a page at random; one seed always does the same damage.</summary>
internal static class Mutator
{
    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "<", ">", "</", "<!--", "-->", "\"", "'", "=", "&", "&#", ";", "<p>", "</p>", "<div>", "</div>", "<table>", "<td>", "</table>", "<template>", "</template>", "<svg>", "<math>", "<![CDATA[", "]]>", "<script>", "</script>",
            "<style>", "<title>", "<textarea>", "<body>", "<html lang=x>", "<base href=//x>", "<h1>", "<a href=", "<b><i><u>", "<select>", "<form>", "<plaintext>", "\0", "\u2028", "{", "}", "[", "\\u", "9999-99-99", "<meta charset=utf-16>",
        }.Select(System.Text.Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xFE, 0xFF],
    ];

    public static byte[] Damage(byte[] page, int seed)
    {
        var random = new Random(seed);
        var bytes = new List<byte>(page);
        for (var left = random.Next(1, 25); left > 0 && bytes.Count > 0; left--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, random.Next(2, 400)), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0:
                    bytes.RemoveRange(at, length);
                    break;
                case 1:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                case 2:
                    var moved = bytes.GetRange(at, length);
                    bytes.RemoveRange(at, length);
                    bytes.InsertRange(random.Next(bytes.Count + 1), moved);
                    break;
                case 3:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 4:
                    bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 5:
                    var piece = Pieces[random.Next(Pieces.Length)];
                    bytes.InsertRange(at, Enumerable.Repeat(piece, random.Next(1, 300)).SelectMany(repeated => repeated));
                    break;
                default:
                    if (random.Next(8) == 0)
                    {
                        bytes.RemoveRange(at, bytes.Count - at);
                    }

                    break;
            }
        }

        return [.. bytes];
    }
}
