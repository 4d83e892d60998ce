using Ingestion.Contracts;
using Ingestion.Desk;
using Ingestion.TestSupport;

namespace Ingestion.Standalone.Tests;

public sealed class SubmitTests
{
    private const string Key = "a-key-of-sixteen-or-more";

    [Fact]
    public async Task A_running_Desk_accepts_and_the_entries_are_named()
    {
        await using var desk = await StartAsync();

        var (exitCode, output) = await SubmitAsync(desk.Url + "/", null, "https://wire.example/1", "https://wire.example/2");

        Assert.Equal(0, exitCode);
        Assert.All(desk.Messages.PublishedOf<FetchArticle>(), order => Assert.Contains($"accepted {((FetchArticle)order.Message).Url} as entry {order.EntryId}", output, StringComparison.Ordinal));
        Assert.Equal(2, desk.Messages.Published.Count);
    }

    [Fact]
    public async Task A_bad_URL_is_named_and_the_good_ones_are_accepted()
    {
        await using var desk = await StartAsync();

        var (exitCode, output) = await SubmitAsync(desk.Url, null, "https://wire.example/1", "nonsense");
        var (alone, outputAlone) = await SubmitAsync(desk.Url, null, "ftp://wire.example/1");

        Assert.Equal((1, 1), (exitCode, alone));
        Assert.Contains("accepted https://wire.example/1", output, StringComparison.Ordinal);
        Assert.Contains("refused nonsense: Not an absolute http or https URL", output, StringComparison.Ordinal);
        Assert.Contains("refused ftp://wire.example/1: 'ftp' cannot be fetched", outputAlone, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 1, "401: Send the key")]
    [InlineData("wrong", 1, "401: Send the key")]
    [InlineData(Key, 0, "accepted https://wire.example/1")]
    public async Task A_Desk_with_a_key_wants_it(string? key, int expected, string said)
    {
        await using var desk = await StartAsync(("Desk:ApiKey", Key));

        var (exitCode, output) = await SubmitAsync(desk.Url, key, "https://wire.example/1");

        Assert.Equal(expected, exitCode);
        Assert.Contains(said, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1", "No Desk answers on http://127.0.0.1:1")]
    [InlineData("127.0.0.1:8080", "--desk")]
    [InlineData("ftp://127.0.0.1", "--desk")]
    public async Task Where_no_Desk_is_it_says_so_and_what_to_do(string desk, string said)
    {
        var (exitCode, output) = await SubmitAsync(desk, null, "https://wire.example/1");

        Assert.Equal(1, exitCode);
        Assert.Contains(said, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>hello</html>")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    public async Task What_answers_otherwise_is_no_Desk(string answer)
    {
        await using var origin = await Origin.StartAsync();
        origin.OnPage("/articles", answer);

        var (exitCode, output) = await SubmitAsync(origin.Url, null, "https://wire.example/1");

        Assert.Equal((1, $"What answers on {origin.Url} is not a Desk."), (exitCode, output.Trim()));
    }

    private static Task<RunningService> StartAsync(params (string Name, string Value)[] settings) => RunningService.StartAsync(
        builder => builder.AddDesk(), _ => { }, app => app.MapDesk(), settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value));

    private static async Task<(int ExitCode, string Output)> SubmitAsync(string desk, string? key, params string[] urls)
    {
        await using var output = new StringWriter();
        var exitCode = await SubmitCommand.RunAsync(urls, desk, key, output, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString());
    }
}
