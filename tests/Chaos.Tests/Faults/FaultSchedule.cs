namespace Ingestion.Chaos.Tests.Faults;

/// <summary>Which faults there are and when: by the seed alone, so that a run can be had again.</summary>
internal static class FaultSchedule
{
    /// <summary>Exchanges whose messages are delivered again.</summary>
    public static readonly string[] Exchanges = ["DocumentFetched", "ArticleParsed", "ArticleEnriched", "ArticleIndexed"];

    // From the end of one fault to the next of the same target: time to come back to work, so that every fault meets work under way. A broker takes
    // longer than a service.
    private static TimeSpan Respite(string target) => TimeSpan.FromSeconds(target == "broker" ? 15 : 3);

    // Mean time between the beginnings of two faults.
    private const double Gap = 2.5;

    private static readonly FaultKind[] OfServices =
        [FaultKind.Kill, FaultKind.Kill, FaultKind.Pause, FaultKind.ClockJump, FaultKind.BrokerReset, FaultKind.BrokerHalfClose, FaultKind.BrokerCutAfter, FaultKind.BrokerAnswerLost, FaultKind.BrokerSlow, FaultKind.BrokerBlackHole];

    private static readonly FaultKind[] OfBroker = [FaultKind.BrokerKill, FaultKind.BrokerKill, FaultKind.BrokerRestart, FaultKind.MemoryAlarm, FaultKind.DiskAlarm];

    /// <param name="seed">Of the run.</param>
    /// <param name="length">Of the part of the run in which there are faults; all of them end in it.</param>
    /// <param name="services">Names of the service processes.</param>
    /// <param name="can">Which kinds this machine and this store can have.</param>
    /// <returns>In the order of their beginnings; never two at a time on one target.</returns>
    public static IReadOnlyList<Fault> Of(int seed, TimeSpan length, IReadOnlyList<string> services, IReadOnlySet<FaultKind> can)
    {
        var random = new Random(seed);
        var free = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        var faults = new List<Fault>();
        for (var at = TimeSpan.FromSeconds(2); at < length; at += TimeSpan.FromSeconds(-Gap * Math.Log(1 - random.NextDouble())))
        {
            // All is drawn before it is asked whether the fault can be: the draws after it are the same on every machine.
            var (kind, target) = Draw(random, services);
            var fault = new Fault(faults.Count + 1, kind, target, at, Length(kind, random), random.NextDouble());
            if (can.Contains(kind) && fault.End < length && free.GetValueOrDefault(target) <= at)
            {
                free[target] = fault.End + Respite(target);
                faults.Add(fault);
            }
        }

        return faults;
    }

    private static (FaultKind Kind, string Target) Draw(Random random, IReadOnlyList<string> services) => random.Next(20) switch
    {
        < 11 => (Pick(OfServices, random), Pick(services, random)),
        < 14 => (Pick(OfBroker, random), "broker"),
        < 18 => (Pick([FaultKind.StoreAway, FaultKind.StoreSlow, FaultKind.StoreAnswerLost, FaultKind.DiskFull], random), "store"),
        _ => (FaultKind.Repeat, Pick(Exchanges, random)),
    };

    private static TimeSpan Length(FaultKind kind, Random random)
    {
        var (least, most) = kind switch
        {
            FaultKind.Kill or FaultKind.BrokerKill or FaultKind.BrokerRestart => (0.0, 4.0),

            // One in five outlives the heartbeat (10 s, noticed after 20) and the leases (20 and 30 s).
            FaultKind.Pause or FaultKind.BrokerBlackHole => random.Next(5) == 0 ? (22.0, 35.0) : (0.5, 8.0),
            FaultKind.MemoryAlarm or FaultKind.DiskAlarm => (3.0, 15.0),
            FaultKind.ClockJump => (3.0, 12.0),
            FaultKind.StoreAway => (1.0, 14.0),
            FaultKind.StoreSlow or FaultKind.BrokerSlow => (3.0, 8.0),
            FaultKind.DiskFull => (2.0, 8.0),
            FaultKind.Repeat => (1.0, 4.0),
            _ => (0.1, 0.5),
        };
        return TimeSpan.FromSeconds(least + ((most - least) * random.NextDouble()));
    }

    private static T Pick<T>(IReadOnlyList<T> of, Random random) => of[random.Next(of.Count)];
}
