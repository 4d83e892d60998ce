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

    public static NameScore Of(IEnumerable<(string, int, int)> found, IEnumerable<(string, int, int)> gold)
    {
        var (answers, names) = (found.ToHashSet(), gold.ToHashSet());
        return new NameScore(answers.Count(names.Contains), answers.Count, names.Count);
    }

    /// <summary>Of the names as the enricher tells them: what the document says of them counts too.</summary>
    public static NameScore Of(INerProvider provider, NameDocument document)
    {
        var tokens = Tokenizer.Cut(document.Text);
        var drafts = EntityBuilder.Build(provider.Find(document.Text, tokens, "en"));
        return Of(drafts.SelectMany(draft => draft.Mentions.Select(mention => (draft.Type, tokens[mention.NameFirst].Start, tokens[mention.End - 1].End))), document.Names);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"P {Precision:0.000} R {Recall:0.000} F1 {F1:0.000}");
}
