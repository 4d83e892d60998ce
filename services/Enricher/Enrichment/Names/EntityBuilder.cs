using Ingestion.Contracts;

namespace Ingestion.Enricher.Enrichment.Names;

/// <summary>
/// Puts the names of one text together: "Mr Holt" and "Holt" are the Ian Holt of the same text. The rule is the news trade's own: full name
/// once, family name afterwards. A short form that could mean two people means nobody.
/// </summary>
internal static class EntityBuilder
{
    public static List<EntityDraft> Build(List<NameSpan> spans)
    {
        var people = new People();
        foreach (var span in spans.Where(span => span.Type == EntityType.Person).OrderByDescending(span => span.Name.Count(c => c == ' ')).ThenBy(span => span.First))
        {
            people.AddNamed(span);
        }

        var others = new Dictionary<(string Type, string Key, string? Meaning), EntityDraft>();
        var unexplained = new List<NameSpan>();
        foreach (var span in spans.Where(span => span.Type != EntityType.Person))
        {
            // A known city or firm that a person of the text is called after: Denzel Washington, Henry Ford.
            if ((span.Type is null || span.MayBeSurname) && people.AddShort(span))
            {
                continue;
            }

            if (span.Type is null)
            {
                unexplained.Add(span);
                continue;
            }

            var key = (span.Type, string.Join(' ', EntityDraft.Fold(span.Name)), span.Meaning);
            if (!others.TryGetValue(key, out var draft))
            {
                others.Add(key, draft = new EntityDraft(span));
            }

            draft.Add(span);
        }

        var all = people.Drafts.Concat(JoinAcronyms(others.Values, unexplained)).ToList();
        foreach (var draft in all)
        {
            draft.Mentions.Sort((left, right) => left.First.CompareTo(right.First));
        }

        return all;
    }

    // World Health Organization and WHO. One pass over the organisations of one text, by their initials.
    private static IEnumerable<EntityDraft> JoinAcronyms(IEnumerable<EntityDraft> drafts, List<NameSpan> unexplained)
    {
        var all = drafts.ToList();
        var byInitials = new Dictionary<string, EntityDraft>();
        foreach (var draft in all.Where(draft => draft.Type == EntityType.Organisation && draft.Name.Contains(' ', StringComparison.Ordinal)))
        {
            byInitials.TryAdd(Initials(draft.Name), draft);
        }

        foreach (var span in unexplained)
        {
            if (span.Name.Length > 1 && byInitials.TryGetValue(span.Name.Replace(".", "", StringComparison.Ordinal), out var full))
            {
                full.Add(span);
            }
        }

        foreach (var draft in all)
        {
            var letters = draft.Name.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant();
            if (draft.Type == EntityType.Organisation && letters.Length > 1 && !draft.Name.Contains(' ', StringComparison.Ordinal)
                && byInitials.TryGetValue(letters, out var full) && full != draft)
            {
                draft.Mentions.ForEach(full.Add);
                continue;
            }

            yield return draft;
        }
    }

    private static string Initials(string name) =>
        string.Concat(name.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries).Where(word => char.IsUpper(word[0])).Select(word => word[0]));

    private sealed class People
    {
        // A register of a village, or a text made to be slow: beyond these, people of one surname are found by their whole name only.
        private const int MostOfOneName = 100;

        private readonly Dictionary<string, EntityDraft> byWhole = [];
        private readonly Dictionary<string, List<EntityDraft>> byLast = [];
        private readonly Dictionary<string, List<EntityDraft>> byFirst = [];

        public List<EntityDraft> Drafts { get; } = [];

        public void AddNamed(NameSpan span)
        {
            var words = EntityDraft.Fold(span.Name);
            if (words.Length == 0)
            {
                return;
            }

            var draft = Candidates(byLast, words[^1]).FindAll(candidate => Contains(candidate.Words, words) && candidate.AgreesWith(span.Gender));
            if (draft.Count == 0 && words.Length == 1)
            {
                draft = Candidates(byFirst, words[0]).FindAll(candidate => candidate.AgreesWith(span.Gender));
            }

            if (draft.Count > 1 && draft.Find(candidate => candidate.Words.SequenceEqual(words)) is { } same)
            {
                draft = [same];
            }

            draft = NamedBefore(draft, span);
            if (draft.Count > 1)
            {
                return;
            }

            var whole = string.Join(' ', words);
            var known = draft.Count == 1 ? draft[0] : byWhole.GetValueOrDefault(whole);
            if (known is not null && known.AgreesWith(span.Gender))
            {
                known.Add(span);
                return;
            }

            var made = new EntityDraft(span);
            made.Add(span);
            Drafts.Add(made);
            byWhole.TryAdd(whole, made);
            Index(byLast, words[^1], made);
            if (words.Length > 1)
            {
                Index(byFirst, words[0], made);
            }
        }

        /// <summary>A word that may be somebody's family name, or first name, of this text.</summary>
        public bool AddShort(NameSpan span)
        {
            var words = EntityDraft.Fold(span.Name);
            if (words.Length == 0)
            {
                return false;
            }

            var found = Candidates(byLast, words[^1]).FindAll(candidate => Contains(candidate.Words, words));
            if (found.Count == 0 && span.Type is null && words.Length == 1)
            {
                found = Candidates(byFirst, words[0]);
            }

            found = NamedBefore(found, span);
            if (found.Count != 1)
            {
                return found.Count > 1 && span.Type is null;
            }

            found[0].Add(span);
            return true;
        }

        // Who is called by a part of the name was named in full before: "Mr Clarke" is not the son who is named at the end.
        private static List<EntityDraft> NamedBefore(List<EntityDraft> people, NameSpan span) =>
            people.Count > 1 && people.FindAll(person => person.First < span.First) is { Count: > 0 } before ? before : people;

        private static List<EntityDraft> Candidates(Dictionary<string, List<EntityDraft>> index, string word) =>
            index.TryGetValue(word, out var found) ? found : [];

        private static void Index(Dictionary<string, List<EntityDraft>> index, string word, EntityDraft draft)
        {
            if (!index.TryGetValue(word, out var list))
            {
                index.Add(word, list = []);
            }

            if (list.Count < MostOfOneName)
            {
                list.Add(draft);
            }
        }

        // The words in order, gaps allowed; an initial stands for a name that begins with it.
        private static bool Contains(string[] name, string[] words)
        {
            var at = 0;
            foreach (var word in words)
            {
                var isInitial = word.Length <= 2 && (word.Length == 1 || word[1] == '.');
                while (at < name.Length && name[at] != word && !(isInitial && name[at][0] == word[0]))
                {
                    at++;
                }

                if (at++ == name.Length)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
