using System.Globalization;
using System.Text;
using Ingestion.Chaos.Tests.Checks;
using Ingestion.Chaos.Tests.Faults;

namespace Ingestion.Chaos.Tests;

/// <summary>What a run came to.</summary>
internal sealed record RigReport
{
    private const int Shown = 40;

    public required RigOptions Options { get; init; }

    public required string Store { get; init; }

    /// <summary>Faults that took place.</summary>
    public required int Faults { get; init; }

    public required IReadOnlyList<Fault> Scheduled { get; init; }

    public required int Inputs { get; init; }

    public required int Articles { get; init; }

    /// <summary>Distinct events heard.</summary>
    public required int Events { get; init; }

    /// <summary>Events heard again.</summary>
    public required int Repeats { get; init; }

    /// <summary>Submissions whose answer never came.</summary>
    public required int Doubts { get; init; }

    public required TimeSpan SettledAfter { get; init; }

    public required string Books { get; init; }

    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Nothing is wrong.</summary>
    public bool Holds => Findings.Count == 0;

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"seed {Options.Seed}, {Options.Seconds} s, {Options.Rate} inputs/s, {Store}");
        text.AppendLine(CultureInfo.InvariantCulture, $"faults {Faults} of {Scheduled.Count}: {string.Join(", ", Scheduled.GroupBy(fault => fault.Kind).OrderBy(group => group.Key).Select(group => $"{group.Key} {group.Count()}"))}");
        text.AppendLine(CultureInfo.InvariantCulture, $"inputs {Inputs}, articles {Articles}, events {Events} and {Repeats} repeats, {Doubts} answers to producers lost; at rest after {SettledAfter.TotalSeconds:0} s");
        text.AppendLine(CultureInfo.InvariantCulture, $"books {Books}");
        foreach (var wrong in Enum.GetValues<Wrong>())
        {
            text.Append(CultureInfo.InvariantCulture, $"{wrong} {Findings.Count(finding => finding.Wrong == wrong)}  ");
        }

        text.AppendLine();
        foreach (var finding in Findings.Take(Shown))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{finding.Wrong}: {finding.What}");
        }

        return text.Append(Findings.Count > Shown ? $"… and {Findings.Count - Shown} more\n" : "").ToString();
    }
}
