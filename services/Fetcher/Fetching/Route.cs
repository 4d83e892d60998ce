using Ingestion.Contracts;

namespace Ingestion.Fetcher.Fetching;

/// <summary>The way of one fetch over its redirects: each place is judged before it is asked, none twice, and not too many.</summary>
/// <param name="destinations">What may be asked.</param>
/// <param name="maxRedirects">Most redirects followed.</param>
/// <param name="via">The places behind, oldest first, where the way was interrupted; null at its start.</param>
internal sealed class Route(Destinations destinations, int maxRedirects, IEnumerable<string>? via = null)
{
    private readonly List<string> places = [.. via ?? []];

    /// <summary>The places behind the one that was entered last.</summary>
    public IReadOnlyList<string> Via => places[..^1];

    /// <returns>Null when this is the next place to ask.</returns>
    public Denial? Enter(Uri url)
    {
        var denial = places.Count > maxRedirects ? new Denial("redirect", AbandonReason.BadRedirect, $"More than {maxRedirects} redirects.")
            : destinations.Refuse(url)
            ?? (places.Contains(url.AbsoluteUri) ? new Denial("redirect", AbandonReason.RedirectLoop, $"Redirected back to {url}.") : null);
        if (denial is null)
        {
            places.Add(url.AbsoluteUri);
        }

        return denial;
    }
}
