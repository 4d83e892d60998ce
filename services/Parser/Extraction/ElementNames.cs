namespace Ingestion.Parser.Extraction;

/// <summary>Elements of HTML by how the tree builder treats them (the standard's 13.1.2 and 13.2.6).</summary>
internal static class ElementNames
{
    public static HashSet<string> Formatting { get; } = Set("a b big code em font i nobr s small strike strong tt u");

    /// <summary>Never open (void), or opened anew only through an element that is counted (implied end tags).</summary>
    public static HashSet<string> NotCounted { get; } =
        Set("area base br col embed hr img input link meta param source track wbr html head body li dt dd option optgroup rb rt rp rtc tr tbody thead tfoot colgroup");

    public static HashSet<string> RawText { get; } = Set("script style textarea title xmp iframe noembed noframes");

    public static HashSet<string> Scopes { get; } = Set("table td th caption template object applet marquee");

    public static HashSet<string> Foreign { get; } = Set("svg math");

    public static HashSet<string> ForeignEmpty { get; } = Set(
        "path circle rect g use line polygon polyline ellipse stop image defs mask clippath lineargradient radialgradient fegaussianblur animate symbol");

    public static HashSet<string> LeavesForeign { get; } = Set(
        "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var");

    private static readonly Dictionary<string, string> Known = NotCounted.Concat(Formatting).Concat(RawText).Concat(Scopes).Concat(Foreign)
        .Concat(ForeignEmpty).Concat(LeavesForeign).Concat(Set("section article main header footer nav aside figure figcaption form button noscript"))
        .Distinct().ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> KnownBySpan = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The name in lower case; usual names make no new string.</summary>
    public static string Lower(ReadOnlySpan<char> name) => KnownBySpan.TryGetValue(name, out var lower) ? lower : name.ToString().ToLowerInvariant();

    private static HashSet<string> Set(string names) => [.. names.Split(' ')];
}
