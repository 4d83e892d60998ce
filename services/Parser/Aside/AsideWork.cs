using System.Text.Json;
using Ingestion.Contracts;

namespace Ingestion.Parser.Aside;

/// <summary>What the child is told: one line of JSON, then the document's bytes to the end of its input.</summary>
internal sealed record AsideWork(DocumentFetched Document, ParserOptions Options)
{
    public async Task WriteAsync(Stream to, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await to.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(this, ContractJson.Options), cancellationToken);
        await to.WriteAsync("\n"u8.ToArray(), cancellationToken);
        await to.WriteAsync(bytes, cancellationToken);
    }

    public static (AsideWork Work, ReadOnlyMemory<byte> Bytes) Read(Stream from)
    {
        using var all = new MemoryStream();
        from.CopyTo(all);
        var content = all.GetBuffer().AsMemory(0, (int)all.Length);
        var line = content.Span.IndexOf((byte)'\n');
        return (JsonSerializer.Deserialize<AsideWork>(content.Span[..line], ContractJson.Options)!, content[(line + 1)..]);
    }
}
