namespace Ingestion.Storage.Tests;

/// <summary>Many fetchers at one host, in a time of their own: what <see cref="HostLine"/> promises, whatever comes when.</summary>
public sealed class HostLineSimulationTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    public static TheoryData<string, Traffic> Days { get; } = new()
    {
        { "one at a time", new Traffic { Count = 30, EverySeconds = 60 } },
        { "a burst", new Traffic { Count = 300 } },
        { "a burst at a fast host", new Traffic { Count = 300, MeanRequestSeconds = 0.005, PauseSeconds = 0.01 } },
        { "a burst at a slow host", new Traffic { Count = 100, MeanRequestSeconds = 20, PauseSeconds = 10 } },
        { "as many as the host bears", new Traffic { Count = 300, EverySeconds = 1.6 } },
        { "a few more than it bears", new Traffic { Count = 300, EverySeconds = 1.2 } },
        { "schedulers that are late", new Traffic { Count = 200, LateSeconds = 1 } },
        { "fetchers that die", new Traffic { Count = 100, Dying = 0.05 } },
        { "turns given back at once", new Traffic { Count = 200, Refused = 0.5 } },
        { "Retry-After now and then", new Traffic { Count = 200, RetryAfter = 0.02 } },
        { "a host that slows down a hundred times", new Traffic { Count = 200, MeanRequestSeconds = 0.1, PauseSeconds = 0.1, SlowFrom = 100 } },
        { "everybody a minute and a half late", new Traffic { Count = 200, VeryLate = 1 } },
        { "everybody a minute and a half late, and more than the host bears", new Traffic { Count = 300, EverySeconds = 1.2, VeryLate = 1 } },
        { "a fifth a minute and a half late", new Traffic { Count = 300, VeryLate = 0.2 } },
        { "a fifth a minute and a half late, and more than the host bears", new Traffic { Count = 300, EverySeconds = 1.2, VeryLate = 0.2 } },
        { "all at once", new Traffic { Count = 200, EverySeconds = 0.3, LateSeconds = 0.5, Dying = 0.02, Refused = 0.1, RetryAfter = 0.01 } },
    };

    [Theory]
    [MemberData(nameof(Days), DisableDiscoveryEnumeration = true)]
    public void One_at_a_time_never_before_the_host_is_open_and_everybody_in_the_end(string because, Traffic traffic)
    {
        ArgumentNullException.ThrowIfNull(traffic);
        for (var seed = 1; seed <= 20; seed++)
        {
            var day = new Day(traffic, new Random(seed));

            day.Run();

            output.WriteLine($"{because}, seed {seed}: {day.Calls / (double)day.Turns:F1} calls a turn, at most {day.MostCalls} for one; {day.Disturbed / (double)day.Turns:F1} for pauses; busy {day.Used * 100:F0} % of the time");
            Assert.True(day.Served == traffic.Count, $"{because}, seed {seed}: {day.Served} of {traffic.Count} had their turn");
            Assert.True(day.Calls <= 8 * day.Turns + day.Disturbed, $"{because}, seed {seed}: {day.Calls} calls for {day.Turns} turns");
        }
    }

    /// <summary>What happens at a host. Means are of exponential distributions.</summary>
    public sealed record Traffic
    {
        public required int Count { get; init; }

        public double EverySeconds { get; init; }

        public double MeanRequestSeconds { get; init; } = 0.5;

        public double PauseSeconds { get; init; } = 1;

        /// <summary>How late at most somebody comes to his place.</summary>
        public double LateSeconds { get; init; }

        /// <summary>Share of those with a place who come to it only after a minute and a half, when many have passed.</summary>
        public double VeryLate { get; init; }

        /// <summary>Share of turns that nobody gives back.</summary>
        public double Dying { get; init; }

        /// <summary>Share of turns given back without a request.</summary>
        public double Refused { get; init; }

        /// <summary>Share of requests that are answered by ten minutes' Retry-After.</summary>
        public double RetryAfter { get; init; }

        /// <summary>From this turn on requests take a hundred times as long.</summary>
        public int SlowFrom { get; init; } = int.MaxValue;
    }

    private sealed class Day(Traffic traffic, Random random)
    {
        private readonly PriorityQueue<(int Fetch, HostTurn? Ends), DateTimeOffset> events = new();
        private readonly Dictionary<int, DateTimeOffset> told = [];
        private readonly int[] calls = new int[traffic.Count];
        private HostLine line = new();
        private DateTimeOffset now = Start;
        private DateTimeOffset promised = Start;
        private DateTimeOffset takenUntil = Start;
        private TimeSpan busy;

        public int Calls { get; private set; }

        public int Turns { get; private set; }

        /// <summary>Who waited when the host asked for peace or a fetcher died: each of them has to stand in line once more.</summary>
        public int Disturbed { get; private set; }

        public int Served { get; private set; }

        public int MostCalls => calls.Max();

        public double Used => busy / (now - Start);

        public void Run()
        {
            var at = Start;
            for (var i = 0; i < traffic.Count; i++)
            {
                events.Enqueue((i, null), at);
                at += Seconds(traffic.EverySeconds * Exponential());
            }

            while (events.TryDequeue(out var next, out var moment) && moment < Start.AddDays(7))
            {
                now = moment;
                if (next.Ends is { } turn)
                {
                    Leave(turn);
                }
                else
                {
                    Come(next.Fetch);
                }
            }
        }

        private void Come(int fetch)
        {
            Calls++;
            calls[fetch]++;
            var hasPlace = told.Remove(fetch);
            (line, var turn) = line.Enter("wire.example", Guid.NewGuid(), now, Lease, hasPlace);
            if (turn.Token is null)
            {
                Assert.True(turn.At > now, "A place lies ahead.");
                told.Add(fetch, turn.At);
                events.Enqueue((fetch, null), turn.At + Seconds(random.NextDouble() < traffic.VeryLate ? 90 : traffic.LateSeconds * random.NextDouble()));
                return;
            }

            Assert.True(now >= promised, $"A turn at {now:O}, and the host opens at {promised:O}.");
            Assert.True(now >= takenUntil, "Two turns at once.");
            Assert.True(hasPlace || traffic.LateSeconds > 0 || traffic.VeryLate > 0 || told.Count == 0, "Somebody overtook those who wait.");
            Turns++;
            if (random.NextDouble() < traffic.Dying)
            {
                Disturbed += told.Count;
                takenUntil = now + Lease;
                events.Enqueue((fetch, null), now + Lease * (0.5 + random.NextDouble())); // the broker gives the message to somebody else
                return;
            }

            var request = Seconds(random.NextDouble() < traffic.Refused ? 0.002 : Math.Min(60, traffic.MeanRequestSeconds * Exponential() * (Turns > traffic.SlowFrom ? 100 : 1)));
            takenUntil = now + request;
            busy += request;
            events.Enqueue((fetch, turn), takenUntil);
        }

        private void Leave(HostTurn turn)
        {
            Served++;
            var retryAfter = random.NextDouble() < traffic.RetryAfter;
            Disturbed += retryAfter ? told.Count : 0;
            var pause = now - turn.At < Seconds(0.003) ? 0 : retryAfter ? 600 : traffic.PauseSeconds;
            promised = now + Seconds(pause);
            busy += Seconds(pause);
            line = line.Leave(turn, promised, HostPace.Unknown);
        }

        private double Exponential() => -Math.Log(1 - random.NextDouble());

        private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
    }
}
