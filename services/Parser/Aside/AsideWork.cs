using Ingestion.Contracts;

namespace Ingestion.Parser.Aside;

/// <summary>What the child is told as JSON, before it gets the document's bytes.</summary>
internal sealed record AsideWork(DocumentFetched Document, ParserOptions Options);
