using Ingestion.Bench.TrainNames;
using Ingestion.TestSupport;

namespace Ingestion.Enricher.Tests.Names;

/// <summary>The evaluation sets of names, made documents of by the sets' own tool.</summary>
internal sealed class NameSets : IDisposable
{
    private readonly EvaluationSets sets;

    private NameSets(EvaluationSets sets) => this.sets = sets;

    private string Documents => Path.Combine(sets.Folder.FullName, "documents");

    public static async Task<NameSets> PrepareAsync()
    {
        var tool = EvaluationSets.Shared("tools/enrichment_sets.py");
        var prepared = new NameSets(await EvaluationSets.UnpackAsync(["enrichment/enrichment"]));
        await Shell.RunAsync("python3", ["-B", tool, "prepare", prepared.sets.Folder.FullName, prepared.Documents]);
        return prepared;
    }

    public IEnumerable<NameDocument> Read(string set) => NameDocument.Read(new FileInfo(Path.Combine(Documents, set + ".jsonl")));

    public void Dispose() => sets.Dispose();
}
