using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Names;

/// <summary>What the words around a person's name say that they are.</summary>
internal static class Roles
{
    // "former Deputy Assistant Secretary of State for East Asian Affairs" is as long as they get.
    private const int Longest = 10;

    // "Bank of England governor".
    private const int LongestName = 4;

    /// <summary>"US Secretary of State", "Mr Putin's spokesman," directly before a name; null when it is no role.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="name">First token of the name, with its form of address.</param>
    public static string? Before(string text, Token[] tokens, int name)
    {
        var end = name;
        if (end > 1 && tokens[end - 1].Is(",") && Gazetteer.LowerRoleHeads.Contains(tokens[end - 2].Text) && tokens[end - 2].Sentence == tokens[name].Sentence)
        {
            end--;
        }

        var start = end;
        while (start > 0 && end - start < Longest && tokens[start - 1].Sentence == tokens[name].Sentence && Belonging(text, tokens, start, end) is var more and > 0)
        {
            start -= more;
        }

        // "of" is part of a role only behind a head; a modifier alone says nothing.
        while (start < end && tokens[start].Lower is "of" or "for")
        {
            start++;
        }

        if (start == end || !Array.Exists(tokens[start..end], IsHead) || !(IsHead(tokens[end - 1]) || tokens[end - 1].IsCapital))
        {
            return null;
        }

        start = Possessor(tokens, start);
        return text[tokens[start].Start..tokens[end - 1].End];
    }

    /// <summary>", chief executive of Meadow Foods," behind a name; null when it is no role.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="nameEnd">One past the name.</param>
    public static string? After(string text, Token[] tokens, int nameEnd)
    {
        var start = nameEnd + 1;
        if (start >= tokens.Length || !tokens[nameEnd].Is(","))
        {
            return null;
        }

        // ", 42,"
        start += start + 1 < tokens.Length && tokens[start].Kind == TokenKind.Number && tokens[start + 1].Is(",") ? 2 : 0;
        start += start < tokens.Length && tokens[start].Lower is "the" or "a" or "an" or "its" ? 1 : 0;
        var (end, head) = (start, false);
        while (end < tokens.Length && end - start < Longest && tokens[end].Sentence == tokens[nameEnd].Sentence && !tokens[end].Is(",") && !tokens[end].Is("."))
        {
            // A verb or a relative clause, or another person: no apposition.
            if (tokens[end].Lower is "who" or "which" or "said" or "was" or "is" or "and" or "has" or "had" or "will" or "whose" or "told" || tokens[end].Kind == TokenKind.Mark && !tokens[end].Is("-")
                || Gazetteer.Courtesy.ContainsKey(tokens[end].Text) || (head && tokens[end].IsCapital && Gazetteer.IsFirstName(tokens[end].Text)))
            {
                return null;
            }

            head |= IsHead(tokens[end]) && !Array.Exists(tokens[start..end], before => before.Lower is "of" or "for" or "in" or "at");
            end++;
        }

        var closed = end < tokens.Length && (tokens[end].Is(",") || tokens[end].Is("."));
        return head && closed && end > start && (IsHead(tokens[start]) || IsModifier(tokens[start]) || tokens[start].IsCapital) ? text[tokens[start].Start..tokens[end - 1].End] : null;
    }

    // How many tokens before a role belong to it: "White House" press secretary, "Lamar" County Sheriff.
    private static int Belonging(string text, Token[] tokens, int start, int end)
    {
        for (var before = Math.Min(start, LongestName); before > 1; before--)
        {
            if (tokens[start - before].IsCapital && Gazetteer.LongestAt(tokens, start - before, end, text) is { Name.Type: not null, Tokens: > 1 and var count } && count >= before)
            {
                return before;
            }
        }

        var at = start - 1;
        var ofHouse = start < end && Gazetteer.LongestAt(tokens, at, end, text) is { Name.Type: not null, Tokens: > 1 };
        var ofCounty = start < end && tokens[start].Text is "County" or "City" or "District" or "Town" or "Village" && tokens[at].IsCapital && !tokens[at].Opens;
        return Belongs(tokens, at) || ofHouse || ofCounty || (start < end && tokens[start].Text == "County" && NameShapes.LooksLikeName(tokens[at])) ? 1 : 0;
    }

    private static bool Belongs(Token[] tokens, int at) =>
        IsHead(tokens[at]) || IsModifier(tokens[at]) || (tokens[at].IsCapital && Gazetteer.Find(tokens[at].Text) is { Type: not null })
        || (tokens[at].Lower is "of" or "for" && at > 0 && IsHead(tokens[at - 1]));

    private static bool IsHead(Token token) => token.IsCapital ? Gazetteer.RoleHeads.Contains(token.Text) : Gazetteer.LowerRoleHeads.Contains(token.Text);

    private static bool IsModifier(Token token) =>
        token.IsCapital ? Gazetteer.RoleModifiers.Contains(token.Text) || Gazetteer.IsDemonym(token.Text) || token.IsAcronym : Gazetteer.LowerRoleModifiers.Contains(token.Text);

    // "Mr Putin's", "Meadow Foods'" before the role.
    private static int Possessor(Token[] tokens, int start)
    {
        var at = start - 1;
        if (at < 1 || !(tokens[at].Is("'s") || tokens[at].Is("’s")) || !tokens[at - 1].IsCapital || tokens[at].Sentence != tokens[start].Sentence)
        {
            return start;
        }

        while (at > 0 && start - at < Longest && tokens[at - 1].IsCapital && tokens[at - 1].Sentence == tokens[start].Sentence)
        {
            at--;
        }

        return at;
    }
}
