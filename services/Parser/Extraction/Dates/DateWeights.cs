namespace Ingestion.Parser.Extraction.Dates;

/// <summary>
/// How much each mention of a date says for its day. Set by hand from the precision of each source and kept where 2-fold tuning by site found nothing
/// better on the other fold; most may be halved or doubled without harm.
/// </summary>
internal static class DateWeights
{
    /// <summary>Near the headline: a line or two of text, in characters.</summary>
    public const int Near = 150;

    private const int Middle = 500;

    private const int Far = 3000;

    /// <summary>What a second source of one day adds, as a share of its weight: sources copy each other.</summary>
    public const double Second = 0.5;

    /// <summary>The other reading of 3/4/2026 where the page does not say whose it is.</summary>
    public const double OtherOrder = 0.5;

    /// <summary>A day in the month that the address names.</summary>
    public const double SameMonth = 1.5;

    /// <summary>Each further mention of one kind counts less: an article's own date comes before those of its comments and neighbours.</summary>
    private const double PerRank = 0.06;

    private const double LeastOfRank = 0.5;

    public static double Of(DateCandidate candidate, int rank)
    {
        var weight = Base(candidate.Source);
        if (!candidate.IsShown)
        {
            return weight;
        }

        var distance = Math.Abs(candidate.Distance);
        var near = distance < Near;
        var ownLine = near && !candidate.Is(DatePlace.Link);
        weight *= near ? 1.3 : distance < Middle ? 1.1 : distance < Far ? 0.9 : 0.75;
        weight *= candidate.Is(DatePlace.Away) ? ownLine ? 0.7 : 0.35 : 1;
        weight *= candidate.Is(DatePlace.Comment) ? ownLine ? 0.7 : 0.15 : 1;
        weight *= candidate.Is(DatePlace.Link) ? near ? 0.85 : 0.6 : 1;
        weight *= candidate.Is(DatePlace.Article) ? 1.1 : 1;
        weight *= candidate.Is(DatePlace.Alone) ? 1.15 : 1;
        weight *= candidate.Is(DatePlace.Running) ? 0.35 : 1;
        weight *= candidate.Is(DatePlace.Other) ? 0.3 : 1;
        weight *= candidate.Is(DatePlace.Before) && distance > 600 ? 0.4 : 1;
        return weight * Math.Max(LeastOfRank, 1 - (PerRank * rank));
    }

    // Modified kinds have a little weight: where nothing tells the day of publication, the day of the last change is the best guess, and says so.
    private static double Base(DateSource source) => source switch
    {
        DateSource.JsonLd => 6,
        DateSource.Meta or DateSource.Url => 5,
        DateSource.ItemProp => 4.5,
        DateSource.JsonLdPage => 4,
        DateSource.TimePublished => 3.5,
        DateSource.Time or DateSource.Abbr or DateSource.ClassPublished => 3,
        DateSource.LabelPublished => 2.6,
        DateSource.MetaLoose or DateSource.ClassDate => 2.2,
        DateSource.Script => 2,
        DateSource.Text or DateSource.Data => 1.2,
        DateSource.ClassModified => 0.8,
        DateSource.TimeModified or DateSource.LabelModified => 0.7,
        DateSource.JsonLdModified or DateSource.MetaModified or DateSource.ItemPropModified => 0.6,
        DateSource.ImageUrl => 0.5,
        DateSource.ScriptModified => 0.4,
        DateSource.Relative => 0.3,
        _ => 0,
    };
}
