using System.Collections.Concurrent;
using System.Diagnostics;
using Ingestion.Chaos.Tests.Deployment;
using Ingestion.TestSupport.Faults;

namespace Ingestion.Chaos.Tests.Faults;

/// <summary>Carries out a schedule of faults, each of them ended and made good when its time is over.</summary>
internal sealed class Nemesis(Pipeline pipeline, Journal journal) : IDisposable
{
    private readonly ConcurrentDictionary<string, Fault> suffering = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim nodes = new(1);
    private int carriedOut;

    /// <summary>Faults that took place.</summary>
    public int CarriedOut => carriedOut;

    public void Dispose() => nodes.Dispose();

    /// <summary>Ends when all faults have ended.</summary>
    public async Task RunAsync(IReadOnlyList<Fault> schedule, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        var running = new List<Task>();
        foreach (var fault in schedule)
        {
            if (fault.At - clock.Elapsed is { Ticks: > 0 } wait)
            {
                await Task.Delay(wait, stop);
            }

            running.Add(CarryOutAsync(fault, stop));
        }

        await Task.WhenAll(running);
    }

    private async Task CarryOutAsync(Fault fault, CancellationToken stop)
    {
        if (fault.Kind is not (FaultKind.NodeKill or FaultKind.Partition) && !suffering.TryAdd(fault.Target, fault))
        {
            journal.Say($"#{fault.Number} is left out: {fault.Target} has not come back yet");
            return;
        }

        journal.Say($"{fault}");
        try
        {
            await (fault.Target switch
            {
                "broker" => OnBrokerAsync(fault, stop),
                "store" => OnStoreAsync(fault, stop),
                _ when fault.Kind is FaultKind.NodeKill or FaultKind.Partition => OnNodeAsync(fault, stop),
                _ when fault.Kind == FaultKind.Repeat => RepeatAsync(fault, stop),
                _ => OnServiceAsync(fault, pipeline.Services.Single(service => service.Name == fault.Target), stop),
            });
            Interlocked.Increment(ref carriedOut);
            journal.Say($"#{fault.Number} is over");
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            // Another fault was in its way, such as a broker that is not there to be asked.
            journal.Say($"#{fault.Number} could not be: {exception.Message.ReplaceLineEndings(" ")}");
        }
        finally
        {
            suffering.TryRemove(fault.Target, out _);
        }
    }

    private static async Task OnServiceAsync(Fault fault, ServiceProcess service, CancellationToken stop)
    {
        switch (fault.Kind)
        {
            case FaultKind.Kill:
                await service.KillAsync();
                await Task.Delay(fault.For, stop);
                service.Start();
                break;
            case FaultKind.Pause:
                await service.PauseAsync();
                await Task.Delay(fault.For, stop);
                await service.ContinueAsync();
                break;
            case FaultKind.ClockJump:
                // An hour back, or less than the shortest lease ahead: see the README for what an hour ahead does.
                service.SetClock(fault.Size < 0.5 ? TimeSpan.FromHours(-2 * fault.Size) : TimeSpan.FromSeconds(60 * (fault.Size - 0.5)));
                await Task.Delay(fault.For, stop);
                service.SetClock(TimeSpan.Zero);
                break;
            case FaultKind.BrokerReset:
                service.Line.Reset();
                break;
            case FaultKind.BrokerHalfClose:
                service.Line.HalfClose(toServer: fault.Size < 0.5);
                break;
            case FaultKind.BrokerCutAfter:
                service.Line.CutAfter((int)(20_000 * fault.Size));
                await Task.Delay(fault.For, stop);
                break;
            case FaultKind.BrokerAnswerLost:
                await LineAsync(fault, service, new Line { LosesAnswers = true }, stop);
                break;
            case FaultKind.BrokerSlow:
                await LineAsync(fault, service, new Line { Latency = TimeSpan.FromSeconds(0.02 + (0.3 * fault.Size)), BytesPerSecond = fault.Size > 0.7 ? 30_000 : null }, stop);
                break;
            case FaultKind.BrokerBlackHole:
                await LineAsync(fault, service, new Line { IsBlackHole = true }, stop);
                break;
            default:
                throw new InvalidOperationException($"{fault.Kind} is no fault of a service.");
        }
    }

    private static async Task LineAsync(Fault fault, ServiceProcess service, Line line, CancellationToken stop)
    {
        service.Line.Line = line;
        try
        {
            await Task.Delay(fault.For, stop);
        }
        finally
        {
            service.Line.Line = Line.Good;
        }
    }

    private async Task OnBrokerAsync(Fault fault, CancellationToken stop)
    {
        var broker = (BrokerNode)pipeline.Broker;
        switch (fault.Kind)
        {
            case FaultKind.BrokerKill:
                await broker.KillAsync();
                await Task.Delay(fault.For, stop);
                await broker.StartAsync();
                break;
            case FaultKind.BrokerRestart:
                await broker.StopAsync();
                await Task.Delay(fault.For, stop);
                await broker.StartAsync();
                break;
            case FaultKind.MemoryAlarm:
                await broker.CtlAsync("set_vm_memory_high_watermark", "0");
                await Task.Delay(fault.For, stop);
                await broker.CtlAsync("set_vm_memory_high_watermark", "0.6");
                break;
            case FaultKind.DiskAlarm:
                await broker.CtlAsync("set_disk_free_limit", "90000GB");
                await Task.Delay(fault.For, stop);
                await broker.CtlAsync("set_disk_free_limit", "50MB");
                break;
            default:
                throw new InvalidOperationException($"{fault.Kind} is no fault of the broker.");
        }
    }

    private async Task OnNodeAsync(Fault fault, CancellationToken stop)
    {
        var (cluster, node) = ((BrokerCluster)pipeline.Broker, int.Parse(fault.Target, System.Globalization.CultureInfo.InvariantCulture));

        // One after another: of three nodes two have to be there.
        await nodes.WaitAsync(stop);
        try
        {
            journal.Say($"#{fault.Number} has its turn");
            await cluster.NodeAsync(fault.Kind == FaultKind.NodeKill ? "kill" : "part", node);
            await Task.Delay(fault.For, stop);
            await cluster.NodeAsync(fault.Kind == FaultKind.NodeKill ? "start" : "heal", node);
            await cluster.NodeAsync("whole", node);
        }
        finally
        {
            nodes.Release();
        }
    }

    private async Task OnStoreAsync(Fault fault, CancellationToken stop)
    {
        if (fault.Kind != FaultKind.DiskFull)
        {
            await pipeline.Store.SufferAsync(fault, stop);
            return;
        }

        await pipeline.Disk.FillAsync(room: 50_000 + (int)(200_000 * fault.Size));
        await Task.Delay(fault.For, stop);
        await pipeline.Disk.EmptyAsync();
    }

    private async Task RepeatAsync(Fault fault, CancellationToken stop)
    {
        var copies = await Repeats.RunAsync(pipeline.Broker.Uri, fault, stop);
        journal.Say($"#{fault.Number} delivered {copies} messages again");
    }
}
