using System.Globalization;
using Ingestion.Parser.Extraction.BodyText;

namespace Ingestion.Bench.Train;

/// <summary>What a model gets wrong, page by page and block by block, the worst pages first: where to look for what it does not see yet.</summary>
internal static class Faults
{
    public static void Write(string file, IEnumerable<(TrainingPage Page, BodyModel Model, BodyScore Score)> found)
    {
        using var to = new StreamWriter(file);
        foreach (var (page, model, score) in found.Where(of => !of.Score.IsExact).OrderBy(of => of.Score.F1))
        {
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"# {page.Set} {page.Id} {page.Site} F1 {score.F1:0.000} extra {score.Extra:0.000} missing {score.Missing:0.000} blocks {page.Labels.Length} labels {page.Score(page.Labels).F1:0.000}"));
            var measures = page.Measures;
            var likely = model.Predict(BlockFeatures.Of(measures, model.Lexicons));
            var taken = ArticleBody.Take(measures, likely, out _);
            for (var i = 0; i < taken.Length; i++)
            {
                if (taken[i] != page.Labels[i])
                {
                    var block = measures.Blocks[i];
                    var text = block.Text.Length > 150 ? block.Text[..100] + " […] " + block.Text[^40..] : block.Text;
                    to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(taken[i] ? '+' : '-')} {i} p={likely[i]:0.00} {measures.Parts[block.Part].Tag} {block.Kind} {block.Text.Length} link {block.LinkShare:0.0} {measures.Parts[block.Part].Names} :: {text}"));
                }
            }

            if (page.Score(taken) is var own && Math.Abs(own.F1 - score.F1) > 0.01)
            {
                to.WriteLine("= the text comes from JSON");
            }
        }
    }
}
