namespace Ingestion.Enricher.Enrichment.Quotes;

/// <summary>Who says it.</summary>
/// <param name="EntityId">The entity, or null for nobody named.</param>
/// <param name="First">First token of the words that name the speaker.</param>
/// <param name="End">One past their last token.</param>
/// <param name="Verb">As printed.</param>
/// <param name="Adjacent">The verb stands beside the marks.</param>
internal sealed record Speaker(string? EntityId, int First, int End, string? Verb, bool Adjacent);
