using System.Diagnostics;

namespace Ingestion.Chaos.Tests;

/// <summary>What happened in a run and when, by a clock that no fault moves.</summary>
internal sealed class Journal(TextWriter? aloud)
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Lock gate = new();
    private readonly List<string> lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (gate)
            {
                return [.. lines];
            }
        }
    }

    public void Say(string what)
    {
        var line = FormattableString.Invariant($"{clock.Elapsed.TotalSeconds,7:0.0}  {what}");
        lock (gate)
        {
            lines.Add(line);
            aloud?.WriteLine(line);
        }
    }
}
