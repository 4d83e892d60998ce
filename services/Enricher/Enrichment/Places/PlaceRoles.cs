using System.Collections.Frozen;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Places;

/// <summary>What the words around a mention tell of its place: whether something is located there, or a government is meant. English, and prepositions of others.</summary>
internal static class PlaceRoles
{
    private static readonly FrozenSet<string> SpeechAndActs = Set("""
        accuse accused accuses accusing admit admitted admits agree agreed agrees allege alleged alleges announce announced announces argue argued argues ask asked asks back backed backs ban banned bans
        blame blamed blames call called calls claim claimed claims condemn condemned condemns confirm confirmed confirms consider considered considers consult cut decide decided decides declare declared declares
        defend defended defends demand demanded demands denounce denounced denounces deny denied denies deploy deployed deploys dismiss dismissed dismisses expel expelled expels fear feared fears freeze froze
        hail hailed hails hint hinted hints hope hoped hopes hoping impose imposed imposes insist insisted insists intend intended intends invite invited invites lift lifted lifts negotiate negotiated offer offered offers
        oppose opposed opposes order ordered orders plan planned plans pledge pledged pledges press pressed presses promise promised promises propose proposed proposes protest protested provide provided provides
        recall recalled recalls recognise recognised recognises recognize recognized recognizes refuse refused refuses regard regards reject rejected rejects reply replied replies request requested respond responded responds retaliate retaliated
        said say says see sees seek seeks sought send sends sent sign signed signs suggest suggested suggests summon summoned summons supply supplied supplies support supported supports suspect suspects suspend suspended suspends
        tell tells threaten threatened threatens told urge urged urges view views violated vow vowed vows want wanted wants warn warned warns welcome welcomed welcomes withdraw withdrew
        """);

    private static readonly FrozenSet<string> ActingUpon = Set("""
        press pressed pressing pressure pressured urge urged urging accuse accused accusing blame blamed blaming warn warned warning tell told telling ask asked asking persuade persuaded persuading force forced forcing
        push pushed pushing convince convinced convincing anger angered angering irritate irritated isolate isolated isolating criticise criticised criticize criticized support supported supporting back backed backing
        """);

    private static readonly FrozenSet<string> Dealings = Set("""
        relations ties talks tensions dialogue negotiations dispute row contacts agreement deal alliance rift trade pressure sanctions pact meetings cooperation co-operation diplomacy rapprochement
        """);

    private static readonly FrozenSet<string> Owned = Set("""
        involvement decision policy stance position government foreign support demands claims response refusal ambassador role influence interests allies ally intentions actions action demand plans denial reaction approval
        military army forces proposal offer invasion annexation aggression nuclear envoy leadership strategy rulers policies warning
        """);

    private static readonly FrozenSet<string> Auxiliaries = Set("has have had is was are were also now then later again already still itself never not would will could may might must should did does since yet");

    // Nouns whose "in X" tells what the talk is of, not where the story happens.
    private static readonly FrozenSet<string> Background = Set("""
        conflict war crisis situation involvement fighting interests role elections election troops unrest operations uprising violence separatists interest presence coup outbreak revolution investments markets born studied educated
        """);

    private static readonly FrozenSet<string> SettledKinds = Set("city town village resort port capital suburb district island region province county state area neighbourhood neighborhood hamlet borough outskirts");

    private static readonly FrozenSet<string> English = Set("in at near outside inside around across");

    private static readonly FrozenDictionary<string, FrozenSet<string>> Others = new Dictionary<string, FrozenSet<string>>
    {
        ["de"] = Set("in bei nahe"),
        ["fr"] = Set("à au aux en près"),
        ["es"] = Set("en cerca"),
        ["it"] = Set("a ad in nel nella presso"),
        ["pt"] = Set("em no na"),
        ["nl"] = Set("in bij te"),
    }.ToFrozenDictionary();

    /// <summary>A government is meant: subject of a verb of saying or acting, object of pressure, party to dealings, owner of a policy.</summary>
    /// <param name="tokens">Of the body.</param>
    /// <param name="first">First token of the mention.</param>
    /// <param name="end">One past its last.</param>
    public static bool IsMetonym(Token[] tokens, int first, int end)
    {
        var sentence = tokens[first].Sentence;
        var before = Before(tokens, first, sentence);
        if (English.Contains(before) || before is "from" or "to" && !Dealt(tokens, first, sentence))
        {
            return false;
        }

        if (ActingUpon.Contains(before) || Dealt(tokens, first, sentence))
        {
            return true;
        }

        if (end < tokens.Length && tokens[end].Sentence == sentence && tokens[end].Lower is "'s" or "’s")
        {
            return end + 1 < tokens.Length && Owned.Contains(tokens[end + 1].Lower);
        }

        var at = end;
        while (at < tokens.Length && at < end + 4 && tokens[at].Sentence == sentence && (Auxiliaries.Contains(tokens[at].Lower) || tokens[at].Lower.EndsWith("ly", StringComparison.Ordinal)))
        {
            at++;
        }

        // "of Moscow said", "mayor of Moscow said": the subject is another.
        return before != "of" && at < tokens.Length && tokens[at].Sentence == sentence && SpeechAndActs.Contains(tokens[at].Lower);
    }

    /// <summary>How strongly the words before say that something is located there: 1, a little where it is only the talk's matter, or 0.</summary>
    public static double Located(Token[] tokens, int first, string language)
    {
        var sentence = tokens[first].Sentence;
        var prepositions = language is "en" or "und" ? English : Others.GetValueOrDefault(language, FrozenSet<string>.Empty);
        for (var at = first - 1; at >= Math.Max(0, first - 8) && tokens[at].Sentence == sentence; at--)
        {
            var word = tokens[at].Lower;
            if (prepositions.Contains(word))
            {
                // "in the Black Sea resort of X", "in eastern X", "in X": words between must lead to the name.
                return Background.Contains(Before(tokens, at, sentence)) ? 0.2 : 1;
            }

            if (at < first - 1 && tokens[at].Kind == TokenKind.Mark && !tokens[at].Is(",") || tokens[at].Lower is "and" && at < first - 1)
            {
                return 0;
            }

            var leads = word is "the" or "of" or "a" or "northern" or "southern" or "eastern" or "western" or "central" or "downtown" or "nearby" || SettledKinds.Contains(word)
                || tokens[at].IsCapital || tokens[at].Is(",");
            if (!leads)
            {
                return 0;
            }
        }

        return 0;
    }

    // "between Washington and Moscow", "relations with Beijing", "sanctions against Tehran", "pressure on Ankara".
    private static bool Dealt(Token[] tokens, int first, int sentence)
    {
        var before = Before(tokens, first, sentence);
        if (before is "between")
        {
            return true;
        }

        var distance = before is "and" ? 4 : 2;
        for (var at = first - 1; at >= Math.Max(0, first - distance) && tokens[at].Sentence == sentence; at--)
        {
            if (tokens[at].Lower is "between" && before is "and")
            {
                return true;
            }

            if (tokens[at].Lower is "with" or "on" or "against" or "to" && at > 0 && Dealings.Contains(tokens[at - 1].Lower))
            {
                return true;
            }
        }

        return false;
    }

    private static string Before(Token[] tokens, int at, int sentence) => at > 0 && tokens[at - 1].Sentence == sentence ? tokens[at - 1].Lower : "";

    private static FrozenSet<string> Set(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();
}
