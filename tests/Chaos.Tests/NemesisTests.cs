using Ingestion.TestSupport;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Ingestion.Chaos.Tests;

/// <summary>A minute of the nemesis: nothing is lost, nothing is there twice, nothing is left unexplained.</summary>
public sealed class NemesisTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1, "sqlite", 10)]
    [InlineData(2, "mongo", 5)]
    public async Task A_minute_of_faults_loses_nothing_and_doubles_nothing(int seed, string store, double rate)
    {
        Assert.SkipUnless(File.Exists("/usr/lib/rabbitmq/bin/rabbitmq-server"), "There is no installed rabbitmq-server to be killed.");

        var journal = new Journal(aloud: null);
        var report = await new Rig(new RigOptions { Sources = Repository.Root, Seconds = 60, Seed = seed, Store = store, Rate = rate }, journal).RunAsync(TestContext.Current.CancellationToken);

        output.WriteLine($"{report}");
        Assert.True(report.Holds, $"{report}\n{string.Join('\n', journal.Lines)}");
        Assert.InRange(report.Faults, 8, 100);
    }
}
