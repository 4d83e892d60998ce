using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.Parser.Extraction;

namespace Ingestion.Parser.Aside;

/// <summary>The child: one document in, one answer out. It has no bus and no store, and touches no file.</summary>
internal static class AsideProgram
{
    public const string Argument = "--parse-aside";

    public static int Run(Stream input, Stream output)
    {
        var (work, bytes) = AsideWork.Read(input);
        var result = DocumentParser.Parse(bytes, work.Document, work.Options);
        JsonSerializer.Serialize(output, AsideAnswer.Of(result), ContractJson.Options);
        output.Flush();
        return 0;
    }
}
