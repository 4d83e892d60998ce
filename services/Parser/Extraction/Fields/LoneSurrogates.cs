using System.Globalization;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>Escaped halves of surrogate pairs in JSON: valid by its grammar, but no text, so that reading them throws.</summary>
internal static class LoneSurrogates
{
    /// <returns>The text with U+FFFD for every half that stands alone; the same text where there is none.</returns>
    public static string Replace(string json)
    {
        if (!json.Contains("\\ud", StringComparison.OrdinalIgnoreCase))
        {
            return json;
        }

        var mended = json.ToCharArray();
        for (var i = 0; i + 1 < json.Length; i++)
        {
            if (json[i] != '\\')
            {
                continue;
            }

            var unit = Unit(json, i);
            if (unit is >= 0xD800 and < 0xDC00 && Unit(json, i + 6) is >= 0xDC00 and < 0xE000)
            {
                i += 11;
            }
            else if (unit is >= 0xD800 and < 0xE000)
            {
                "FFFD".CopyTo(mended.AsSpan(i + 2));
                i += 5;
            }
            else
            {
                i++;
            }
        }

        return new string(mended);
    }

    private static int Unit(string json, int at) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
            && int.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? unit : -1;
}
