using System.ComponentModel.DataAnnotations;

namespace Ingestion.Parser;

internal sealed class ParserOptions
{
    public const string Section = "Parser";

    /// <summary>
    /// Shortest body kept, in characters of plain text, where a letter of a script without spaces counts twice. Default 100: the shortest of 457
    /// annotated news bodies has 369 characters, but of 496 pages of the web at large five are notices of 115 to 138.
    /// </summary>
    [Range(1, 10_000)]
    public int MinBodyChars { get; set; } = 100;

    /// <summary>Longest body kept, in characters. Default 200,000, about 30,000 words: a guess, since no annotated article comes near it.</summary>
    [Range(1_000, 10_000_000)]
    public int MaxBodyChars { get; set; } = 200_000;

    /// <summary>
    /// Most elements open at once. Default 512, which is where browsers flatten a tree: building the tree takes time by the square of the depth.
    /// </summary>
    [Range(32, 2_000)]
    public int MaxDepth { get; set; } = 512;

    /// <summary>
    /// Whether a wire item with a property or element that its format's schema does not know is malformed. Default true, as the schemas of IPTC have it;
    /// false passes over what providers add of their own.
    /// </summary>
    public bool StrictWire { get; set; } = true;

    /// <summary>
    /// Longest time one document may take, by the clock and in work of this process: a machine busy with other things costs no article. Default 5 s: the
    /// longest of 1,311 development pages takes less than a tenth of it, and news that waits longer for one page than that is late.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan PageTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Longest time that a process of its own may take for a document that was delivered again. Default 1 min: <see cref="PageTimeout"/> and the start of a
    /// process on a machine that is busy with a restart; a guess.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan AsideTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Most memory for objects that such a process may take, in bytes. Default 512 MiB: about fifteen times the largest document that the fetcher brings.
    /// </summary>
    [Range(32L << 20, 16L << 30)]
    public long AsideMemoryBytes { get; set; } = 512L << 20;

    /// <summary>
    /// What is obeyed of what publishers reserve by header or page; all of it is recorded. <c>noindex</c> and <c>tdm-reservation</c> reject the document;
    /// <c>noarchive</c> deletes its bytes from the raw archive once it is parsed. Default the first two, which speak of what we do; the third costs the
    /// evidence, so it is asked for.
    /// </summary>
    [RegularExpression("^(\\s*(noindex|tdm-reservation|noarchive)\\s*(,|$))*$", ErrorMessage = "Parser:Obey is a list of noindex, tdm-reservation and noarchive, parted by commas.")]
    public string Obey { get; set; } = "noindex, tdm-reservation";

    /// <summary>Whether a directive is obeyed.</summary>
    public bool Obeys(string directive) => Obey.Split(',', StringSplitOptions.TrimEntries).Contains(directive);
}
