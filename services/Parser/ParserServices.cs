using Ingestion.Parser.Aside;
using Ingestion.Parser.Extraction.Dates;
using MassTransit;

namespace Ingestion.Parser;

/// <summary>The parser, for its own process and for all services in one.</summary>
public static class ParserServices
{
    /// <summary>Name, and prefix of its configuration.</summary>
    public const string Name = "Parser";

    /// <summary>Adds what the parser needs.</summary>
    public static void AddParser(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        // A machine without the names of months says so now and not page by page.
        MonthNames.Load();
        builder.Services.AddOptions<ParserOptions>().BindConfiguration(ParserOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<AsideParser>();
    }

    /// <summary>Adds the parser's consumers.</summary>
    public static void AddParserConsumers(this IBusRegistrationConfigurator bus) => bus.AddConsumer<ParseDocumentConsumer>();
}
