using System.Text;
using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.Parser.Aside;
using Ingestion.Parser.Extraction;
using Ingestion.Parser.Tests.Extraction;
using Microsoft.Extensions.Options;

namespace Ingestion.Parser.Tests.Aside;

/// <summary>Real child processes.</summary>
public sealed class AsideParserTests
{
    private static readonly byte[] Story = Encoding.UTF8.GetBytes(Pages.Page("<h1>Harbour strike enters second day</h1>" + Pages.Paragraphs(1, 6), "<meta name=\"author\" content=\"Ada Moreno\">"));

    private static readonly byte[] Killer = Encoding.UTF8.GetBytes(Pages.Page("<h1>Harbour strike enters second day</h1>" + string.Concat(Enumerable.Repeat(Pages.Paragraphs(1, 100), 1_000))));

    // Starting a process may take long where other builds run.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData("a story")]
    [InlineData("no story")]
    public async Task A_document_parsed_aside_gives_what_it_gives_here(string which)
    {
        using var parser = new AsideParser(Options.Create(new ParserOptions { AsideTimeout = Patience }));
        var bytes = which == "a story" ? Story : Encoding.UTF8.GetBytes(Pages.Page("<h1>Fog closes harbour</h1><p>More follows.</p>"));

        var aside = await parser.ParseAsync(bytes, Pages.Document(), TestContext.Current.CancellationToken);

        var here = DocumentParser.Parse(bytes, Pages.Document(), new ParserOptions());
        Assert.Equal(which == "a story", here is ParseResult.Article);
        Assert.Equal(Json(here), Json(aside));
    }

    [Fact]
    public async Task A_document_that_ends_its_process_is_one_rejection_and_the_next_is_parsed()
    {
        using var parser = new AsideParser(Options.Create(new ParserOptions { AsideMemoryBytes = 48L << 20, AsideTimeout = Patience }));

        var killed = await parser.ParseAsync(Killer, Pages.Document(), TestContext.Current.CancellationToken);
        var next = await parser.ParseAsync(Story, Pages.Document(), TestContext.Current.CancellationToken);

        Assert.True(killed is ParseResult.Rejected { Reason: RejectReason.Crashed }, $"{killed}");
        Assert.True(next is ParseResult.Article, $"{next}");
    }

    [Fact]
    public async Task Of_many_that_wait_each_gets_its_own_answer_and_only_the_killer_is_rejected()
    {
        using var parser = new AsideParser(Options.Create(new ParserOptions { AsideMemoryBytes = 48L << 20, AsideTimeout = Patience }));
        List<string> headlines = [.. Enumerable.Range(0, 12).Select(i => $"Harbour strike enters day {i}")];

        var results = await Task.WhenAll(headlines.Select(headline => parser.ParseAsync(
            headline.EndsWith(" 5", StringComparison.Ordinal) ? Killer : Encoding.UTF8.GetBytes(Pages.Page($"<h1>{headline}</h1>" + Pages.Paragraphs(1, 6))),
            Pages.Document(), TestContext.Current.CancellationToken)));

        Assert.Equal(RejectReason.Crashed, Assert.IsType<ParseResult.Rejected>(results[5]).Reason);
        Assert.Equal(headlines.Where((_, i) => i != 5), results.OfType<ParseResult.Article>().Select(article => article.Item.Headline));
    }

    [Fact]
    public async Task A_process_that_takes_too_long_is_ended()
    {
        using var parser = new AsideParser(Options.Create(new ParserOptions { AsideTimeout = TimeSpan.FromMilliseconds(1), PageTimeout = TimeSpan.Zero }));

        var result = await parser.ParseAsync(Story, Pages.Document(), TestContext.Current.CancellationToken);

        Assert.Equal(RejectReason.TooSlow, Assert.IsType<ParseResult.Rejected>(result).Reason);
    }

    [Fact]
    public async Task A_process_that_got_no_time_to_work_rejects_nothing()
    {
        using var parser = new AsideParser(Options.Create(new ParserOptions { AsideTimeout = TimeSpan.FromMilliseconds(1) }));

        await Assert.ThrowsAsync<BlipException>(() => parser.ParseAsync(Story, Pages.Document(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_service_that_stops_leaves_the_document_to_the_next()
    {
        using var parser = new AsideParser(Options.Create(new ParserOptions { AsideTimeout = Patience }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => parser.ParseAsync(Story, Pages.Document(), new CancellationToken(canceled: true)));

        Assert.IsType<ParseResult.Article>(await parser.ParseAsync(Story, Pages.Document(), TestContext.Current.CancellationToken));
    }

    private static string Json(ParseResult result) => JsonSerializer.Serialize(AsideAnswer.Of(result), ContractJson.Options);
}
