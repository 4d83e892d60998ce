using System.Collections.Frozen;
using System.Globalization;

namespace Ingestion.Parser.Extraction.Dates;

/// <summary>The month that a word names, in the languages of the world's news. Names come from the Unicode CLDR through ICU.</summary>
internal static class MonthNames
{
    /// <summary>Where two languages name different months with one word, the one that stands first here wins on a page of neither.</summary>
    private static readonly string[] Languages =
    [
        "en", "de", "fr", "es", "pt", "it", "nl", "ru", "uk", "pl", "cs", "sk", "sl", "hu", "ro", "bg", "sv", "da", "nb", "nn", "fi", "et", "lv", "lt", "el", "tr", "az", "ar", "ar-IQ", "ar-DZ", "ar-MA", "fa",
        "ps", "ur", "he", "hi", "mr", "ne", "bn", "as", "pa", "gu", "or", "ta", "te", "kn", "ml", "si", "th", "lo", "km", "my", "vi", "id", "ms", "jv", "fil", "sr-Cyrl", "sr-Latn", "bs-Latn", "mk", "sq", "be",
        "hr", "ca", "gl", "eu", "oc", "br", "cy", "ga", "gd", "is", "fo", "lb", "fy", "af", "mt", "ka", "hy", "kk", "ky", "uz-Latn", "uz-Cyrl", "tk", "tg", "tt", "mn", "am", "ti", "so", "sw", "ha", "yo", "ig",
        "zu", "xh", "rw", "mg", "ku", "ckb", "ug", "en-AU", "en-CA", "de-AT", "fr-CA", "es-MX", "pt-PT", "it-CH", "rm",
    ];

    // Spellings that pages use and the CLDR has under no locale above: old, informal and declined forms.
    private static readonly (string Language, int Month, string[] Names)[] More =
    [
        ("en", 9, ["sept"]), ("de", 1, ["jänner", "jaen", "jän"]), ("de", 2, ["feber", "feb"]), ("de", 3, ["mrz", "maerz", "mär"]), ("de", 7, ["juli"]), ("es", 9, ["setiembre", "sept", "set"]),
        ("fr", 1, ["janv"]), ("fr", 2, ["fevrier", "fev", "fév"]), ("fr", 7, ["juil"]), ("fr", 8, ["aout"]), ("fr", 12, ["decembre"]), ("pt", 3, ["marco"]), ("ro", 1, ["ian"]), ("tr", 2, ["subat"]), ("tr", 5, ["mayis"]),
        ("tr", 8, ["agustos"]), ("tr", 9, ["eylul"]), ("tr", 11, ["kasim"]), ("tr", 12, ["aralik"]), ("ru", 3, ["мар"]), ("ru", 5, ["май", "мая"]), ("ru", 9, ["сен", "сент"]), ("ru", 11, ["ноя", "нояб"]),
        ("hi", 2, ["फरवरी"]), ("hi", 9, ["सितम्बर"]), ("hi", 10, ["अक्टूबर"]), ("hi", 11, ["नवम्बर"]), ("hi", 12, ["दिसम्बर"]), ("bn", 1, ["জানুয়ারি"]), ("bn", 2, ["ফেব্রুয়ারি"]), ("bn", 8, ["অগস্ট", "অগাস্ট"]),
        ("ar", 4, ["ابريل"]), ("ar", 8, ["اغسطس"]), ("ar", 10, ["اكتوبر"]), ("fa", 1, ["ژانویه", "ژانویهٔ"]), ("fa", 2, ["فوریه", "فوریهٔ"]), ("fa", 3, ["مارس"]), ("fa", 4, ["آوریل"]), ("fa", 5, ["مه", "مهٔ", "می"]),
        ("fa", 6, ["ژوئن"]), ("fa", 7, ["ژوئیه", "جولای"]), ("fa", 8, ["اوت"]), ("fa", 9, ["سپتامبر"]), ("fa", 10, ["اکتبر"]), ("fa", 11, ["نوامبر"]), ("fa", 12, ["دسامبر"]),
        ("eu", 1, ["urtarrilaren"]), ("eu", 2, ["otsailaren"]), ("eu", 3, ["martxoaren"]), ("eu", 4, ["apirilaren"]), ("eu", 5, ["maiatzaren"]), ("eu", 6, ["ekainaren"]), ("eu", 7, ["uztailaren"]), ("eu", 8, ["abuztuaren"]),
        ("eu", 9, ["irailaren"]), ("eu", 10, ["urriaren"]), ("eu", 11, ["azaroaren"]), ("eu", 12, ["abenduaren"]),
    ];

    // Iran's calendar names no month as another calendar does, so the name tells the calendar.
    private static readonly string[] Iranian = ["fa", "ps"];

    private static readonly Lazy<Table> Known = new(Build, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>Reads the names, so that a machine without them says so when the service starts.</summary>
    /// <exception cref="InvalidOperationException">The runtime has no ICU data (globalization-invariant mode).</exception>
    public static void Load() => _ = Known.Value;

    /// <param name="word">One or two words without marks.</param>
    /// <param name="language">The page's primary language subtag, which decides between languages that share a word; may be null.</param>
    /// <param name="persian">The month is one of the Iranian solar calendar.</param>
    /// <returns>1 to 12, or 0 when the word names no month.</returns>
    public static int Find(ReadOnlySpan<char> word, string? language, out bool persian)
    {
        persian = false;
        if (word.Length is 0 or > 24)
        {
            return 0;
        }

        Span<char> key = stackalloc char[24];
        var length = Fold(word, key);
        var known = Known.Value;

        // In Hebrew "in" is written as one word with the month.
        if (length > 3 && key[0] == 'ב' && !known.Names.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(key[..length]))
        {
            key = key[1..];
            length--;
        }

        if (!known.Names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key[..length], out var month))
        {
            return 0;
        }

        if (language is not null && known.Differing.TryGetValue((language, key[..length].ToString()), out var own))
        {
            month = own;
        }

        persian = month > 12;
        return persian ? month - 12 : month;
    }

    private static int Fold(ReadOnlySpan<char> word, Span<char> key)
    {
        var length = 0;
        foreach (var c in word)
        {
            if (char.IsLetter(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            {
                key[length++] = char.ToLowerInvariant(c);
            }
        }

        return length;
    }

    private static Table Build()
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var differing = new Dictionary<(string, string), int>();
        var buffer = new char[64];
        void Add(string language, string name, int month)
        {
            var length = name.Any(char.IsDigit) || name.Length > buffer.Length ? 0 : Fold(name, buffer);
            if (length < 2)
            {
                return;
            }

            var key = new string(buffer, 0, length);
            if (!names.TryAdd(key, month) && names[key] != month)
            {
                differing.TryAdd((language, key), month);
            }
        }

        foreach (var tag in Languages)
        {
            var culture = Culture(tag);
            var format = culture.DateTimeFormat;
            var language = tag.Split('-')[0];
            var iranian = Iranian.Contains(language) && format.Calendar is PersianCalendar ? 12 : 0;
            for (var month = 0; month < 12; month++)
            {
                foreach (var name in (string[])[format.MonthNames[month], format.MonthGenitiveNames[month], format.AbbreviatedMonthNames[month], format.AbbreviatedMonthGenitiveNames[month]])
                {
                    Add(language, name, month + 1 + iranian);
                    Add(language, name.StartsWith("de ", StringComparison.Ordinal) ? name[3..] : name, month + 1 + iranian);
                }
            }
        }

        foreach (var (language, month, spellings) in More)
        {
            foreach (var name in spellings)
            {
                Add(language, name, month);
            }
        }

        return new Table(names.ToFrozenDictionary(StringComparer.Ordinal), differing.ToFrozenDictionary());
    }

    private static CultureInfo Culture(string tag)
    {
        try
        {
            var culture = CultureInfo.GetCultureInfo(tag);
            if (tag != "de" || culture.DateTimeFormat.MonthNames[2] == "März")
            {
                return culture;
            }
        }
        catch (CultureNotFoundException)
        {
            // In invariant mode no culture has a name; said below.
        }

        throw new InvalidOperationException($"The names of months in '{tag}' are missing: dates are read with ICU's data, and this process runs without it. Install ICU and leave DOTNET_SYSTEM_GLOBALIZATION_INVARIANT unset.");
    }

    private sealed record Table(FrozenDictionary<string, int> Names, FrozenDictionary<(string Language, string Name), int> Differing);
}
