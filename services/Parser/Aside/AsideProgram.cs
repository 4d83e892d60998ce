using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.Parser.Extraction;

namespace Ingestion.Parser.Aside;

/// <summary>The child: one document in, one answer out, until its input ends. It has no bus and no store, and touches no file.</summary>
internal static class AsideProgram
{
    public const string Argument = "--parse-aside";

    public static async Task<int> RunAsync(Stream input, Stream output)
    {
        while (await AsideFrame.ReadAsync(input, default) is { } asked && await AsideFrame.ReadAsync(input, default) is { } bytes)
        {
            var work = JsonSerializer.Deserialize<AsideWork>(asked.Span, ContractJson.Options)!;
            var result = DocumentParser.Parse(bytes, work.Document, work.Options);
            await AsideFrame.WriteAsync(output, JsonSerializer.SerializeToUtf8Bytes(AsideAnswer.Of(result), ContractJson.Options), default);
        }

        return 0;
    }
}
