using System.Collections.Frozen;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Quotes;

/// <summary>Verbs that make a clause of a subject, told by their form. English.</summary>
internal static class FiniteVerbs
{
    // No subject is longer.
    private const int Reach = 25;

    private static readonly FrozenSet<string> Auxiliaries = Words("""
        am is are was were has have had do does did will would can could may might must shall should cannot won't wouldn't can't couldn't isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't
        didn't shouldn't mustn't 'll 'd 're 've
        """);

    // Never a participle.
    private static readonly FrozenSet<string> Pasts = Words("went took came began knew saw gave fell rose ran became drove wrote broke chose flew grew drew threw wore froze stole swore woke spoke sank sang drank rang shook tore ate hid bit");

    private static readonly FrozenSet<string> PastsOrParticiples = Words("""
        found got kept held paid sold sent built bought brought thought taught caught fought felt met led fled shot stood sat spent struck left lost won made heard hit put set cut hurt spread burst meant dealt
        said told
        """);

    // After a subject in the plural the verb has no ending.
    private static readonly FrozenSet<string> Plain = Words("want need think believe know say see go come get take make give feel hope fear face remain expect seem like try live work cost plan mean stand keep hold support oppose rise fall");

    private static readonly FrozenSet<string> Subjects = Words("he she it they we i you there nobody everyone everybody someone somebody anyone none both");

    // What opens a clause of its own, whose verb is not the one that is looked for.
    private static readonly FrozenSet<string> Openers = Words("who which whom whose where that as when while after before because if although though since until once than what why how whether");

    private static readonly FrozenSet<string> BeforeNoun = Words("""
        a an the his her its their our my your this that these those of in on at by for with from to into and or very more most some any no all both each every new old two three four five six
        """);

    public static bool IsAuxiliary(string lower) => Auxiliaries.Contains(lower);

    /// <summary>A word that is a verb after "that" and then begins a relative clause: "a plan that would cost …".</summary>
    public static bool CanOnlyBeVerb(string lower) => Auxiliaries.Contains(lower) || Pasts.Contains(lower) || PastsOrParticiples.Contains(lower) || IsRegularPast(lower);

    /// <summary>The verb of the clause that begins at <paramref name="from"/> with its subject; -1 when there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where the subject begins.</param>
    /// <param name="end">Where the clause ends at the latest.</param>
    /// <param name="certain">What may as well be a noun or a participle does not count.</param>
    public static int Find(AnnotatedText text, int from, int end, bool certain)
    {
        var inner = 0;
        for (var at = from + 1; at < Math.Min(end, from + Reach); at++)
        {
            var (word, before) = (text.Lower(at), text.Lower(at - 1));
            if (certain && word is "," or ";" or "and" or "but" or "or" || word is ";" or ":")
            {
                return -1;
            }

            if (Openers.Contains(word))
            {
                inner++;
            }
            else if (before is not ("to" or "and" or "or" or "but") && IsVerb(text, at, certain))
            {
                if (inner == 0)
                {
                    return at;
                }

                inner--;
            }
        }

        return -1;
    }

    private static bool IsVerb(AnnotatedText text, int at, bool certain)
    {
        var (word, before) = (text.Lower(at), text.Lower(at - 1));
        if (text.EntityAt(at) is not null || (text.Tokens[at].IsCapital && !Auxiliaries.Contains(word)))
        {
            return false;
        }

        if (Auxiliaries.Contains(word) || Pasts.Contains(word) || (Subjects.Contains(before) && text.Tokens[at].IsWord && !ClauseWords.Prepositions.Contains(word)))
        {
            return true;
        }

        if (certain || !text.Tokens[at].IsWord || BeforeNoun.Contains(before))
        {
            return false;
        }

        return PastsOrParticiples.Contains(word) || (IsRegularPast(word) && text.Lower(at + 1) != "by")
            || (Plain.Contains(word) && before.Length > 2 && (before[^1] == 's' || before is "people" or "women" or "men" or "children" or "police"))
            || (word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') && text.Tokens[at - 1].IsWord && before[^1] != 's');
    }

    private static bool IsRegularPast(string word) => word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal) && word is not ("hundred" or "indeed" or "speed" or "breed");

    private static FrozenSet<string> Words(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();
}
