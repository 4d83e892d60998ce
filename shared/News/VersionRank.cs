using System.Globalization;

namespace Ingestion.News;

/// <summary>The order of versions of our own programs, as a number that stores can sort and compare.</summary>
public static class VersionRank
{
    private const int Parts = 3;
    private const int BitsPerPart = 20;

    /// <summary>The place of a version among others (Semantic Versioning 2.0.0, of which pre-releases of one version are not told apart).</summary>
    /// <param name="version">Such as <c>1.6.2</c>, <c>1.6</c> or <c>2.0.0-rc.1+5a3</c>; null or any other text is below every version.</param>
    /// <returns>0 or more: the larger, the later; a pre-release is below its release.</returns>
    public static long Of(string? version)
    {
        var release = (version ?? "").Split('+')[0];
        var dash = release.IndexOf('-', StringComparison.Ordinal);
        var numbers = (dash < 0 ? release : release[..dash]).Split('.');
        if (numbers.Length > Parts)
        {
            return 0;
        }

        long rank = 0;
        for (var i = 0; i < Parts; i++)
        {
            var number = 0;
            if (i < numbers.Length
                && (!int.TryParse(numbers[i], NumberStyles.None, CultureInfo.InvariantCulture, out number) || number >= 1 << BitsPerPart))
            {
                return 0;
            }

            rank = (rank << BitsPerPart) | (long)number;
        }

        // Odd for a release, even for what came before it; one is added so that 0.0.0-x is above what is no version.
        return (rank << 1) + (dash < 0 ? 2 : 1);
    }
}
