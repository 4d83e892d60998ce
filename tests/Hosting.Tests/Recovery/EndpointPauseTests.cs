using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Ingestion.Hosting.Tests.Recovery;

public sealed class EndpointPauseTests
{
    private readonly FakeTimeProvider time = new();
    private readonly EndpointPause pause;

    public EndpointPauseTests() => pause = new EndpointPause("parse-document", time, NullLogger<EndpointPause>.Instance);

    [Fact]
    public async Task While_it_is_paused_one_at_a_time_tries_and_its_success_lets_all_go_on()
    {
        Assert.False(await pause.TurnAsync(default));
        pause.Failed(new TimeoutException("no server"), onBehalfOfAll: false);

        var waiting = Enumerable.Range(0, 5).Select(_ => pause.TurnAsync(default).AsTask()).ToList();
        time.Advance(TimeSpan.FromSeconds(1));
        var first = await await Task.WhenAny(waiting).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(first);
        time.Advance(TimeSpan.FromMinutes(5));
        _ = Assert.Single(waiting, turn => turn.IsCompleted);
        Assert.Equal("no server", pause.State!.Value.Why);

        pause.Tried();

        Assert.Equal(4, (await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(30))).Count(tries => !tries));
        Assert.Null(pause.State);
    }

    [Fact]
    public async Task Each_failure_of_the_one_who_tries_makes_the_next_wait_longer_and_those_of_the_others_do_not()
    {
        pause.Failed(new TimeoutException(), onBehalfOfAll: false);
        for (var others = 0; others < 20; others++)
        {
            pause.Failed(new TimeoutException(), onBehalfOfAll: false);
        }

        var first = pause.TurnAsync(default).AsTask();
        time.Advance(TimeSpan.FromMilliseconds(251));
        Assert.True(await first.WaitAsync(TimeSpan.FromSeconds(30)));
        for (var failures = 0; failures < 10; failures++)
        {
            pause.Failed(new TimeoutException(), onBehalfOfAll: true);
            var next = pause.TurnAsync(default).AsTask();
            time.Advance(TimeSpan.FromSeconds(12.5));
            Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(30)));
        }

        pause.Failed(new TimeoutException(), onBehalfOfAll: true);
        var last = pause.TurnAsync(default).AsTask();
        time.Advance(TimeSpan.FromSeconds(7.4));
        Assert.False(last.IsCompleted);
    }

    [Fact]
    public async Task One_who_gives_up_leaves_the_turn_to_another()
    {
        using var stop = new CancellationTokenSource();
        pause.Failed(new TimeoutException(), onBehalfOfAll: false);
        var gone = pause.TurnAsync(stop.Token).AsTask();
        var other = pause.TurnAsync(default).AsTask();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        for (var seconds = 0; seconds < 100 && !other.IsCompleted; seconds++)
        {
            await Task.Yield();
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.True(await other.WaitAsync(TimeSpan.FromSeconds(30)));
    }
}
