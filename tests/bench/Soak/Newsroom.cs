namespace Ingestion.Bench.Soak;

/// <summary>
/// Once a second: sites publish, revise, begin to misbehave and stop it. No list or page changes twice in one second, so that dates of whole seconds
/// tell all versions apart.
/// </summary>
/// <param name="sites">The sites.</param>
/// <param name="plan">How long things last.</param>
/// <param name="seed">The same seed does the same in the same seconds.</param>
/// <param name="time">The clock.</param>
internal sealed class Newsroom(IReadOnlyList<Site> sites, SoakPlan plan, int seed, TimeProvider time)
{
    // About every third story is revised, some of them twice or more.
    private const double Revisions = 0.45;
    private const int MostVersions = 5;

    private readonly Random random = new(seed);
    private readonly Dictionary<int, int> turns = [];
    private DateTimeOffset last;

    public async Task WorkAsync(CancellationToken stop)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        try
        {
            do
            {
                var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
                if (now > last)
                {
                    last = now;
                    foreach (var site in sites)
                    {
                        Work(site, now);
                    }
                }
            }
            while (await beat.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    private void Work(Site site, DateTimeOffset now)
    {
        if (!site.All.Any() || random.NextDouble() < site.Habits.Rate / 60)
        {
            site.Publish(now);
        }

        foreach (var story in site.All.Where(story => !story.Forbidden && now - story.PublishedAt <= plan.ReviseUntil).OrderBy(story => story.Number))
        {
            if (random.NextDouble() < Revisions / plan.ReviseUntil.TotalSeconds && story.Version < MostVersions && now - story.Latest.At > TimeSpan.FromSeconds(2))
            {
                var kind = random.Next(4);
                site.Revise(story, headline: kind is 0 or 1, text: kind is not 0, now);
            }
        }

        // What was never read is asked again only after a long while, whatever it does then.
        if (site.WasRead && turns.GetValueOrDefault(site.Number) is var left && --left is var next)
        {
            if (next <= 0)
            {
                (site.IsFailing, site.IsLying) = (!site.IsFailing, !site.IsLying);
                next = random.Next(plan.ShortestSpell, plan.ShortestSpell * 2) * (site.IsFailing ? 1 : 2);
            }

            turns[site.Number] = next;
        }
    }
}
