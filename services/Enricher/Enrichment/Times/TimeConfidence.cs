namespace Ingestion.Enricher.Enrichment.Times;

/// <summary>How sure a value is, by how much of it was printed and how much was worked out.</summary>
internal static class TimeConfidence
{
    public const double Printed = 0.98;
    public const double Relative = 0.95;
    public const double Nearest = 0.9;
    public const double Vague = 0.7;
}
