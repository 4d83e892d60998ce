using System.Diagnostics;
using Ingestion.Contracts;
using Ingestion.Parser.Extraction;

namespace Ingestion.Parser.Aside;

/// <summary>What the child says, as JSON: an item, or a reason with its sentence.</summary>
internal sealed record AsideAnswer(ArticleParsed? Item, string? Reason, string? Detail, bool ForbidsCopy)
{
    public static AsideAnswer Of(ParseResult result) => result switch
    {
        ParseResult.Article article => new AsideAnswer(article.Item, null, null, result.ForbidsCopy),
        ParseResult.Rejected rejected => new AsideAnswer(null, rejected.Reason, rejected.Detail, result.ForbidsCopy),
        _ => throw new UnreachableException(),
    };

    public ParseResult ToResult() => Item is null
        ? new ParseResult.Rejected(Reason!, Detail!) { ForbidsCopy = ForbidsCopy }
        : new ParseResult.Article(Item) { ForbidsCopy = ForbidsCopy };
}
