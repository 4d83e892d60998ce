using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Ingestion.Chaos.Tests.Inputs;

/// <summary>Submits by AMQP with confirms, as a client without MassTransit does: what was not confirmed is sent again under the same message id, and one in ten twice in any case.</summary>
internal sealed class MessageProducer(Uri broker, Submissions submissions) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);
    private readonly SemaphoreSlim turn = new(1);
    private IConnection? connection;
    private IChannel? channel;

    /// <summary>Ends when the broker has taken it.</summary>
    public async Task SubmitAsync(Input input, string url, CancellationToken stop)
    {
        var (queue, body) = input.Kind == InputKind.Wire
            ? ("submit-document", JsonSerializer.SerializeToUtf8Bytes(new { provider = Input.Provider, id = input.ItemId, contentType = "text/plain", publishedAt = "2026-03-02T09:00:00Z", text = Texts.Wire(input.Number) }))
            : ("fetch-article", JsonSerializer.SerializeToUtf8Bytes(new { url }));
        for (var copies = input.Number % 10 == 0 ? 2 : 1; copies > 0;)
        {
            if (await SendAsync(queue, input.MessageId, body, stop))
            {
                copies--;
            }
            else
            {
                await Task.Delay(Pause, stop);
            }
        }

        submissions.Of(input.Number).Accept(input.EntryId);
    }

    public async ValueTask DisposeAsync()
    {
        await ForgetAsync();
        turn.Dispose();
    }

    private async Task<bool> SendAsync(string queue, Guid id, byte[] body, CancellationToken stop)
    {
        await turn.WaitAsync(stop);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(Patience);
            if (channel is null)
            {
                connection = await new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false }.CreateConnectionAsync(limit.Token);
                channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), limit.Token);
            }

            var properties = new BasicProperties { MessageId = $"{id}", ContentType = "application/json", Persistent = true };
            await channel.BasicPublishAsync("", queue, mandatory: true, properties, body, limit.Token);
            return true;
        }
        catch (Exception exception) when (exception is RabbitMQClientException or IOException || (exception is OperationCanceledException && !stop.IsCancellationRequested))
        {
            await ForgetAsync();
            return false;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task ForgetAsync()
    {
        channel = null;
        if (Interlocked.Exchange(ref connection, null) is { } old)
        {
            await old.AbortAsync();
            await old.DisposeAsync();
        }
    }
}
