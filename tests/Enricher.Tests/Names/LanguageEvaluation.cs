using Ingestion.Enricher.Enrichment;
using Ingestion.TestSupport;

namespace Ingestion.Enricher.Tests.Names;

[Trait("Kind", "Evaluation")]
public sealed class LanguageEvaluation
{
    [Fact]
    public async Task Sentences_and_texts_in_the_default_languages_are_told_apart()
    {
        using var sets = await EvaluationSets.UnpackAsync(["enrichment/enrichment"]);
        var finder = new LanguageFinder(new EnricherOptions());
        var tags = new EnricherOptions().KnownLanguages().Select(LanguageFinder.Tag);
        var sentences = tags.SelectMany(tag => File.ReadLines(Directory.EnumerateFiles(sets.Folder.FullName, tag + ".txt", SearchOption.AllDirectories).Single()).Select(text => (Tag: tag, Text: text))).ToList();
        var bodies = sentences.GroupBy(sentence => sentence.Tag).SelectMany(texts => texts.Chunk(10)).Select(texts => (texts[0].Tag, Text: string.Join('\n', texts.Select(text => text.Text)))).ToList();

        var right = (Sentences: Share(sentences), Bodies: Share(bodies));

        Assert.True(right is { Sentences: >= 0.97, Bodies: >= 0.995 }, $"{right.Sentences:P2} of {sentences.Count} sentences, {right.Bodies:P2} of {bodies.Count} bodies");

        double Share(List<(string Tag, string Text)> texts) => (double)texts.Count(text => finder.Find("", text.Text, markup: null).Tag == text.Tag) / texts.Count;
    }
}
