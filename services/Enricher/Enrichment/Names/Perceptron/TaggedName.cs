namespace Ingestion.Enricher.Enrichment.Names.Perceptron;

/// <summary>A name that the model found, tokens [First, End).</summary>
/// <param name="First">Its first token.</param>
/// <param name="End">One past its last token.</param>
/// <param name="Type">One of <see cref="Contracts.EntityType"/>.</param>
/// <param name="Margin">By how much its weakest token is ahead of no name or another type, in the unit of the weights; may be negative.</param>
internal readonly record struct TaggedName(int First, int End, string Type, int Margin);
