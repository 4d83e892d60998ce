using System.Globalization;
using System.Text;

namespace Ingestion.Bench.Pipeline;

/// <summary>One process's share.</summary>
internal sealed record ProcessCost(string Part, string Name, double CpuMillisecondsPerArticle, double PeakMegabytes);

/// <summary>Milliseconds at some shares of the sorted values.</summary>
internal sealed record LatencyFigures(string From, string To, int Count, double P50, double P95, double Max)
{
    public static LatencyFigures Of(string from, string to, IEnumerable<TimeSpan> values)
    {
        var sorted = values.Select(value => value.TotalMilliseconds).Order().ToArray();
        return new LatencyFigures(from, to, sorted.Length, At(sorted, 0.5), At(sorted, 0.95), At(sorted, 1));
    }

    // Nearest rank: the smallest value that at least this share does not exceed.
    private static double At(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
}

/// <summary>What was measured.</summary>
internal sealed record PipelineReport
{
    public required string Transport { get; init; }

    public required string Store { get; init; }

    public required int Processors { get; init; }

    public required int Articles { get; init; }

    public required double Seconds { get; init; }

    /// <summary>Load average over one minute before anything was started, and after the throughput phase.</summary>
    public required IReadOnlyList<double> Load { get; init; }

    public required IReadOnlyList<ProcessCost> Costs { get; init; }

    public required double Rate { get; init; }

    public required IReadOnlyList<LatencyFigures> Latencies { get; init; }

    public required string Books { get; init; }

    public required bool Complete { get; init; }

    public required IReadOnlyList<string> Unexpected { get; init; }

    public double ArticlesPerSecond => Articles / Seconds;

    public double CpuMillisecondsPerArticle => Costs.Sum(cost => cost.CpuMillisecondsPerArticle);

    /// <summary>Articles per second that the processors could do if nothing else used them, and none of them ever waited.</summary>
    public double CpuBound => Processors * 1000 / CpuMillisecondsPerArticle;

    public string Table()
    {
        var text = new StringBuilder();
        Line($"transport {Transport}; store {Store}; {Processors} processors; load average {Load[0]:0.0} before, {Load[1]:0.0} after");
        Line($"");
        Line($"throughput: {Articles} articles in {Seconds:0.0} s = {ArticlesPerSecond:0.0} articles/s");
        Line($"CPU:        {CpuMillisecondsPerArticle:0.00} ms per article, all processes; {Processors} processors to ourselves would do at most {CpuBound:0} articles/s");
        Line($"");
        Line($"{"part",-10}{"process",-12}{"CPU ms/article",16}{"peak MB",10}");
        foreach (var cost in Costs)
        {
            Line($"{cost.Part,-10}{cost.Name,-12}{cost.CpuMillisecondsPerArticle,16:0.00}{cost.PeakMegabytes,10:0}");
        }

        foreach (var part in Costs.GroupBy(cost => cost.Part))
        {
            Line($"{part.Key,-10}{"all",-12}{part.Sum(cost => cost.CpuMillisecondsPerArticle),16:0.00}{part.Sum(cost => cost.PeakMegabytes),10:0}");
        }

        Line($"");
        Line($"latency at {Rate:0.#} articles/s{"",-38}{"n",6}{"p50 ms",10}{"p95 ms",10}{"max ms",10}");
        foreach (var latency in Latencies)
        {
            Line($"  {latency.From + " to " + latency.To,-60}{latency.Count,6}{latency.P50,10:0}{latency.P95,10:0}{latency.Max,10:0}");
        }

        Line($"");
        Line($"books: {Books}");
        foreach (var line in Unexpected)
        {
            Line($"  {line}");
        }

        return text.ToString();

        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }
}
