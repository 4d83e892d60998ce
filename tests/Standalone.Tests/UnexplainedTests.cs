using Ingestion.Contracts;
using Ingestion.Desk;
using Ingestion.Hosting;
using Ingestion.Storage;
using Ingestion.TestSupport;

namespace Ingestion.Standalone.Tests;

public sealed class UnexplainedTests : IAsyncLifetime
{
    private RunningService desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await RunningService.StartAsync(
            builder => builder.AddDesk(), _ => { }, app => app.MapDesk(), new Dictionary<string, string?> { ["Desk:LostAfter"] = "00:00:00.5", ["Desk:StuckAfter"] = "00:00:01", ["Desk:ReconcileInterval"] = "1.00:00:00" });
        await Shell.UntilAsync("the first pass is over", async () => await desk.Get<IJobs<Reconciliation>>().FindAsync(Reconciliation.OnlyId, default) is { PassedAt: not null });
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task What_cannot_be_explained_is_named_and_makes_the_exit_code_1_until_somebody_accepts_it()
    {
        var entry = Intake.Entry(Guid.CreateVersion7(), "https://wire.example/\u001b[31m1", SourceKind.File, Samples.At);
        await desk.Get<ILedger>().OpenAsync([entry], default);

        var before = await UnexplainedAsync(now: false);
        var found = await UnexplainedAsync(now: true);
        await desk.PostAsync($"/unexplained/{entry.Id}/accept", new { requestedBy = "Ada", reason = "A test." });
        var after = await UnexplainedAsync(now: true);
        var accepted = await UnexplainedAsync(now: false, "accepted");

        Assert.Equal((0, 1, 0, 0), (before.ExitCode, found.ExitCode, after.ExitCode, accepted.ExitCode));
        Assert.StartsWith("0 unexplained as of ", before.Output, StringComparison.Ordinal);
        Assert.StartsWith($"{entry.Id}  unexplained  lost  https://wire.example/ [31m1: ", found.Output, StringComparison.Ordinal);
        Assert.Contains("\n1 unexplained as of ", found.Output, StringComparison.Ordinal);
        Assert.StartsWith("0 unexplained as of ", after.Output, StringComparison.Ordinal);
        Assert.Contains("\n1 accepted as of ", accepted.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_does_not_know_and_a_Desk_that_is_not_there_are_said()
    {
        var (exitCode, output) = await UnexplainedAsync(now: false, "lost");
        Assert.Equal(1, exitCode);
        Assert.Contains("400: 'state' must be", output, StringComparison.Ordinal);

        using var said = new StringWriter();
        Assert.Equal(1, await UnexplainedCommand.RunAsync(now: true, "any", new DeskCall("http://127.0.0.1:1", null), said, default));
        Assert.Contains("No Desk answers", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_it_can_be_asked_is_an_option() => Assert.Empty(UnexplainedCommand.Create().Parse("--now --state mending --desk http://127.0.0.1:1 --key k".Split(' ')).Errors);

    private async Task<(int ExitCode, string Output)> UnexplainedAsync(bool now, string state = "unexplained")
    {
        using var output = new StringWriter();
        var exitCode = await UnexplainedCommand.RunAsync(now, state, new DeskCall(desk.Url, null), output, default);
        return (exitCode, output.ToString());
    }
}
