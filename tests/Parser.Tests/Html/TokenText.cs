using System.Buffers;
using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Tests.Html;

/// <summary>Tokens of a source, one a line as it were, neighbouring texts joined.</summary>
internal static class TokenText
{
    public static List<string> Of(string html, TextState state = TextState.Data, string? lastStartTag = null)
    {
        var attributes = new AttributeBuffer();
        var tokenizer = new Tokenizer(html, attributes) { AllowCdata = state == TextState.Cdata };
        if (state != TextState.Data)
        {
            tokenizer.Switch(state, lastStartTag ?? "");
        }

        var tokens = new List<string>();
        for (var kind = tokenizer.Read(); kind != TokenKind.End; kind = tokenizer.Read())
        {
            var source = html.AsSpan(tokenizer.Start, tokenizer.Length);
            tokens.Add(kind switch
            {
                TokenKind.Text => Text(Decoded(source, tokenizer)),
                TokenKind.StartTag => StartTag(Name(source), Attributes(html, attributes), tokenizer.SelfClosing),
                TokenKind.EndTag => EndTag(Name(source)),
                TokenKind.Comment => Comment(source.ToString().Replace('\0', '\uFFFD')),
                _ => Doctype(tokenizer.DoctypeName, tokenizer.PublicId, tokenizer.SystemId, !tokenizer.ForceQuirks),
            });
            attributes.CutTo(0);
        }

        return Joined(tokens);
    }

    public static string Text(string text) => $"text {text}";

    public static string StartTag(string name, IEnumerable<(string Name, string Value)> attributes, bool selfClosing) =>
        $"start {name}{string.Concat(attributes.OrderBy(pair => pair.Name, StringComparer.Ordinal).Select(pair => $" [{pair.Name}={pair.Value}]"))}{(selfClosing ? " /" : "")}";

    public static string EndTag(string name) => $"end {name}";

    public static string Comment(string text) => $"comment {text}";

    public static string Doctype(string? name, string? publicId, string? systemId, bool correct) =>
        $"doctype {name ?? "-"} {publicId ?? "-"} {systemId ?? "-"} {(correct ? "correct" : "quirks")}";

    public static List<string> Joined(IEnumerable<string> tokens)
    {
        var joined = new List<string>();
        foreach (var token in tokens)
        {
            if (joined is [.., var last] && last.StartsWith("text ", StringComparison.Ordinal) && token.StartsWith("text ", StringComparison.Ordinal))
            {
                joined[^1] = last + token[5..];
            }
            else
            {
                joined.Add(token);
            }
        }

        return joined;
    }

    private static IEnumerable<(string Name, string Value)> Attributes(string html, AttributeBuffer attributes) =>
        attributes.Slice(0, attributes.Count).ToArray()
            .Select(span => (Name: Name(html.AsSpan(span.NameStart, span.NameLength)), Value: CharacterReferences.DecodeAttribute(html.AsSpan(span.ValueStart, span.ValueLength))))
            .DistinctBy(pair => pair.Name);

    private static string Name(ReadOnlySpan<char> source) =>
        string.Concat(source.ToString().Select(c => c == '\0' ? '\uFFFD' : char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : c));

    private static string Decoded(ReadOnlySpan<char> source, in Tokenizer tokenizer)
    {
        var forNull = tokenizer.TextIn is TextState.Data or TextState.Cdata ? "\0" : "\uFFFD";
        if (!tokenizer.HasReferences)
        {
            return source.ToString().Replace("\0", forNull, StringComparison.Ordinal);
        }

        var into = new ArrayBufferWriter<char>();
        CharacterReferences.Decode(source, into, inAttribute: false, forNull);
        return into.WrittenSpan.ToString();
    }
}
