namespace Ingestion.Enricher.Enrichment.Names;

/// <summary>A name as a model found it, tokens [First, End), before the document has its say.</summary>
/// <param name="First">Its first token.</param>
/// <param name="End">One past its last token.</param>
/// <param name="Type">One of <see cref="Contracts.EntityType"/>.</param>
/// <param name="Confidence">0 to 1.</param>
internal readonly record struct FoundName(int First, int End, string Type, double Confidence);
