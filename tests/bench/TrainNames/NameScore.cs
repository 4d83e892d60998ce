using System.Globalization;
using Ingestion.Enricher.Enrichment.Names;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Bench.TrainNames;

/// <summary>Names found, strictly: type and both offsets.</summary>
internal sealed record NameScore(int Right, int Found, int Gold)
{
    public static NameScore operator +(NameScore left, NameScore right) => new(left.Right + right.Right, left.Found + right.Found, left.Gold + right.Gold);

    public double Precision => Found == 0 ? 0 : (double)Right / Found;

    public double Recall => Gold == 0 ? 0 : (double)Right / Gold;

    public double F1 => Right == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public static NameScore Of(IEnumerable<(string Type, int Start, int End)> found, IEnumerable<(string Type, int Start, int End)> gold)
    {
        var (answers, names) = (found.ToHashSet(), gold.ToHashSet());
        return new NameScore(answers.Count(names.Contains), answers.Count, names.Count);
    }

    public static NameScore Of(INerProvider provider, NameDocument document) => Of(Names(provider, document), document.Names);

    /// <summary>Names as the enricher tells them: what the document says of them counts too; without forms of address.</summary>
    public static IReadOnlyList<(string Type, int Start, int End)> Names(INerProvider provider, NameDocument document)
    {
        var tokens = Tokenizer.Cut(document.Text);
        var drafts = EntityBuilder.Build(provider.Find(document.Text, tokens, "en"));
        return [.. drafts.SelectMany(draft => draft.Mentions.Select(mention => (draft.Type, tokens[mention.NameFirst].Start, tokens[mention.End - 1].End)))];
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"P {Precision:0.000} R {Recall:0.000} F1 {F1:0.000}");
}
