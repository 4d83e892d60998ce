using System.Collections.Frozen;

namespace Ingestion.Enricher.Enrichment.Summary;

/// <summary>Cuts a paragraph into sentences, for showing: a sentence has its marks, and closing quotation marks and brackets belong to it.</summary>
internal static class SentenceCutter
{
    // A dot after one of these ends no sentence, whatever follows.
    private static readonly FrozenSet<string> Abbreviations = Set("""
        mr mrs ms dr prof st sen rep gov gen lt col sgt capt cpl maj adm cmdr rev hon pres supt det insp messrs vs no nos fig vol approx est dept ave blvd mt ft
        e.g i.e cf viz jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun mme mlle mm sra sig dott bzw ca nr str mio mrd z.b d.h u.a
        """);

    // After one of these a sentence ends if the next word is one that opens sentences: "in the U.S. The", "Acme Inc. said".
    private static readonly FrozenSet<string> MayEnd = Set("inc ltd corp co bros jr sr etc a.m p.m u.s u.k u.n e.u d.c u.s.a ph.d al");

    private static readonly FrozenSet<string> Openers = Set("""
        the a an he she it they we i you in on at but and for from as after before when while if this that these those there his her its their our both some many most no not one two three
        police officials more last next earlier later however meanwhile according with by under over since until to of all any what who where why how
        """);

    /// <summary>Start and end of the sentences in [<paramref name="start"/>, <paramref name="end"/>) of <paramref name="text"/>, white space around them left out.</summary>
    public static List<(int Start, int End)> Cut(string text, int start, int end)
    {
        var sentences = new List<(int Start, int End)>();
        var (from, at) = (start, start);
        while (at < end)
        {
            var mark = text[at++];
            if (mark is not ('.' or '!' or '?' or '…' or '。' or '！' or '？' or '．' or '؟' or '।' or '\n'))
            {
                continue;
            }

            var (close, wide) = (at, mark is '。' or '！' or '？' or '．');
            while (close < end && text[close] is '.' or '!' or '?' or '…' or '。' or '！' or '？')
            {
                wide |= text[close++] is '。' or '！' or '？';
            }

            // Some marks close here and open there ('“' closes German quotations): with a letter right behind, they open.
            while (close < end && (text[close] is '”' or ')' or ']' or '」' or '』' or '）' || (text[close] is '"' or '’' or '\'' or '»' or '“' && !OpensNext(text, close, end))))
            {
                close++;
            }

            if (mark == '\n' || wide || EndsHere(text, from, at - 1, close, end, mark))
            {
                Add(mark == '\n' ? at - 1 : close);
                from = close;
            }

            at = close;
        }

        Add(end);
        return sentences;

        void Add(int stop)
        {
            var (first, last) = (from, stop);
            while (first < last && char.IsWhiteSpace(text[first]))
            {
                first++;
            }

            while (last > first && char.IsWhiteSpace(text[last - 1]))
            {
                last--;
            }

            if (last > first)
            {
                sentences.Add((first, last));
            }
        }
    }

    private static bool OpensNext(string text, int at, int end) => at + 1 < end && char.IsLetterOrDigit(text[at + 1]);

    private static bool EndsHere(string text, int from, int mark, int close, int end, char kind)
    {
        if (close == end)
        {
            return true;
        }

        if (!char.IsWhiteSpace(text[close]))
        {
            return false;
        }

        var next = close;
        while (next < end && (char.IsWhiteSpace(text[next]) || text[next] is '"' or '“' or '„' or '«' or '‘' or '\'' or '(' or '['))
        {
            next++;
        }

        if (next == end)
        {
            return true;
        }

        if (char.IsLower(text[next]))
        {
            return false;
        }

        if (kind != '.' || close - mark > 1)
        {
            return true;
        }

        var word = Math.Max(from, LastSpace(text, from, mark) + 1);
        while (word < mark && !char.IsLetterOrDigit(text[word]))
        {
            word++;
        }

        var before = mark - word <= 8 ? text[word..mark].ToLowerInvariant() : "";
        if (before is "no" or "nos")
        {
            return !char.IsAsciiDigit(text[next]);
        }

        if (Abbreviations.Contains(before))
        {
            return false;
        }

        // An initial: J. Smith. "I." and a lone capital at the end of a longer sentence are too rare to cut a name for.
        var initials = before.Length == 1 && char.IsUpper(text[word]);
        return (!initials && !MayEnd.Contains(before)) || Openers.Contains(NextWord(text, next, end));
    }

    private static int LastSpace(string text, int from, int before)
    {
        // Abbreviations are short: no need to look further back.
        for (var at = before - 1; at >= Math.Max(from, before - 9); at--)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                return at;
            }
        }

        return before - 10;
    }

    private static string NextWord(string text, int at, int end)
    {
        var stop = at;
        while (stop < end && stop < at + 12 && char.IsLetter(text[stop]))
        {
            stop++;
        }

        return text[at..stop].ToLowerInvariant();
    }

    private static FrozenSet<string> Set(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();
}
