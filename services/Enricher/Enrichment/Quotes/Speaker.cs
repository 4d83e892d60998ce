namespace Ingestion.Enricher.Enrichment.Quotes;

/// <summary>Who says it.</summary>
/// <param name="EntityId">The entity, or null for nobody named.</param>
/// <param name="Text">As printed.</param>
/// <param name="Verb">As printed.</param>
/// <param name="Adjacent">The verb stands beside the marks.</param>
internal sealed record Speaker(string? EntityId, string Text, string? Verb, bool Adjacent);
