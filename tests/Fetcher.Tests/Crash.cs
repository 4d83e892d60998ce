using System.Reflection;
using Ingestion.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Ingestion.Fetcher.Tests;

/// <summary>A process that dies before one of its writes to feeds, schedule or ledger, and all later ones, until it is started again.</summary>
/// <param name="write">Which write, 1 or more.</param>
internal sealed class Crash(int write)
{
    private static readonly string[] Reads = ["Find", "List", "Claim", "Count", "Balance"];
    private int writes;
    private bool armed;

    public bool Happened { get; private set; }

    public void Arm() => armed = true;

    public void Disarm() => armed = false;

    /// <summary>Stands in front of the stores.</summary>
    public void Into(IServiceCollection services)
    {
        Decorate<IFeeds>(services);
        Decorate<ISchedule>(services);
        Decorate<ILedger>(services);
    }

    private void Decorate<T>(IServiceCollection services)
        where T : class
    {
        var inner = services.Last(service => service.ServiceType == typeof(T));
        services.AddSingleton(provider =>
        {
            var proxy = DispatchProxy.Create<T, Door<T>>();
            var door = (Door<T>)(object)proxy;
            door.Inner = (T)(inner.ImplementationInstance ?? inner.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!));
            door.Before = method =>
            {
                if (armed && !Reads.Any(read => method.StartsWith(read, StringComparison.Ordinal)) && (Happened || ++writes == write))
                {
                    Happened = true;
                    throw new InvalidOperationException($"Died before {typeof(T).Name}.{method}.");
                }
            };
            return proxy;
        });
    }

    /// <summary>In front of one store.</summary>
#pragma warning disable CA1852 // DispatchProxy derives from it.
    public class Door<T> : DispatchProxy
        where T : class
#pragma warning restore CA1852
    {
        public T Inner { get; set; } = null!;

        public Action<string> Before { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Before(targetMethod!.Name);
            return targetMethod.Invoke(Inner, args);
        }
    }
}
