namespace Ingestion.Enricher.Enrichment.Names.English;

/// <summary>How sure a name is: a constant for each kind of evidence, an estimate that is not yet calibrated against judged texts.</summary>
internal static class NameConfidence
{
    public const double ByTitle = 0.95;
    public const double ByTable = 0.95;
    public const double ByFirstName = 0.9;
    public const double ByShape = 0.8;
    public const double ByAcronym = 0.5;
    public const double ByGuess = 0.55;
}
