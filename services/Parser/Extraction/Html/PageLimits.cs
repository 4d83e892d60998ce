namespace Ingestion.Parser.Extraction.Html;

/// <summary>How much of a page is read.</summary>
/// <param name="MaxDepth">Most elements open at once. Browsers flatten a tree at 512.</param>
/// <param name="MaxNodes">Most elements and texts; 24 bytes each.</param>
/// <param name="MaxChars">Most characters of source.</param>
internal readonly record struct PageLimits(int MaxDepth = 512, int MaxNodes = 500_000, int MaxChars = 30_000_000)
{
    public static PageLimits Default { get; } = new(512, 500_000, 30_000_000);
}

/// <summary>Which limit a page passed; what it holds ends there.</summary>
internal enum PageBreach
{
    TooDeep,
    TooManyNodes,
    TooLong,
}
