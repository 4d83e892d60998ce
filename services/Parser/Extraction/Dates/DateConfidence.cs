namespace Ingestion.Parser.Extraction.Dates;

/// <summary>How often a day told like this was the right one on the development pages, rounded down.</summary>
internal static class DateConfidence
{
    /// <param name="weight">What speaks for the day.</param>
    /// <param name="share">That, of all that speaks for any day.</param>
    public static double Of(DateCandidate best, double weight, double share)
    {
        if (best.IsModified || best.Source == DateSource.Relative)
        {
            return 0.3;
        }

        var agreed = share switch
        {
            > 0.8 => 0.97,
            > 0.6 => 0.9,
            > 0.4 => 0.8,
            _ => 0.7,
        };
        var most = best.Source switch
        {
            DateSource.ImageUrl => 0.4,
            DateSource.Script or DateSource.Data => 0.6,
            DateSource.Text when !best.Is(DatePlace.Alone) || Math.Abs(best.Distance) > DateWeights.Near => 0.6,
            DateSource.JsonLdPage => 0.85,
            _ => weight < 3 ? 0.86 : 0.97,
        };
        return Math.Min(agreed, best.Is(DatePlace.Away | DatePlace.Comment) && Math.Abs(best.Distance) > DateWeights.Near ? Math.Min(most, 0.5) : most);
    }
}
