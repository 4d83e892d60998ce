using System.Globalization;
using System.Text.Json;
using Ingestion.Contracts;

namespace Ingestion.News.Versions;

/// <summary>What the enricher says of an article: whether two say the same, and what parts of it differ.</summary>
public static class Annotations
{
    private const char Apart = '\u001f'; // in no text that is printed

    // What is said and not how sure it is: who found it, confidence, salience, score and the order that follows from them are left out.
    private static readonly (string Name, Func<Speech, IEnumerable<string>> Read)[] Parts =
    [
        ("language", said => [said.Article.Language.Tag]),
        ("entities", said => Set(said.Article.Entities.Select(one =>
            Key([one.Type, one.Name, one.Role, one.CountryCode, .. one.Mentions.SelectMany(mention => new[] { said.At(mention.Start), said.At(mention.End) })])))),
        ("quotes", said => Set(said.Article.Quotes.Select(one =>
            Key([said.At(one.Start), said.At(one.End), said.NameOf(one.Speaker), one.SpeakerText, said.At(one.SpeakerStart), said.At(one.SpeakerEnd), one.Verb, one.Kind ?? QuoteKind.Direct])))),
        ("times", said => Set(said.Article.Times.Select(one => Key([said.At(one.Start), said.At(one.End), one.Value])))),
        ("keyphrases", said => Set(said.Article.Keyphrases.Select(one => one.Text))),
        ("places", said => Set(said.Article.Places?.Select(one =>
            Key([one.Name, said.NameOf(one.Entity), one.CountryCode, Text(one.Latitude), Text(one.Longitude), one.Role, one.Disputed ? "disputed" : null])))),
        ("topics", said => Set(said.Article.Topics?.Select(one => Key([one.Code, one.Name])))),
        ("summary", said => Set(said.Article.Summary?.Select(one => Key([said.At(one.Start), said.At(one.End)])))),
    ];

    /// <summary>Which parts say something else. Both are of the same content; white space of the body may differ, and moves no offset.</summary>
    /// <param name="from">The older one.</param>
    /// <param name="to">The newer one.</param>
    /// <returns>Names on the wire, in the order of the record; empty when all say the same. What was not looked for counts as not found.</returns>
    public static IReadOnlyList<string> Changes(ArticleEnriched from, ArticleEnriched to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var isSameText = from.Body.Text == to.Body.Text;
        var (before, after) = (new Speech(from, isSameText), new Speech(to, isSameText));
        return [.. Parts.Where(part => !part.Read(before).SequenceEqual(part.Read(after), StringComparer.Ordinal)).Select(part => part.Name)];
    }

    /// <summary>Names what was found and in which text, with who found it and how sure that is.</summary>
    /// <param name="article">The article.</param>
    /// <returns><c>sha256:</c> and 64 hexadecimal digits.</returns>
    public static string Fingerprint(ArticleEnriched article)
    {
        ArgumentNullException.ThrowIfNull(article);
        var found = new { article.Body, article.Language, article.Entities, article.Quotes, article.Times, article.Keyphrases, article.Places, article.Topics, article.Summary };
        return ContentKey.Of(JsonSerializer.SerializeToUtf8Bytes(found, ContractJson.Options));
    }

    private static List<string> Set(IEnumerable<string>? said) => [.. (said ?? []).Order(StringComparer.Ordinal)];

    private static string Key(IEnumerable<string?> parts) => string.Join(Apart, parts);

    private static string? Text(double? number) => number?.ToString(CultureInfo.InvariantCulture);

    private sealed class Speech
    {
        private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
        private readonly int[]? inked; // printed characters before each offset; null where both texts are the same

        public Speech(ArticleEnriched article, bool isSameText)
        {
            Article = article;
            foreach (var entity in article.Entities)
            {
                names.TryAdd(entity.Id, entity.Name);
            }

            if (!isSameText)
            {
                var text = article.Body.Text;
                inked = new int[text.Length + 1];
                for (var i = 0; i < text.Length; i++)
                {
                    inked[i + 1] = inked[i] + (char.IsWhiteSpace(text[i]) ? 0 : 1);
                }
            }
        }

        public ArticleEnriched Article { get; }

        public string? At(int? offset) =>
            (inked is null || offset is null ? offset : inked[Math.Clamp(offset.Value, 0, inked.Length - 1)])?.ToString(CultureInfo.InvariantCulture);

        // Ids are numbers of a row; the row may be in another order.
        public string? NameOf(string? entity) => entity is null ? null : names.GetValueOrDefault(entity, entity);
    }
}
