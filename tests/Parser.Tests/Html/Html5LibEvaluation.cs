using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ingestion.Parser.Extraction.Html;
using Ingestion.TestSupport;

namespace Ingestion.Parser.Tests.Html;

/// <summary>
/// html5lib's tokenizer tests against ours. Which errors are reported is not compared: nobody reads them. xmlViolation.test is left out: it says how a tree
/// is to be changed to fit into XML, which ours need not.
/// </summary>
[Trait("Kind", "Evaluation")]
public sealed partial class Html5LibEvaluation
{
    [Fact]
    public void The_tokenizer_reads_every_html5lib_test_as_the_standard_does()
    {
        var folder = EvaluationSets.Shared("data/html5lib");
        var failures = new List<string>();
        var run = 0;
        foreach (var file in Directory.EnumerateFiles(folder, "*.test").Order(StringComparer.Ordinal))
        {
            foreach (var test in JsonNode.Parse(File.ReadAllText(file))!["tests"]?.AsArray() ?? [])
            {
                var doubled = (bool?)test!["doubleEscaped"] == true;
                var input = Unescape((string)test["input"]!, doubled).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
                var expected = Expected(test["output"]!.AsArray(), doubled);
                foreach (var state in test["initialStates"]?.AsArray().Select(name => (string)name!) ?? ["Data state"])
                {
                    run++;
                    var actual = TokenText.Of(input, StateOf(state), (string?)test["lastStartTag"]);
                    if (!actual.SequenceEqual(expected, StringComparer.Ordinal))
                    {
                        failures.Add($"{Path.GetFileName(file)}, {state}: {test["description"]}\n  {input}\n  expected {string.Join(" | ", expected)}\n  got      {string.Join(" | ", actual)}");
                    }
                }
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {run} fail:\n{string.Join('\n', failures.Take(40))}");
        Assert.True(run > 3_000, $"Only {run} tests were found.");
    }

    private static TextState StateOf(string name) => name switch
    {
        "Data state" => TextState.Data,
        "PLAINTEXT state" => TextState.PlainText,
        "RCDATA state" => TextState.Rcdata,
        "RAWTEXT state" => TextState.RawText,
        "Script data state" => TextState.Script,
        "CDATA section state" => TextState.Cdata,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such state."),
    };

    private static List<string> Expected(JsonArray output, bool doubled)
    {
        string Told(JsonNode? node) => Unescape((string)node!, doubled);
        string? Maybe(JsonNode? node) => node is null ? null : Told(node);
        return TokenText.Joined(output.Select(token => token!.AsArray()).Select(token => (string?)token[0] switch
        {
            "Character" => TokenText.Text(Told(token[1])),
            "StartTag" => TokenText.StartTag(Told(token[1]), token[2]!.AsObject().Select(pair => (Unescape(pair.Key, doubled), Told(pair.Value))), token.Count > 3),
            "EndTag" => TokenText.EndTag(Told(token[1])),
            "Comment" => TokenText.Comment(Told(token[1])),
            _ => TokenText.Doctype(Maybe(token[1]), Maybe(token[2]), Maybe(token[3]), (bool)token[4]!),
        }));
    }

    private static string Unescape(string text, bool doubled) =>
        doubled ? Escape().Replace(text, match => ((char)int.Parse(match.Groups["code"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()) : text;

    [GeneratedRegex(@"\\u(?<code>[0-9A-Fa-f]{4})", RegexOptions.NonBacktracking)]
    private static partial Regex Escape();
}
