using Ingestion.Contracts;

namespace Ingestion.Fetcher.Fetching;

/// <summary>The way of one fetch over its redirects: each place is judged before it is asked, none twice, and not too many.</summary>
internal sealed class Route(Destinations destinations, int maxRedirects)
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <returns>Null when this is the next place to ask.</returns>
    public Denial? Enter(Uri url) =>
        seen.Count > maxRedirects ? new Denial("redirect", AbandonReason.BadRedirect, $"More than {maxRedirects} redirects.")
        : destinations.Refuse(url) ?? (seen.Add(url.AbsoluteUri) ? null : new Denial("redirect", AbandonReason.RedirectLoop, $"Redirected back to {url}."));
}
