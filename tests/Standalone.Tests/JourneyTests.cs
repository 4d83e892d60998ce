using Ingestion.Contracts;
using Ingestion.Desk;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.Storage;
using Ingestion.TestSupport;

namespace Ingestion.Standalone.Tests;

public sealed class JourneyTests : IAsyncLifetime
{
    private RunningService desk = null!;

    public async ValueTask InitializeAsync() => desk = await RunningService.StartAsync(builder => builder.AddDesk(), _ => { }, app => app.MapDesk());

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_story_is_told_from_its_URL_step_by_step_with_durations_and_tries()
    {
        var article = Samples.Article with { ArticleId = ArticleId.FromUrl("https://wire.example/1"), CanonicalUrl = "https://wire.example/1", Withdrawal = null, Changes = null };
        var entry = await OpenAsync(article.CanonicalUrl);
        await desk.Get<ILedger>().MoveAsync(entry.Id, LedgerState.Waiting, 1, Samples.At.AddSeconds(0.5), "The host was busy.", default);
        await desk.Get<IArticleStore>().FileAsync(article, entry.Id, Samples.At.AddSeconds(4), default);
        await desk.Get<ILedger>().CloseAsync(entry.Id, new LedgerClosing { Outcome = Outcome.Indexed, ArticleId = article.ArticleId, Revision = 1, At = Samples.At.AddSeconds(4) }, default);

        var (exitCode, output) = await JourneyAsync(article.CanonicalUrl);

        Assert.Equal(0, exitCode);
        var lines = output.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.Equal($"Entry {entry.Id} {article.CanonicalUrl}", lines[0]);
        Assert.Contains(lines, line => line.StartsWith($"{Samples.At:yyyy-MM-dd HH:mm:ss.fff} submitted", StringComparison.Ordinal));
        Assert.Contains($"{Samples.At.AddSeconds(0.5):yyyy-MM-dd HH:mm:ss.fff} +0.5 s waits The host was busy. (try 1)", lines);
        Assert.Contains(lines, line => line.StartsWith($"{Samples.At.AddSeconds(4):yyyy-MM-dd HH:mm:ss.fff} ", StringComparison.Ordinal) && line.Contains(" s indexed ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith($"Article {article.ArticleId} ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_rejected_is_told_with_its_reason_by_the_id_of_its_entry_and_as_JSON()
    {
        var entry = await OpenAsync("https://wire.example/2");
        await desk.Get<ILedger>().CloseAsync(entry.Id, new LedgerClosing { Outcome = Outcome.Rejected, Reason = RejectReason.TooShort, Detail = "Nine words.", At = Samples.At }, default);

        var (told, output) = await JourneyAsync($"{entry.Id}");
        var (given, json) = await JourneyAsync($"{entry.Id}", json: true);

        Assert.Equal((0, 0), (told, given));
        Assert.Contains("too-short", output, StringComparison.Ordinal);
        Assert.Contains("Nine words.", output, StringComparison.Ordinal);
        Assert.Contains($"\"entryId\": \"{entry.Id}\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_of_several_titles_give_candidates_and_a_strangers_control_characters_do_not_reach_the_terminal()
    {
        foreach (var number in new[] { 3, 4 })
        {
            var url = $"https://wire.example/{number}";
            await desk.Get<IArticleStore>().FileAsync(
                Samples.Article with { ArticleId = ArticleId.FromUrl(url), CanonicalUrl = url, Headline = $"Lighthouse \u001b[31m{number} sold", Withdrawal = null, Changes = null }, Guid.NewGuid(), Samples.At, default);
        }

        var (exitCode, output) = await JourneyAsync("lighthouse sold");

        Assert.Equal(0, exitCode);
        Assert.Contains($"{ArticleId.FromUrl("https://wire.example/3")}  Lighthouse  [31m3 sold  https://wire.example/3", output, StringComparison.Ordinal);
        Assert.Contains("https://wire.example/4", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
    }

    [Fact]
    public async Task What_was_never_taken_in_and_a_Desk_that_is_not_there_are_said()
    {
        var (unknown, said) = await JourneyAsync("https://wire.example/never");
        Assert.Equal(1, unknown);
        Assert.Contains("https://wire.example/never", said, StringComparison.Ordinal);

        using var output = new StringWriter();
        Assert.Equal(1, await JourneyCommand.RunAsync("x", json: false, new DeskCall("http://127.0.0.1:1", null), output, default));
        Assert.Contains("No Desk answers", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://wire.example/1", 0)]
    [InlineData("ferry returns to service --json --desk http://127.0.0.1:1 --key k", 0)]
    [InlineData("--json", 1)]
    public void A_question_is_a_word_or_more(string arguments, int errors) => Assert.Equal(errors, JourneyCommand.Create().Parse(arguments.Split(' ')).Errors.Count);

    private async Task<LedgerEntry> OpenAsync(string url)
    {
        var entry = Intake.Entry(Guid.CreateVersion7(), url, SourceKind.Web, Samples.At);
        await desk.Get<ILedger>().OpenAsync([entry], default);
        return entry;
    }

    private async Task<(int ExitCode, string Output)> JourneyAsync(string query, bool json = false)
    {
        using var output = new StringWriter();
        var exitCode = await JourneyCommand.RunAsync(query, json, new DeskCall(desk.Url, null), output, default);
        return (exitCode, output.ToString());
    }
}
