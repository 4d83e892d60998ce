using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Ingestion.TestSupport;

/// <summary>Keeps what a service logs.</summary>
public sealed class LogLines : ILoggerProvider, ILogger
{
    /// <summary>Level and text, in order.</summary>
    public ConcurrentQueue<(LogLevel Level, string Text)> Lines { get; } = new();

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => true;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        Lines.Enqueue((logLevel, formatter(state, exception)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
