using Ingestion.Storage;

namespace Ingestion.Standalone;

/// <summary>The books, live: one line that is written over on a terminal, and a new line for each change of it elsewhere.</summary>
internal sealed class ProgressLine(TextWriter output)
{
    private readonly bool inPlace = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
    private string shown = "";

    public void Show(LedgerBalance balance)
    {
        var line = $"{balance.Terminal.Values.Sum()} of {balance.Accepted} done, {balance.InFlight} in flight, {balance.Waiting} waiting";
        if (line == shown)
        {
            return;
        }

        output.Write(inPlace ? "\r" + line.PadRight(shown.Length) : line + Environment.NewLine);
        shown = line;
    }

    public void End()
    {
        if (inPlace)
        {
            output.WriteLine();
        }
    }
}
