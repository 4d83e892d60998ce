using System.Globalization;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ingestion.Hosting.Tests.Recovery;

/// <summary>A consumer in a process of its own that one message ends, and another makes wait until it is told to go on: a file for each that is done.</summary>
internal static class CrashingConsumer
{
    /// <summary>The document that ends the process.</summary>
    public const int Killer = 7;

    public static async Task<int> RunAsync(string broker, string folder)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = folder });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Bus:Transport"] = "rabbitmq",
            ["Bus:Uri"] = broker,
            ["Bus:Prefetch"] = "65",
            ["Storage:Folder"] = Path.Combine(folder, "data"),
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var done = Directory.CreateDirectory(Path.Combine(folder, "done")).FullName;
        var begun = Directory.CreateDirectory(Path.Combine(folder, "begun")).FullName;
        builder.Services.AddSingleton(new Work
        {
            Do = async context =>
            {
                var number = int.Parse(context.Message.RequestedUrl.Split('/')[^1], CultureInfo.InvariantCulture);
                await File.WriteAllTextAsync(Path.Combine(begun, $"{number}-{Guid.NewGuid():N}"), "");
                if (number == Killer && File.Exists(Path.Combine(folder, "kill")))
                {
                    Environment.FailFast("A message that ends its process.");
                }

                while (File.Exists(Path.Combine(folder, "wait")))
                {
                    await Task.Delay(20);
                }

                // So long that a stop meets it under way.
                await Task.Delay(File.Exists(Path.Combine(folder, "slow")) ? 300 : 0);
                await File.WriteAllTextAsync(Path.Combine(done, $"{number}-{Guid.NewGuid():N}"), "");
            },
        });
        await using var app = ServiceHost.Build(builder, "test", _ => { }, bus => bus.AddConsumer<ParseDocumentConsumer>());
        await app.RunAsync();
        return 0;
    }
}
