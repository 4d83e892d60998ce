namespace Ingestion.Bench.TrainNames;

/// <summary>Numbers for features, in the order in which they come.</summary>
internal sealed class FeatureRows
{
    private readonly Dictionary<uint, int> rows = [];

    public List<uint> Hashes { get; } = [];

    public int Of(uint feature)
    {
        if (!rows.TryGetValue(feature, out var row))
        {
            rows.Add(feature, row = rows.Count);
            Hashes.Add(feature);
        }

        return row;
    }
}
