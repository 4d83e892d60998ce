using Ingestion.Storage;
using Ingestion.TestSupport;
using MassTransit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Ingestion.Hosting.Tests.Recovery;

/// <summary>The same ladder on the bus in memory.</summary>
public sealed class MemoryLadderTests
{
    [Fact]
    public async Task Blip__comes_again_from_the_schedule_as_it_was()
    {
        await using var service = await StartAsync();
        var work = service.Get<Work>();
        work.Do = _ => throw new TaskCanceledException("The publisher's feed did not answer.");
        var (schedule, entry) = (service.Get<ISchedule>(), Guid.NewGuid());

        await service.Get<IBus>().SayAsync(Stage.Document(1), entry, default);
        ScheduledClaim? claim = null;
        await Shell.UntilAsync("it is scheduled", async () =>
            (claim = (await schedule.ClaimDueAsync(DateTimeOffset.MaxValue, TimeSpan.FromMinutes(1), 10, default)).SingleOrDefault()) is not null);
        (Guid? Id, Guid? Entry) came = default;
        work.Do = context =>
        {
            came = (context.MessageId, context.CorrelationId);
            return Task.CompletedTask;
        };
        await Redelivery.Read(claim!.Message).SendAsync(service.Get<IBus>(), default);
        await Shell.UntilAsync("it is done", () => Task.FromResult(!work.Done.IsEmpty));

        Assert.Equal((MessageIdentity.Of(Stage.Document(1), entry), entry), came);
        Assert.Equal(4, work.Begun.Count);
    }

    [Fact]
    public async Task Store_down__is_waited_for_and_a_stop_does_not_wait_for_it()
    {
        var service = await StartAsync();
        var work = service.Get<Work>();
        work.Do = _ => throw new SqliteException("unable to open database file", 14);
        for (var number = 0; number < 5; number++)
        {
            await service.Get<IBus>().SayAsync(Stage.Document(number), Guid.NewGuid(), default);
        }

        await Shell.UntilAsync("it is tried again", () => Task.FromResult(work.Begun.Count > 5));
        Assert.Empty(await service.Get<IDeadLetters>().ListAsync(new DeadLetterSlice(), after: null, limit: 10, default));

        await service.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(25));
        Assert.Empty(work.Done);
    }

    private static Task<RunningService> StartAsync() =>
        RunningService.StartAsync(builder => builder.Services.AddSingleton<Work>(), bus => bus.AddConsumer<ParseDocumentConsumer>());
}
