using System.Text.RegularExpressions;
using Ingestion.Contracts;
using Ingestion.Parser.Extraction;

namespace Ingestion.Parser.Tests.Safety;

/// <summary>What a document may cost. A machine that is slow, or was stopped for a while, costs no article.</summary>
public sealed class PageTimeTests
{
    private static readonly ParseResult.Rejected Answer = new(RejectReason.NotAnArticle, "It was read to its end.");

    [Fact]
    public void A_pattern_whose_time_ran_out_costs_a_try_and_not_the_document()
    {
        var tries = 0;

        var result = DocumentParser.InTime(new PageBudget(TimeSpan.FromMinutes(1)), _ => ++tries < 4 ? throw new RegexMatchTimeoutException() : Answer);

        Assert.Same(Answer, result);
        Assert.Equal(4, tries);
    }

    [Fact]
    public void A_pattern_whose_time_runs_out_again_and_again_spends_the_budget() =>
        Assert.Null(DocumentParser.InTime(new PageBudget(TimeSpan.FromMilliseconds(20)), _ => throw new RegexMatchTimeoutException()));

    [Fact]
    public void A_document_that_has_spent_its_budget_is_not_read_again()
    {
        var tries = 0;

        Assert.Null(DocumentParser.InTime(new PageBudget(TimeSpan.FromMinutes(1)), _ => ++tries > 0 ? throw new TimeoutException() : Answer));

        Assert.Equal(1, tries);
    }
}
