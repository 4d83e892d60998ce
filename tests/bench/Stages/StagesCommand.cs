using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Ingestion.Bench.Origin;
using Ingestion.Contracts;
using Ingestion.Enricher;
using Ingestion.Enricher.Enrichment;
using Ingestion.News;
using Ingestion.Parser;
using Ingestion.Parser.Extraction;
using ParseResult = Ingestion.Parser.Extraction.ParseResult;

namespace Ingestion.Bench.Stages;

/// <summary>CPU of parser and enricher: each pure function alone, in this process, over the same pages as the pipeline's.</summary>
internal static class StagesCommand
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static Command Create()
    {
        var articles = new Option<int>("--articles") { Description = "Pages; the same number goes before, uncounted.", DefaultValueFactory = _ => 1000 };
        var command = new Command("stages", "CPU per article of each step of parser and enricher.") { articles };
        command.SetAction(parsed => Run(Math.Max(1, parsed.GetValue(articles)), Console.Out));
        return command;
    }

    private static int Run(int articles, TextWriter output)
    {
        var pages = Enumerable.Range(0, articles).Select(number => (Url: OriginCommand.Url(80, number), Number: number))
            .Select(page => (page.Url, Bytes: Encoding.UTF8.GetBytes(NewsPage.Of(page.Number, page.Url)))).ToArray();
        var (parserOptions, enricherOptions) = (new ParserOptions(), new EnricherOptions());
        var enricher = new ArticleEnricher(enricherOptions);
        var items = pages.Select(page => ((ParseResult.Article)DocumentParser.Parse(page.Bytes, Document(page.Url, page.Bytes), parserOptions)).Item).ToArray();
        var enriched = items.Select(enricher.Enrich).ToArray();
        var json = enriched.Select(article => JsonSerializer.SerializeToUtf8Bytes(article, ContractJson.Options)).ToArray();

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{articles} pages; on average {pages.Average(page => page.Bytes.Length):0} bytes a page, {items.Average(item => item.Body.Text.Length):0} characters a body, {json.Average(bytes => bytes.Length):0} bytes an event"));
        Measure("parser: whole", index => DocumentParser.Parse(pages[index].Bytes, Document(pages[index].Url, pages[index].Bytes), parserOptions));
        Measure("enricher: whole", index => enricher.Enrich(items[index]));
        Measure("JSON of the event: write", index => JsonSerializer.SerializeToUtf8Bytes(enriched[index], ContractJson.Options));
        Measure("JSON of the event: read", index => JsonSerializer.Deserialize<ArticleEnriched>(json[index], ContractJson.Options));
        return 0;

        void Measure(string name, Func<int, object?> work)
        {
            Rounds(work);
            var before = Environment.CpuUsage.TotalTime;
            Rounds(work);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28}{(Environment.CpuUsage.TotalTime - before).TotalMilliseconds / articles,8:0.000} ms"));
        }

        void Rounds(Func<int, object?> work)
        {
            for (var index = 0; index < articles; index++)
            {
                work(index);
            }
        }
    }

    private static DocumentFetched Document(string url, byte[] bytes) => new()
    {
        RequestedUrl = url,
        FinalUrl = url,
        ArchiveKey = ContentKey.Of(bytes),
        ByteCount = bytes.Length,
        ContentType = "text/html",
        Charset = "utf-8",
        FetchedAt = At,
        Source = new Source { Kind = SourceKind.Web, DiscoveredAt = At },
        Fetcher = "0.1.0",
    };
}
