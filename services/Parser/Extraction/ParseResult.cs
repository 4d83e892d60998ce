using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction;

/// <summary>What came of reading a document: an item, or one of <see cref="RejectReason"/> with a sentence.</summary>
internal abstract record ParseResult
{
    private ParseResult()
    {
    }

    /// <summary>Whether the publisher wants no copy kept and we are told to obey: the bytes go once this is said.</summary>
    public bool ForbidsCopy { get; init; }

    internal sealed record Article(ArticleParsed Item) : ParseResult;

    internal sealed record Rejected(string Reason, string Detail) : ParseResult;
}
