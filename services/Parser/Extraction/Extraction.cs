using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction;

/// <summary>What came of reading a document: an item, or one of <see cref="RejectReason"/> with a sentence.</summary>
#pragma warning disable MA0049 // The folder is named for the work, the type for its result, and no better word exists for either.
internal abstract record Extraction
#pragma warning restore MA0049
{
    private Extraction()
    {
    }

    internal sealed record Article(ArticleParsed Item) : Extraction;

    internal sealed record Rejected(string Reason, string Detail) : Extraction;
}
