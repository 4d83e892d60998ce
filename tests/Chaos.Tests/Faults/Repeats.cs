using RabbitMQ.Client;

namespace Ingestion.Chaos.Tests.Faults;

/// <summary>Delivers what went through an exchange again: each message once to three times more, in an order of the seed's, straight into the queue of its consumer.</summary>
internal static class Repeats
{
    private const int Most = 200;

    private static readonly Dictionary<string, string> QueueOf = new(StringComparer.Ordinal)
    {
        ["DocumentFetched"] = "parse-document",
        ["ArticleParsed"] = "enrich-article",
        ["ArticleEnriched"] = "index-article",
        ["ArticleIndexed"] = "record-outcome",
    };

    /// <returns>How many were sent.</returns>
    public static async Task<int> RunAsync(Uri broker, Fault fault, CancellationToken stop)
    {
        await using var connection = await new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false }.CreateConnectionAsync(stop);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        var queue = (await channel.QueueDeclareAsync(cancellationToken: stop)).QueueName;
        await channel.QueueBindAsync(queue, fault.Target, "#", cancellationToken: stop);
        await Task.Delay(fault.For, stop);
        await channel.QueueUnbindAsync(queue, fault.Target, "#", cancellationToken: stop);

        var random = new Random(fault.Number);
        var copies = new List<BasicGetResult>();
        while (copies.Count < Most && await channel.BasicGetAsync(queue, autoAck: true, stop) is { } message)
        {
            copies.AddRange(Enumerable.Repeat(message, 1 + random.Next(3)));
        }

        foreach (var copy in copies.OrderBy(_ => random.Next()))
        {
            await channel.BasicPublishAsync("", QueueOf[fault.Target], mandatory: true, new BasicProperties(copy.BasicProperties), copy.Body, stop);
        }

        return copies.Count;
    }
}
