using System.Collections.Concurrent;
using System.Reflection;
using Ingestion.Hosting;
using Ingestion.Storage;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Ingestion.Pipeline.Tests;

/// <summary>Where a process may be killed while it handles a message.</summary>
internal enum KillPoint
{
    AfterReceive,
    AfterFetch,
    AfterBlobWrite,
    AfterStoreWrite,
    BeforePublish,
    AfterPublish,
    BeforeAck,
}

/// <summary>
/// Deliveries that end as if their process had been killed: at a point of its work nothing more of it is done, neither to stores nor to the bus, and the
/// message is nobody's until it is delivered again. Places in a host's line are not among the writes: whoever dies with one leaves it to its lease.
/// </summary>
internal sealed class Deaths : IPublishObserver
{
    private static readonly AsyncLocal<Life?> Current = new();
    private static readonly string[] Reads = ["Find", "List", "Count", "Balance", "Get", "Exists", "Why", "Is", "Revisions", "Readings", "ArchiveKeys", "For", "Active", "Changed", "Group", "Joined", "Members", "Claim"];

    /// <summary>Which delivery dies when: the first of its entry in its queue that comes to the point for the n-th time.</summary>
    public ConcurrentDictionary<(Guid Entry, string Queue), (KillPoint Point, int Nth)> Planned { get; } = new();

    /// <summary>The messages that the dead had.</summary>
    public ConcurrentDictionary<(Guid Entry, string Queue), Redelivery> Left { get; } = new();

    /// <summary>What those came by that lived, the last of each entry and queue.</summary>
    public ConcurrentDictionary<(Guid Entry, string Queue), IReadOnlyList<KillPoint>> Passed { get; } = new();

    /// <summary>Stands in front of the stores.</summary>
    public static void Into(IServiceCollection services)
    {
        Decorate<IRawArchive>(services);
        Decorate<ILedger>(services);
        Decorate<ISchedule>(services);
        Decorate<IPages>(services);
        Decorate<IDocuments>(services);
        Decorate<IArticleStore>(services);
        Decorate<ICopies>(services);
        Decorate<IStories>(services);
    }

    /// <summary>Stands around every consumer.</summary>
    public void Into(IBusRegistrationConfigurator bus) =>
        bus.AddConfigureEndpointsCallback((_, queue, endpoint) =>
        {
            endpoint.UseFilter(new Around(this, queue));
            endpoint.ConfigureError(pipe => pipe.UseFilter(new NoDeadLetter()));
        });

    Task IPublishObserver.PrePublish<T>(PublishContext<T> context)
    {
        Current.Value?.Comes(KillPoint.BeforePublish, KillPoint.AfterPublish);
        return Task.CompletedTask;
    }

    Task IPublishObserver.PostPublish<T>(PublishContext<T> context) => Task.CompletedTask;

    Task IPublishObserver.PublishFault<T>(PublishContext<T> context, Exception exception) => Task.CompletedTask;

    private static void Decorate<T>(IServiceCollection services)
        where T : class
    {
        var inner = services.Last(service => service.ServiceType == typeof(T));
        services.AddSingleton(provider =>
        {
            var proxy = DispatchProxy.Create<T, Door<T>>();
            ((Door<T>)(object)proxy).Inner = (T)inner.ImplementationFactory!(provider);
            return proxy;
        });
    }

    private sealed class Around(Deaths deaths, string queue) : IFilter<ConsumeContext>
    {
        public async Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
        {
            if (context.CorrelationId is not { } entry)
            {
                await next.Send(context);
                return;
            }

            var life = new Life(deaths.Planned.TryGetValue((entry, queue), out var plan) ? plan : null);
            Current.Value = life;
            try
            {
                life.Comes(KillPoint.AfterReceive, null);
                await next.Send(context);
                life.Comes(KillPoint.BeforeAck, null);
                deaths.Passed[(entry, queue)] = life.Passed;
            }
            catch (Exception) when (life.IsDead)
            {
                deaths.Planned.TryRemove((entry, queue), out _);
                deaths.Left[(entry, queue)] = new Redelivery
                {
                    Queue = queue,
                    MessageId = context.MessageId,
                    EntryId = entry,
                    ContentType = "application/json",
                    Headers = context.ReceiveContext.TransportHeaders.GetAll().Where(header => header.Value is string).ToDictionary(header => header.Key, header => (string)header.Value, StringComparer.Ordinal),
                    Body = context.ReceiveContext.Body.GetBytes(),
                    Tries = new Tries(0, null, null),
                    Why = "Its process was killed.",
                };
                throw;
            }
        }

        public void Probe(ProbeContext context) => context.CreateFilterScope("deaths");
    }

    private sealed class NoDeadLetter : IFilter<ExceptionReceiveContext>
    {
        public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next) => context.Exception.GetBaseException() is KilledException killed ? context.NotifyFaulted(killed) : next.Send(context);

        public void Probe(ProbeContext context) => context.CreateFilterScope("noDeadLetter");
    }

    private sealed class KilledException(string message) : Exception(message);

    private sealed class Life((KillPoint Point, int Nth)? end)
    {
        private readonly Lock gate = new();
        private readonly List<KillPoint> passed = [];
        private KillPoint? done;

        public bool IsDead { get; private set; }

        public IReadOnlyList<KillPoint> Passed => passed;

        /// <summary>Begins the next act: by then it is after the one before.</summary>
        public void Comes(KillPoint? here, KillPoint? then)
        {
            lock (gate)
            {
                foreach (var point in new[] { done, here }.OfType<KillPoint>())
                {
                    passed.Add(point);
                    IsDead |= end is { } at && at.Point == point && at.Nth == passed.Count(one => one == point);
                }

                done = then;
                if (IsDead)
                {
                    throw new KilledException($"Killed {end}.");
                }
            }
        }
    }

#pragma warning disable CA1852 // DispatchProxy derives from it.
    public class Door<T> : DispatchProxy
        where T : class
#pragma warning restore CA1852
    {
        public T Inner { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var name = targetMethod!.Name;
            Current.Value?.Comes(
                name == nameof(IPages.NoteFetchAsync) ? KillPoint.AfterFetch : null,
                Reads.Any(read => name.StartsWith(read, StringComparison.Ordinal)) ? null
                    : typeof(T) == typeof(IRawArchive) ? KillPoint.AfterBlobWrite : KillPoint.AfterStoreWrite);
            return targetMethod.Invoke(Inner, BindingFlags.DoNotWrapExceptions, null, args, null);
        }
    }
}
