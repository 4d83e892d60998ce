using System.Globalization;
using System.Text;
using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Text;
using Ingestion.Enricher.Enrichment.Times;
using Ingestion.TestSupport;

namespace Ingestion.Enricher.Tests;

/// <summary>Dates and times of annotated news (half of MEANTIME): an answer and an annotation that overlap are a pair, and the value must be the same.</summary>
[Trait("Kind", "Evaluation")]
public sealed class TimeEvaluation
{
    private sealed record Annotated(int Start, int End, string Value);

    [Fact]
    public async Task Values_are_those_that_were_annotated()
    {
        using var sets = await EvaluationSets.UnpackAsync(["enrichment/enrichment"], "./dates/meantime/dev.tsv");
        var (gold, answers, found, right) = (0, 0, 0, 0);
        var lines = await File.ReadAllLinesAsync(Path.Combine(sets.Folder.FullName, "dates", "meantime", "dev.tsv"));
        foreach (var (published, text, annotated) in Documents(lines))
        {
            var free = TimeFinder.Find(text, Tokenizer.Cut(text), published, "en").ToList();
            (gold, answers) = (gold + annotated.Count, answers + free.Count);
            foreach (var wanted in annotated)
            {
                if (free.Find(time => time.Start < wanted.End && wanted.Start < time.End) is { } time)
                {
                    free.Remove(time);
                    (found, right) = (found + 1, right + (time.Value == wanted.Value ? 1 : 0));
                }
            }
        }

        Assert.True(gold > 150, $"{gold} annotations");
        Assert.True(F1(found) >= 0.91 && F1(right) >= 0.86, $"found {F1(found):0.000}, right value {F1(right):0.000}");

        double F1(int pairs) => 2.0 * pairs / (gold + answers);
    }

    // A token a line (word, label, value), sentences parted by empty lines, a line with the day of publication before each document.
    private static IEnumerable<(DateTimeOffset Published, string Text, List<Annotated> Times)> Documents(string[] lines)
    {
        var (published, text, times) = (default(DateTimeOffset), new StringBuilder(), new List<Annotated>());
        var gap = "";
        foreach (var cells in lines.Select(line => line.Split('\t')))
        {
            if (cells[0].StartsWith("*!-DCTVALUE=", StringComparison.Ordinal))
            {
                if (text.Length > 0)
                {
                    yield return (published, text.ToString(), times);
                }

                published = DateTimeOffset.Parse(cells[0].Split('"')[1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
                (text, times, gap) = (new StringBuilder(), [], "");
                continue;
            }

            if (cells.Length < 3)
            {
                gap = text.Length > 0 ? "\n" : "";
                continue;
            }

            text.Append(gap == " " && cells[0] is "." or "," or ":" or ";" or "!" or "?" or "%" or ")" or "'s" or "n't" or "''" or "'" ? "" : gap).Append(cells[0]);
            gap = cells[0] is "(" or "$" or "``" or "£" or "€" ? "" : " ";
            if (cells[1] is "B-DATE" or "B-TIME")
            {
                times.Add(new Annotated(text.Length - cells[0].Length, text.Length, cells[2]));
            }
            else if (cells[1] is "I-DATE" or "I-TIME" && times.Count > 0)
            {
                times[^1] = times[^1] with { End = text.Length };
            }
        }

        if (text.Length > 0)
        {
            yield return (published, text.ToString(), times);
        }
    }
}
