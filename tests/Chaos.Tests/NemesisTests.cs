using Ingestion.Chaos.Tests.Deployment;
using Ingestion.TestSupport;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Ingestion.Chaos.Tests;

/// <summary>The nemesis, for as long as a test run has time for it: nothing is lost, nothing is there twice, nothing is left unexplained.</summary>
public sealed class NemesisTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1, "sqlite", 60, 10)]
    [InlineData(2, "mongo", 30, 5)]
    public async Task Faults_lose_nothing_and_double_nothing(int seed, string store, int seconds, double rate)
    {
        Assert.SkipUnless(File.Exists("/usr/lib/rabbitmq/bin/rabbitmq-server"), "There is no installed rabbitmq-server to be killed.");
        Assert.SkipUnless(WrongClock.IsPossible, "There is no C compiler (cc) for the library that makes clocks wrong.");

        var journal = new Journal(aloud: null);
        var report = await new Rig(new RigOptions { Sources = Repository.Root, Seconds = seconds, Seed = seed, Store = store, Rate = rate }, journal).RunAsync(TestContext.Current.CancellationToken);

        output.WriteLine($"{report}");
        Assert.True(report.Holds, $"{report}\n{string.Join('\n', journal.Lines)}");
        Assert.InRange(report.Faults, seconds / 8, seconds); // fewer would be no attack
    }
}
