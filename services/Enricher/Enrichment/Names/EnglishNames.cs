using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Names;

/// <summary>
/// Names in an English text: runs of capitalised words, cut at titles, roles and known names. What cannot be explained stays without a type.
/// </summary>
internal sealed class EnglishNames
{
    // Confidence is a constant for each kind of evidence: an estimate, not yet calibrated against judged texts.
    private const double ByTitle = 0.95;
    private const double ByTable = 0.95;
    private const double ByFirstName = 0.9;
    private const double ByShape = 0.8;
    private const double ByAcronym = 0.5;
    private const double ByGuess = 0.55;

    // Longer rows of capitals are lists or shouting; the limit keeps the work linear.
    private const int LongestRun = 24;

    private readonly string text;
    private readonly Token[] tokens;
    private readonly HashSet<string> lowerWords;
    private readonly List<NameSpan> spans = [];

    private EnglishNames(string text, Token[] tokens)
    {
        this.text = text;
        this.tokens = tokens;
        lowerWords = [.. tokens.Where(token => token.IsWord && !token.IsCapital).Select(token => token.Text)];
    }

    public static List<NameSpan> Find(string text, Token[] tokens)
    {
        var finder = new EnglishNames(text, tokens);
        for (var at = 0; at < tokens.Length;)
        {
            // A known name may go on behind the run of capitals: Gulf of Aden.
            var end = finder.RunEnd(at);
            at = end > at ? finder.Read(at, end) : at + 1;
        }

        return finder.spans;
    }

    // --- Where a run of capitalised words ends ---

    private bool Adjoins(int at) =>
        at < tokens.Length && tokens[at].Sentence == tokens[at - 1].Sentence && tokens[at].Start - tokens[at - 1].End <= 1
        && (tokens[at].Start == tokens[at - 1].End || text[tokens[at - 1].End] is ' ' or '\u00A0');

    private bool IsNameWord(int at) => tokens[at].IsCapital && (!NameShapes.IsCalendar(tokens[at].Text) || IsGirlNamedForMonth(at));

    // April Jones, but not "June Mr Jones", "May Day" (a known name) or "March 3".
    private bool IsGirlNamedForMonth(int at) =>
        tokens[at].Text is "April" or "June" or "May" or "August" && at + 1 < tokens.Length && Adjoins(at + 1) && NameShapes.LooksLikeName(tokens[at + 1])
        && at > 0 && !tokens[at].Opens && tokens[at - 1].Lower is not ("in" or "on" or "last" or "since" or "until" or "by" or "this" or "next");

    private int RunEnd(int start)
    {
        if (!IsNameWord(start) && !NameShapes.IsJoinedParticle(tokens[start]))
        {
            // al Qaeda: known names may begin with a small letter.
            return tokens[start].Lower is "al" && Gazetteer.LongestAt(tokens, start, tokens.Length, text).Tokens is > 1 and var known ? start + known : start;
        }

        var (end, joined) = (start + 1, false);
        while (end < tokens.Length && end - start < LongestRun && Adjoins(end))
        {
            if (IsNameWord(end) || NameShapes.IsJoinedParticle(tokens[end]))
            {
                end++;
            }
            else if (tokens[end].Is("&") && end + 1 < tokens.Length && IsNameWord(end + 1))
            {
                end += 2;
            }
            else if (AfterParticles(end) is > 0 and var after && !Gazetteer.OrganisationHeads.Contains(tokens[end - 1].Text))
            {
                end = after;
            }
            else if (tokens[end].Lower is "of" or "for" && AfterOf(end) is > 0 and var object_)
            {
                (end, joined) = (object_, joined || Gazetteer.HeadsWithAnd.Contains(tokens[end - 1].Text));
            }
            else if (joined && tokens[end].Lower == "and" && end + 1 < tokens.Length && IsNameWord(end + 1)
                && Gazetteer.Find(tokens[end - 1].Text)?.Type is null && Gazetteer.Find(tokens[end + 1].Text)?.Type is null)
            {
                (end, joined) = (end + 2, false);
            }
            else
            {
                break;
            }
        }

        return end;
    }

    private int AfterParticles(int at)
    {
        var end = at;
        while (end < tokens.Length && end - at < 3 && NameShapes.IsParticle(tokens[end].Text))
        {
            end++;
        }

        return end > at && end < tokens.Length && tokens[end].Sentence == tokens[at].Sentence && IsNameWord(end) ? end + 1 : 0;
    }

    // "Ministry of Defence", "Secretary of State", "President of France".
    private int AfterOf(int of)
    {
        var article = of + 1 < tokens.Length && tokens[of + 1].Lower == "the" ? 1 : 0;
        var first = of + 1 + article;
        if (first >= tokens.Length || tokens[first].Sentence != tokens[of].Sentence || !IsNameWord(first))
        {
            return 0;
        }

        if (Gazetteer.OrganisationHeads.Contains(tokens[of - 1].Text))
        {
            return first + 1;
        }

        return tokens[of].Lower == "of" && Gazetteer.RoleHeads.Contains(tokens[of - 1].Text) ? OfficeEnd(of) : 0;
    }

    private int OfficeEnd(int of)
    {
        for (var count = Math.Min(3, tokens.Length - of - 1); count > 0; count--)
        {
            if (tokens[of + count].Sentence == tokens[of].Sentence && Gazetteer.Offices.Contains(text[tokens[of + 1].Start..tokens[of + count].End]))
            {
                return of + count + 1;
            }
        }

        var first = of + 1 + (tokens[of + 1].Lower == "the" ? 1 : 0);
        var known = first < tokens.Length ? Gazetteer.LongestAt(tokens, first, tokens.Length, text) : (0, null);
        return known.Tokens > 0 && known.Name!.Type is not null ? first + known.Tokens : 0;
    }

    // --- What a run says ---

    private int Read(int at, int end)
    {
        while (at < end)
        {
            at = ReadOne(at, end);
        }

        return at;
    }

    private int ReadOne(int at, int end)
    {
        var token = tokens[at];
        var known = Gazetteer.LongestAt(tokens, at, SentenceEnd(at), text);
        var isHead = known.Name?.Type == EntityType.Organisation && Gazetteer.OrganisationHeads.Contains(tokens[at + known.Tokens - 1].Text);
        var ofMore = isHead && at + known.Tokens < end && tokens[at + known.Tokens].Lower == "of";
        if (known.Tokens > 1 && !ofMore && !ContinuesToOrganisation(at + known.Tokens, end))
        {
            return ReadKnown(at, end, known.Tokens, known.Name!);
        }

        if (Gazetteer.Courtesy.TryGetValue(token.Text, out var gender))
        {
            return at + 1 < end ? ReadPerson(at, at + 1, end, role: null, gender, ByTitle) : at + 1;
        }

        if (IsGrammar(at, end))
        {
            return at + 1;
        }

        if (ReadRole(at, end) is > 0 and var afterRole)
        {
            return afterRole;
        }

        if (IsTitleOfWork(at, end))
        {
            return end;
        }

        if (OrganisationEnd(at, end) is > 0 and var organisation)
        {
            Add(at, at, organisation, EntityType.Organisation, ByShape);
            return organisation;
        }

        if ((IsInitials(at, end) || Gazetteer.IsFirstName(token.Text)) && at + 1 < end && MayBeFamilyName(at + 1, end)
            && !(NameShapes.IsPlaceSuffix(tokens[end - 1].Text) && end - at > 1))
        {
            return ReadPerson(at, at, end, role: null, Gazetteer.GenderOf(token.Text), ByFirstName);
        }

        if (known.Tokens == 1)
        {
            return ReadKnown(at, end, 1, known.Name!);
        }

        if (NameShapes.IsDirection(token.Text))
        {
            return ReadDirection(at, end);
        }

        return ReadUnknown(at, end);
    }

    private int SentenceEnd(int at)
    {
        var end = at + 1;
        while (end < tokens.Length && end - at < 8 && tokens[end].Sentence == tokens[at].Sentence)
        {
            end++;
        }

        return end;
    }

    // A word of the language that has its capital from the beginning of a sentence.
    private bool IsGrammar(int at, int end)
    {
        var token = tokens[at];
        var isFirstName = Gazetteer.IsFirstName(token.Text) && at + 1 < end && NameShapes.LooksLikeName(tokens[at + 1]);
        if (StopWords.English.Contains(token.Lower) && !token.IsAcronym)
        {
            // New Democratic Party, inside a sentence.
            return !isFirstName && (token.Opens || token.Lower is "the" or "a" or "an" || OrganisationEnd(at, end) == 0);
        }

        return token.Opens && !isFirstName && (StopWords.Openers.Contains(token.Lower) && !IsRoleWord(at) || (end - at == 1 && NameShapes.IsAlsoWord(token.Text)));
    }

    // "The Salt Road": marks around the whole run.
    private bool IsTitleOfWork(int at, int end)
    {
        var before = at > 0 && tokens[at - 1].Lower is "the" or "a" ? at - 2 : at - 1;
        return before >= 0 && end < tokens.Length && tokens[before].Text is "\"" or "“" or "‘" or "«" or "„" && tokens[end].Text is "\"" or "”" or "’" or "»" or "“";
    }

    private bool IsRoleWord(int at) => Gazetteer.RoleHeads.Contains(tokens[at].Text) || Gazetteer.RoleModifiers.Contains(tokens[at].Text);

    private bool ContinuesToOrganisation(int at, int end) => at < end && Gazetteer.OrganisationSuffixes.Contains(tokens[at].Text) && !IsRoleWord(at);

    private int ReadKnown(int at, int end, int count, KnownName known)
    {
        var after = at + count;
        end = Math.Max(end, after);
        if (known.Type is null)
        {
            // "Cold War" and the like; a demonym before a name is no part of it.
            return after;
        }

        // Boston Celtics, Berlin Wall: a place that opens a longer name is not meant itself.
        if (count == 1 && known.Type == EntityType.Place && after < end && ContinuesName(after, end))
        {
            var last = RestOfName(after, end);
            var suffix = tokens[last - 1].Text;
            if (NameShapes.IsPlaceSuffix(suffix))
            {
                Add(at, at, last, EntityType.Place, ByShape, known.CountryCode);
            }
            else if (suffix.EndsWith('s') || suffix is "United" or "City" or "Town" or "Athletic")
            {
                Add(at, at, last, EntityType.Organisation, ByGuess);
            }

            return last;
        }

        spans.Add(new NameSpan
        {
            First = at,
            NameFirst = at,
            End = after,
            Type = known.Type,
            Name = known.Name,
            CountryCode = known.Type == EntityType.Place ? known.CountryCode : null,
            Confidence = tokens[at].Opens && NameShapes.IsAlsoWord(tokens[at].Text) ? ByGuess : ByTable,
            By = NameSpan.FromTable,
        });
        return after;
    }

    private bool ContinuesName(int at, int end) =>
        (tokens[at].IsCapital || NameShapes.IsJoinedParticle(tokens[at])) && !IsRoleWord(at) && !Gazetteer.IsDemonym(tokens[at].Text) && !Gazetteer.IsFirstName(tokens[at].Text)
        && !StopWords.English.Contains(tokens[at].Lower) && Gazetteer.LongestAt(tokens, at, end, text).Tokens == 0 && !Gazetteer.Courtesy.ContainsKey(tokens[at].Text);

    private int RestOfName(int at, int end)
    {
        while (at < end && ContinuesName(at, end))
        {
            at++;
        }

        return at;
    }

    // Role words, then a name: the words are the role. Role words alone: no name.
    private int ReadRole(int at, int end)
    {
        var (next, head, roleStart) = (at, 0, at);
        while (next < end)
        {
            var word = tokens[next].Text;
            if (Gazetteer.RoleHeads.Contains(word) || (next > at && Gazetteer.LowerRoleHeads.Contains(word)))
            {
                head = ++next;
                if (next < end && tokens[next].Lower == "of" && OfficeEnd(next) is > 0 and var office)
                {
                    next = head = office;
                }
            }
            else if (Gazetteer.RoleModifiers.Contains(word) || Gazetteer.IsDemonym(word))
            {
                next++;
            }
            else
            {
                break;
            }
        }

        // Italian Republican Party: its words are those of roles, its last one is an organisation's.
        if (head == 0 && next > at && OrganisationEnd(at, end) is > 0 and var party)
        {
            Add(at, at, party, EntityType.Organisation, ByShape);
            return party;
        }

        if (next == at || (head == 0 && !(next < end)))
        {
            return head > 0 || (next > at && Gazetteer.IsDemonym(tokens[at].Text)) ? next : 0;
        }

        // Defence Ministry, Justice Department, Labour Party.
        if (next < end && Gazetteer.OrganisationSuffixes.Contains(tokens[next].Text) && OrganisationEnd(at, end) is > 0 and var organisation)
        {
            Add(at, at, organisation, EntityType.Organisation, ByShape);
            return organisation;
        }

        if (head == 0)
        {
            return Gazetteer.IsDemonym(tokens[at].Text) ? at + 1 : 0;
        }

        if (head < next || next == end)
        {
            // "Foreign Minister", or a role and then more words of roles: what follows may be a name that is such a word (Prince Charles King).
            if (head == next || !MayBeFamilyName(head, end))
            {
                return head;
            }
        }

        return head < end && (tokens[head].IsCapital || NameShapes.IsJoinedParticle(tokens[head])) && !Gazetteer.Courtesy.ContainsKey(tokens[head].Text)
            && (Gazetteer.IsFirstName(tokens[head].Text) || Gazetteer.Find(tokens[head].Text)?.Type is null || head + 1 < end)
            ? ReadPerson(head, head, end, text[tokens[roleStart].Start..tokens[head - 1].End], RoleGender(roleStart, head), ByTitle)
            : head;
    }

    private char RoleGender(int first, int end)
    {
        for (var at = first; at < end; at++)
        {
            var word = tokens[at].Text;
            if (word is "King" or "Prince" or "Duke" or "Lord" or "Sir" or "Father" or "Pope" or "Chairman" or "Spokesman" or "Congressman" or "Businessman" or "Actor")
            {
                return 'm';
            }

            if (word is "Queen" or "Princess" or "Duchess" or "Lady" or "Dame" or "Baroness" or "Chairwoman" or "Spokeswoman" or "Congresswoman" or "Businesswoman" or "Actress")
            {
                return 'f';
            }
        }

        return ' ';
    }

    private bool IsInitials(int at, int end) => tokens[at].IsInitial && at + 1 < end && tokens[at].Text.Length == 2;

    private bool MayBeFamilyName(int at, int end) =>
        NameShapes.LooksLikeName(tokens[at]) || tokens[at].IsInitial || NameShapes.IsJoinedParticle(tokens[at]) || NameShapes.IsParticle(tokens[at].Text)
        || (tokens[at].IsCapital && at + 1 == end && !tokens[at].IsAcronym && !StopWords.English.Contains(tokens[at].Lower));

    private int ReadPerson(int first, int nameFirst, int end, string? role, char gender, double confidence)
    {
        var last = nameFirst;
        while (last < end && last - nameFirst < 5 && !(last > nameFirst && StartsAnother(last, end)))
        {
            last++;
        }

        while (last > nameFirst && !tokens[last - 1].IsCapital && !NameShapes.IsJoinedParticle(tokens[last - 1]))
        {
            last--;
        }

        if (last == nameFirst)
        {
            return Math.Max(nameFirst, first + 1);
        }

        gender = gender == ' ' && last - nameFirst > 1 ? Gazetteer.GenderOf(tokens[nameFirst].Text) : gender;
        Add(first, nameFirst, last, EntityType.Person, confidence, role: role ?? RoleBefore(first), gender: gender);
        return last;
    }

    // Two names without a mark between them: "Mr Smith Downing Street said" does not happen, but "Angela Merkel Tuesday" and lists without commas do.
    private bool StartsAnother(int at, int end) =>
        tokens[at].IsAcronym && tokens[at].Text.Length > 2 && !tokens[at].Text.Contains('.', StringComparison.Ordinal)
        || Gazetteer.Courtesy.ContainsKey(tokens[at].Text)
        || tokens[at].Lower is "of" or "for" or "and" or "&"
        || (Gazetteer.LongestAt(tokens, at, end, text) is { Tokens: > 1 } known && known.Name!.Type is not null);

    // "spokesman Dmitry Peskov", "former striker Ian Holt": small-letter roles directly before a name.
    private string? RoleBefore(int first)
    {
        var (head, at) = (-1, first - 1);
        if (at >= 0 && Gazetteer.LowerRoleHeads.Contains(tokens[at].Text) && Adjoins(first))
        {
            head = at;
        }
        else if (at > 0 && tokens[at].Is(",") && Gazetteer.LowerRoleHeads.Contains(tokens[at - 1].Text) && tokens[at].Sentence == tokens[first].Sentence)
        {
            head = at - 1; // "his spokesman, Dmitry Peskov"
        }

        if (head < 0)
        {
            return null;
        }

        var start = head;
        while (start > 0 && Adjoins(start) && (Gazetteer.LowerRoleModifiers.Contains(tokens[start - 1].Lower) || Gazetteer.LowerRoleHeads.Contains(tokens[start - 1].Text)
            || Gazetteer.IsDemonym(tokens[start - 1].Text) || tokens[start - 1].IsAcronym))
        {
            start--;
        }

        return text[tokens[start].Start..tokens[head].End];
    }

    private int OrganisationEnd(int at, int end)
    {
        for (var last = end - 1; last > at; last--)
        {
            if (Gazetteer.OrganisationSuffixes.Contains(tokens[last].Text) && tokens[last].IsCapital && tokens[last - 1].Lower is not ("of" or "for" or "and"))
            {
                // "Mr" or a full role in between: the suffix belongs to what comes later.
                // Liberal Party of Canada: what follows "of" belongs to it.
                var goesOn = last + 1 < end && tokens[last + 1].Lower is "of" or "for" && Gazetteer.OrganisationHeads.Contains(tokens[last].Text);
                return !AllNameWords(at, last) ? 0 : goesOn ? end : last + 1;
            }
        }

        for (var of = at + 1; of < end; of++)
        {
            if (tokens[of].Lower is "of" or "for" && Gazetteer.OrganisationHeads.Contains(tokens[of - 1].Text))
            {
                return end;
            }
        }

        return 0;
    }

    private bool AllNameWords(int at, int end)
    {
        for (; at < end; at++)
        {
            if (Gazetteer.Courtesy.ContainsKey(tokens[at].Text))
            {
                return false;
            }
        }

        return true;
    }

    private int ReadDirection(int at, int end)
    {
        var known = at + 1 < end ? Gazetteer.LongestAt(tokens, at + 1, end, text) : (0, null);
        if (known.Tokens > 0 && known.Name!.Type == EntityType.Place)
        {
            Add(at, at, at + 1 + known.Tokens, EntityType.Place, ByShape, known.Name.CountryCode);
            return at + 1 + known.Tokens;
        }

        return at + 1;
    }

    private int ReadUnknown(int at, int end)
    {
        var last = RestOfName(at, end);
        last = Math.Max(last, at + 1);
        if (last - at > 1 && NameShapes.IsPlaceSuffix(tokens[last - 1].Text))
        {
            Add(at, at, last, EntityType.Place, ByShape);
        }
        else if (last - at is 2 or 3 && NameShapes.IsPlacePrefix(tokens[at].Text))
        {
            Add(at, at, last, EntityType.Place, ByGuess);
        }
        else if (last - at == 1 && tokens[at].IsAcronym)
        {
            var shouting = (at > 0 && tokens[at - 1].IsAcronym) || (last < tokens.Length && tokens[last].IsAcronym);
            var isName = tokens[at].Text.Length is >= 2 and <= 6 && !shouting && !StopWords.English.Contains(tokens[at].Lower)
                && !lowerWords.Contains(tokens[at].Lower) && !tokens[at].Text.Contains('.', StringComparison.Ordinal);
            Add(at, at, last, isName ? EntityType.Organisation : null, isName ? ByAcronym : 0);
        }
        else if (last - at is 2 or 3 && LooksLikePerson(at, last))
        {
            Add(at, at, last, EntityType.Person, HasAge(last) || RoleBefore(at) is not null ? ByFirstName : ByGuess, role: RoleBefore(at));
        }
        else if (last - at == 1 && PlaceBefore(at))
        {
            Add(at, at, last, EntityType.Place, ByShape);
        }
        else if (last - at == 1 && RoleBefore(at) is { } role && NameShapes.LooksLikeName(tokens[at]) && !tokens[at - 1].Is(","))
        {
            Add(at, at, last, EntityType.Person, ByShape, role: role);
        }
        else
        {
            Add(at, at, last, null, 0);
        }

        return last;
    }

    private bool LooksLikePerson(int at, int end)
    {
        var before = at > 0 && tokens[at - 1].Sentence == tokens[at].Sentence ? tokens[at - 1].Lower : "";
        if (before is "the" or "a" or "an" or "'s" or "’s" or "this" or "that" or "called" or "named" or "titled" or "\"" or "“" or "‘")
        {
            return false;
        }

        for (var word = at; word < end; word++)
        {
            if ((!NameShapes.LooksLikeName(tokens[word]) && !(word > at && NameShapes.IsJoinedParticle(tokens[word]))) || lowerWords.Contains(tokens[word].Lower))
            {
                return false;
            }
        }

        return true;
    }

    // ", 42," after a name.
    private bool HasAge(int end) =>
        end + 2 < tokens.Length && tokens[end].Is(",") && tokens[end + 1].Kind == TokenKind.Number && tokens[end + 1].Text.Length == 2
        && tokens[end + 2].Text is "," or ".";

    // "the town of Ardmore", "near Ardmore", "in Ardmore, France".
    private bool PlaceBefore(int at)
    {
        if (at < 1 || !NameShapes.LooksLikeName(tokens[at]) || tokens[at - 1].Sentence != tokens[at].Sentence)
        {
            return false;
        }

        if (tokens[at - 1].Lower == "near")
        {
            return true;
        }

        if (at > 1 && tokens[at - 1].Lower == "of"
            && tokens[at - 2].Lower is "town" or "city" or "village" or "port" or "suburb" or "island" or "province" or "region" or "resort" or "district" or "capital" or "state")
        {
            return true;
        }

        return tokens[at - 1].Lower is "in" or "at" or "from" && at + 2 < tokens.Length && tokens[at + 1].Is(",") && tokens[at + 2].IsCapital
            && Gazetteer.LongestAt(tokens, at + 2, SentenceEnd(at + 2), text).Name?.Type == EntityType.Place;
    }

    private void Add(int first, int nameFirst, int end, string? type, double confidence, string? country = null, string? role = null, char gender = ' ') =>
        spans.Add(new NameSpan
        {
            First = first,
            NameFirst = nameFirst,
            End = end,
            Type = type,
            Name = text[tokens[nameFirst].Start..tokens[end - 1].End],
            CountryCode = country,
            Role = role,
            Gender = gender,
            Confidence = confidence,
        });
}
