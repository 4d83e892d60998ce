using System.Net.Sockets;
using Ingestion.Storage;
using MassTransit;
using Microsoft.Data.Sqlite;
using MongoDB.Driver;
using RabbitMQ.Client.Exceptions;

namespace Ingestion.Hosting.Tests.Recovery;

public sealed class FailureKindTests
{
    public static TheoryData<string, Exception, string> Failures => new()
    {
        { "the store's disk is full", new SqliteException("full", 13), "Outage" },
        { "the store is busy", new SqliteException("busy", 5), "Outage" },
        { "no server can be selected", new TimeoutException("A timeout occurred after 5000ms selecting a server"), "Outage" },
        { "the archive's disk does not answer", new IOException("gone"), "Outage" },
        { "an outage is wrapped", new InvalidOperationException("the article could not be filed", new SqliteException("cannot open", 14)), "Outage" },
        { "several at once", new AggregateException(new SqliteException("locked", 6)), "Outage" },
        { "not confirmed", new RabbitMQ.Client.Exceptions.PublishException(7, isReturn: false), "Outage" },
        { "no queue takes it", new MessageReturnedException("returned"), "Outage" },
        { "no confirm in time", new PublishTimeoutException("ArticleParsed", TimeSpan.FromSeconds(15)), "Outage" },
        { "the broker has an alarm", new BrokerBlockedException("low on memory"), "Outage" },
        { "the connection is closed", new AlreadyClosedException(new RabbitMQ.Client.Events.ShutdownEventArgs(RabbitMQ.Client.ShutdownInitiator.Peer, 320, "closed")), "Outage" },
        { "a limit of time ran out", new TaskCanceledException(), "Blip" },
        { "a connection was cut", new SocketException((int)SocketError.ConnectionReset), "Blip" },
        { "a request failed", new HttpRequestException("no answer", new SocketException((int)SocketError.HostNotFound)), "Blip" },
        { "a request to the store's disk", new HttpRequestException("no answer", new IOException("reset")), "Outage" },
        { "a channel that broke under our hands", new ObjectDisposedException("channel"), "Blip" },
        { "a mistake of ours", new InvalidOperationException(), "Bug" },
        { "a row that cannot be", new SqliteException("constraint", 19), "Bug" },
        { "a hostile text", new System.Text.RegularExpressions.RegexMatchTimeoutException(), "Bug" },
        { "a message that ends processes", new CrashSuspectException([]), "Bug" },
        { "bytes that are no JSON", new System.Text.Json.JsonException(), "Bug" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_failure_is_an_outage_a_blip_or_a_bug_by_its_type(string because, Exception exception, string expected)
    {
        var kind = FailureKinds.Of(exception);

        Assert.True($"{kind}" == expected, $"{because}: {kind}");
    }

    [Theory]
    [InlineData(1, 0.0, 0.75)]
    [InlineData(1, 0.5, 1.0)]
    [InlineData(1, 0.999, 1.2495)]
    [InlineData(3, 0.5, 16.0)]
    [InlineData(9, 0.5, 60.0)]
    [InlineData(2_000_000, 0.5, 60.0)]
    public void The_wait_grows_to_its_limit_give_or_take_a_quarter(int failures, double random, double expectedSeconds)
    {
        var wait = BackOff.Delay(failures, TimeSpan.FromSeconds(1), 4, TimeSpan.FromMinutes(1), random);

        Assert.Equal(expectedSeconds, wait.TotalSeconds, 6);
    }

    [Fact]
    public void By_default_the_tries_later_reach_over_about_a_day()
    {
        var bus = new BusOptions();

        var horizon = Enumerable.Range(1, bus.RetriesLater).Sum(tries => BackOff.Delay(tries, bus.FirstRetryAfter, 4, TimeSpan.FromDays(1), 0.5).TotalHours);

        Assert.InRange(horizon, 18, 26);
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("-1", 0)]
    [InlineData("many", 0)]
    [InlineData(null, 0)]
    public void Tries_of_a_stranger_count_only_if_they_are_a_number(string? text, int expected) =>
        Assert.Equal(expected, Tries.Read(name => name == Tries.Prefix + "Count" ? text : null).Count);
}
