using MassTransit;

namespace Ingestion.Hosting;

/// <summary>Keeps what a dead letter's headers say of the failure below 32 KiB, cut with a mark: brokers and clients refuse frames of headers that are too long.</summary>
internal sealed class BoundFaultFilter : IFilter<ExceptionReceiveContext>
{
    // In bytes of UTF-8, a character has up to three: 3 x (1,600 + 6,000 + what is short) is below 32 KiB.
    private const int Message = 1600;
    private const int Stack = 6000;
    private const int Other = 300;

    public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        foreach (var (name, value) in context.ExceptionHeaders.GetAll().ToList())
        {
            if (value is string text)
            {
                var most = name switch { MessageHeaders.FaultMessage => Message, MessageHeaders.FaultStackTrace => Stack, _ => Other };
                context.ExceptionHeaders.Set(name, FailureText.Trim(text, most));
            }
        }

        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("boundFault");
}
