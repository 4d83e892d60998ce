using System.ComponentModel.DataAnnotations;

namespace Ingestion.Hosting;

/// <summary>How messages travel.</summary>
public sealed class BusOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Bus";

    /// <summary><c>rabbitmq</c>, or <c>memory</c> for all services in one process. Default <c>rabbitmq</c>.</summary>
    [Required]
    [RegularExpression("^(rabbitmq|memory)$", ErrorMessage = "Bus:Transport must be 'rabbitmq' or 'memory'.")]
    public string Transport { get; set; } = "rabbitmq";

    /// <summary>AMQP address with user, password and virtual host. Default <c>amqp://guest:guest@localhost:5672/</c>, a broker's own default.</summary>
    [Required]
    public string Uri { get; set; } = "amqp://guest:guest@localhost:5672/";

    /// <summary>
    /// Messages that one endpoint holds at once. Default 16: enough to keep two cores busy, and little enough that a slow message keeps few
    /// neighbours waiting (a guess).
    /// </summary>
    [Range(1, 1000)]
    public int Prefetch { get; set; } = 16;

    /// <summary>Longest time to wait for the broker's confirm before a publish counts as failed. Default 15 s (a guess: a healthy broker needs milliseconds).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan PublishTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// When the schedule publishes an accepted message anew: on RabbitMQ if its first publish failed, in memory if its entry is still open,
    /// since messages in memory do not survive the process. Default 30 s, far beyond any healthy publish; Standalone takes 5 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan RepublishAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Longest that a message is held during an outage before it goes back to the end of its queue, to be held again when it comes. Default
    /// 25 minutes: RabbitMQ cuts off whoever holds one for 30 (<c>consumer_timeout</c>).
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "12:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan HoldAtMost { get; set; } = TimeSpan.FromMinutes(25);

    /// <summary>
    /// How often a message that met a blip (a time-out, a broken connection of its own) comes again from the schedule, each time after four times the wait
    /// before. Default 6: with <see cref="FirstRetryAfter"/> a horizon of about 23 hours, so that somebody sees it within a day.
    /// </summary>
    [Range(0, 20)]
    public int RetriesLater { get; set; } = 6;

    /// <summary>Wait before the first of these tries, give or take a quarter. Default 1 minute (a guess: three tries at once have failed before).</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan FirstRetryAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether a confirmed message survives the process.</summary>
    public bool IsDurable => Transport == "rabbitmq";
}
