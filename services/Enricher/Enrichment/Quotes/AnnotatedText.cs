using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Quotes;

/// <summary>A text whose tokens know the entity that they name and whether they stand inside quotation marks.</summary>
internal sealed class AnnotatedText
{
    // A sentence without end must not make the search quadratic.
    public const int Reach = 45;

    // No noun phrase of interest is longer.
    public const int LongestPhrase = 14;

    private readonly string text;
    private readonly IReadOnlyList<Entity> entities;
    private readonly Dictionary<int, Entity> entityAt = [];
    private readonly bool[] quoted;

    public AnnotatedText(string text, Token[] tokens, List<QuoteSpan> spans, IReadOnlyList<Entity> entities)
    {
        (this.text, this.entities, Tokens, quoted) = (text, entities, tokens, new bool[tokens.Length]);
        foreach (var span in spans)
        {
            Array.Fill(quoted, true, span.First, span.End - span.First);
        }

        var tokenAt = new Dictionary<int, int>(tokens.Length);
        for (var at = 0; at < tokens.Length; at++)
        {
            tokenAt[tokens[at].Start] = at;
        }

        foreach (var entity in entities)
        {
            foreach (var mention in entity.Mentions)
            {
                for (var at = tokenAt.GetValueOrDefault(mention.Start, tokens.Length); at < tokens.Length && tokens[at].End <= mention.End; at++)
                {
                    entityAt[at] = entity;
                }
            }
        }
    }

    public Token[] Tokens { get; }

    public Entity? EntityAt(int at) => entityAt.GetValueOrDefault(at);

    public Entity? PersonAt(int at) => EntityAt(at) is { } entity && entity.Type == EntityType.Person ? entity : null;

    /// <summary>The person whose role ends with a word, who was named last before a place of the text.</summary>
    public Entity? LastCalled(string role, int before)
    {
        var (best, start) = (default(Entity?), -1);
        foreach (var entity in entities)
        {
            if (entity.Role is { } called && called.EndsWith(role, StringComparison.OrdinalIgnoreCase) && (called.Length == role.Length || called[^(role.Length + 1)] == ' '))
            {
                // Mentions stand in order, and there may be thousands.
                var (low, high) = (0, entity.Mentions.Count);
                while (low < high)
                {
                    var middle = (low + high) / 2;
                    (low, high) = entity.Mentions[middle].Start < before ? (middle + 1, high) : (low, middle);
                }

                (best, start) = low > 0 && entity.Mentions[low - 1].Start > start ? (entity, entity.Mentions[low - 1].Start) : (best, start);
            }
        }

        return best;
    }

    public bool IsQuoted(int at) => quoted[at];

    public string Lower(int at) => at >= 0 && at < Tokens.Length ? Tokens[at].Lower : "";

    /// <summary>The text of tokens [first, end) as printed.</summary>
    public string Printed(int first, int end) => text[Tokens[first].Start..Tokens[end - 1].End];

    public int SkipArticle(int at) => ClauseWords.IsArticle(Lower(at)) ? at + 1 : at;

    /// <summary>In one sentence and paragraph, and the second outside of marks.</summary>
    public bool SameStretch(int from, int to) => Tokens[to].Sentence == Tokens[from].Sentence && !quoted[to] && Tokens[to].Paragraph == Tokens[from].Paragraph;

    public int StretchStart(int at)
    {
        var start = at;
        while (start > 0 && at - start < Reach && SameStretch(at, start - 1))
        {
            start--;
        }

        return start;
    }

    /// <summary>Where a noun phrase after the verb ends.</summary>
    public int PhraseEnd(int at)
    {
        var end = at;
        while (end < Tokens.Length && end - at < LongestPhrase && SameStretch(at, end)
            && (Tokens[end].Kind != TokenKind.Mark || Tokens[end].Text is "-" or "’" or "'" || ClauseWords.IsPossessive(Tokens[end].Lower)))
        {
            end++;
        }

        return end;
    }

    /// <summary>The last token of the mention that a token belongs to, looking no further than <paramref name="end"/>.</summary>
    public int MentionLast(int at, int end)
    {
        var entity = EntityAt(at);
        while (at + 1 < end && EntityAt(at + 1) is { } same && same == entity)
        {
            at++;
        }

        return at;
    }

    /// <summary>"Mr Putin's spokesman": the person is not who is meant.</summary>
    public bool HasPossessive(int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            if (ClauseWords.IsPossessive(Lower(at)))
            {
                return true;
            }
        }

        return false;
    }
}
