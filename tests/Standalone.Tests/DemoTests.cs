using System.Globalization;
using System.Net.Sockets;
using Ingestion.Contracts;
using Ingestion.Standalone.SampleWire;
using Wire = Ingestion.Standalone.SampleWire.SampleWire;

namespace Ingestion.Standalone.Tests;

public sealed class DemoTests
{
    [Fact]
    public async Task The_whole_sample_wire_is_ingested_as_expected_and_politely()
    {
        await using var wire = await Wire.StartAsync(TestContext.Current.CancellationToken);
        await using var output = new StringWriter();

        var exitCode = await DemoCommand.RunAsync(wire, exit: true, "http://127.0.0.1:0", output, TestContext.Current.CancellationToken);

        var lines = output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.True(exitCode == 0, output.ToString());
        Assert.Matches(@"^accepted \d+ = .*; unexplained 0$", lines[^1]);
        var books = lines[^1].Split([" = ", " + ", "; "], StringSplitOptions.None).Select(term => term.Split(' ')).ToDictionary(term => term[0], term => int.Parse(term[^1], CultureInfo.InvariantCulture));
        Assert.Equal(wire.Expected.Accepted + wire.SecondRound.Count, books["accepted"]);
        foreach (var outcome in new[] { Outcome.Indexed, Outcome.Revised, Outcome.Withdrawn, Outcome.Abandoned, Outcome.Rejected, Outcome.Dead })
        {
            Assert.Equal((outcome, wire.Expected.Count(outcome) + wire.ExpectedInSecondRound.Count(outcome)), (outcome, books.GetValueOrDefault(outcome)));
        }

        Assert.Equal(
            wire.Expected.DuplicateOrUnchanged + wire.ExpectedInSecondRound.Count(Outcome.Unchanged),
            books.GetValueOrDefault(Outcome.DuplicateSubmission) + books.GetValueOrDefault(Outcome.Unchanged));
        foreach (var submission in wire.Submissions.Concat(wire.SecondRound).Where(one => one.Reason is not null))
        {
            var line = $"{submission.Outcome} ({submission.Reason}): {submission.Url}";
            Assert.True(lines.Contains(line), $"{line} is not among{Environment.NewLine}{output}");
        }

        AssertPolite(wire);
    }

    [Fact]
    public async Task A_port_in_use_is_said()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var urls = $"http://{taken.LocalEndpoint}";
        await using var output = new StringWriter();

        var exitCode = await DemoCommand.RunAsync(exit: true, urls, output, TestContext.Current.CancellationToken);

        Assert.Equal(1, exitCode);
        Assert.Contains($"{urls} is in use", output.ToString(), StringComparison.Ordinal);
    }

    // Slots are 50 ms apart in the demonstration; a request starts at its slot or later, so only the sum over a host is sure.
    private static void AssertPolite(Wire wire)
    {
        Assert.DoesNotContain(wire.RequestLog, request => request.Url.Contains("/private/", StringComparison.Ordinal));
        Assert.All(wire.RequestLog, request => Assert.StartsWith("IngestionDemo/", request.UserAgent, StringComparison.Ordinal));
        var pages = wire.Submissions.Where(one => one.Via != Via.File).Select(one => one.Url).ToHashSet();
        foreach (var host in wire.RequestLog.GroupBy(request => new Uri(request.Url).Authority))
        {
            Assert.Contains(host, request => request.Url.EndsWith("/robots.txt", StringComparison.Ordinal));
            Assert.Single(host, request => request.Url.EndsWith("/robots.txt", StringComparison.Ordinal));
            var asked = host.Where(request => pages.Contains(request.Url)).Select(request => request.At).Order().ToList();
            var least = TimeSpan.FromMilliseconds(50) * (asked.Count - 1) - TimeSpan.FromMilliseconds(300);
            Assert.True(asked[^1] - asked[0] >= least, $"{host.Key}: {asked.Count} pages within {asked[^1] - asked[0]}");
        }
    }
}
