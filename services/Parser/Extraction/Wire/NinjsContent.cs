using System.Text.Json;
using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>Headlines, texts, subjects and pictures of a ninjs item.</summary>
internal static class NinjsContent
{
    private static readonly (string[] Names, string Kind)[] Subjects =
    [
        (["subject", "subjects"], SubjectKind.Topic), (["place", "places"], SubjectKind.Place), (["person", "people"], SubjectKind.Person),
        (["organisation", "organisations"], SubjectKind.Organisation), (["event", "events"], SubjectKind.Event), (["genre", "genres"], SubjectKind.Genre),
    ];

    public static void Read(WireItem item, JsonElement root)
    {
        var headlines = Texts(root, "headline", "headlines");
        var main = headlines.FindIndex(one => one.Role is null or "" or "main" or "text");
        item.Headline = (main >= 0 ? headlines[main].Value : headlines.FirstOrDefault().Value) ?? root.Words("title");
        item.AlternativeHeadline = headlines.Where((_, i) => i != Math.Max(main, 0)).Select(one => WireText.Fold(one.Value)).FirstOrDefault(other => other is not null);
        item.Headline = WireText.Fold(item.Headline);
        item.Slugline = root.Words("slugline");
        item.Byline = root.Words("byline", "by");
        item.Place = root.Words("located");
        var descriptions = Texts(root, "description", "descriptions");
        item.Captions.AddRange(descriptions.Where(one => Is(one.Role, "caption")).Select(one => WireText.Fold(one.Value)).OfType<string>());
        item.Abstract = Plain(descriptions.Where(one => !Is(one.Role, "caption")).OrderBy(one => Is(one.Role, "summary") || Is(one.Role, "text") ? 0 : 1).FirstOrDefault());
        ReadBody(item, root);
        foreach (var (names, kind) in Subjects)
        {
            foreach (var subject in root.List(names))
            {
                item.AddSubject(kind, IptcCodes.Short(subject.Words("uri")) ?? subject.Words("literal") ?? IptcCodes.Of(subject.Words("scheme"), subject.Words("code")), subject.Words("name"));
            }
        }

        ReadPicture(item, root);
    }

    private static bool Is(string? role, string word) => role is not null && role.Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>ninjs 1: <c>body_html</c>, where the end of the name says what it is. 2 and 3: a list of objects with role and type.</summary>
    private static List<(string? Role, string? Type, string Value)> Texts(JsonElement root, string first, string later)
    {
        var texts = new List<(string?, string?, string)>();
        foreach (var property in root.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.String && (property.Name == first || property.Name.StartsWith(first + "_", StringComparison.Ordinal))))
        {
            if (NinjsValue.Text(property.Value) is { } value)
            {
                var role = property.Name.Length == first.Length ? null : property.Name[(first.Length + 1)..];
                texts.Add((role, Is(role, "html") ? "text/html" : Is(role, "xml") || Is(role, "nitf") ? "application/xml" : null, value));
            }
        }

        foreach (var one in root.List(later))
        {
            if (one.Get("value") is { } value && NinjsValue.Text(value) is { } text)
            {
                texts.Add((one.Words("role"), one.Words("contenttype"), text));
            }
        }

        return texts;
    }

    private static string? Plain((string? Role, string? Type, string Value) text)
    {
        var read = new WireItem { Format = "ninjs" };
        if (text.Value is not null)
        {
            InlineText.Read(read, text.Value, text.Type);
        }

        return WireText.Fold(string.Join(' ', read.Blocks.Select(block => block.Text)));
    }

    // Markup says more than plain text does, and the main text more than others.
    private static void ReadBody(WireItem item, JsonElement root)
    {
        var bodies = Texts(root, "body", "bodies").OrderBy(one => one.Role is null || Is(one.Role, "main") ? 0 : 1).ThenBy(one => one.Type is not null && Is(one.Type, "html") ? 0 : 1);
        foreach (var body in bodies)
        {
            if (item.Blocks.Count == 0)
            {
                InlineText.Read(item, body.Value, body.Type);
            }
        }
    }

    private static void ReadPicture(WireItem item, JsonElement root)
    {
        IEnumerable<JsonElement> associations = root.Get("associations") switch
        {
            { ValueKind: JsonValueKind.Object } named => named.EnumerateObject().Select(one => one.Value),
            { ValueKind: JsonValueKind.Array } listed => listed.EnumerateArray(),
            _ => [],
        };
        foreach (var picture in associations.Where(one => one.Words("type") is "picture" or "graphic"))
        {
            var caption = Plain(Texts(picture, "description", "descriptions").OrderBy(one => Is(one.Role, "caption") ? 0 : 1).FirstOrDefault()) ?? picture.Words("headline", "title");
            item.Captions.AddRange(caption is null ? [] : [caption]);
            var renditions = picture.Get("renditions") switch
            {
                { ValueKind: JsonValueKind.Object } named => named.EnumerateObject().Select(one => one.Value),
                { ValueKind: JsonValueKind.Array } listed => listed.EnumerateArray(),
                _ => [],
            };
            var widest = renditions.Where(one => IsWebAddress(one.Words("href"))).OrderByDescending(one => one.Get("width") is { ValueKind: JsonValueKind.Number } width ? width.GetDouble() : 0);
            if (widest.Select(one => one.Words("href")).FirstOrDefault() is { } url)
            {
                item.Image ??= new Image { Url = url, Caption = caption, Credit = picture.Words("byline", "by", "copyrightholder") };
            }
        }
    }

    private static bool IsWebAddress(string? href) => Uri.TryCreate(href, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
