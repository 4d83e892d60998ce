using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ingestion.Contracts;
using Ingestion.TestSupport;

namespace Ingestion.Contracts.Tests;

/// <summary>
/// Names and shapes on the wire. A changed shape fails here; when the change is additive and meant, INGESTION_APPROVE=1 writes the new file
/// beside the old ones, which stay: every shape ever shipped must still be read.
/// </summary>
public class ApprovedShapes
{
    private static readonly JsonSerializerOptions Readable = new(ContractJson.Options) { WriteIndented = true };
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Contracts.Tests", "Approved");

    public static TheoryData<string> Names => [.. Samples.Messages.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_contract_is_written_as_approved(string name)
    {
        var written = JsonSerializer.Serialize(Samples.Messages[name], Readable) + "\n";
        var path = Path.Combine(Folder, name + ".json");
        if (Environment.GetEnvironmentVariable("INGESTION_APPROVE") == "1")
        {
            File.WriteAllText(path, written);
        }

        Assert.True(File.Exists(path), $"{name} has no approved shape.");
        Assert.Equal(File.ReadAllText(path), written);
    }

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.json").Select(path => Path.GetFileName(path)!)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_shape_ever_approved_is_still_read(string file)
    {
        var type = typeof(NewsItem).Assembly.GetType("Ingestion.Contracts." + file.Split('.')[0], throwOnError: true)!;
        var json = File.ReadAllText(Path.Combine(Folder, file));

        var read = JsonSerializer.Deserialize(json, type, ContractJson.Options);

        var again = JsonSerializer.SerializeToNode(read, type, ContractJson.Options)!.AsObject();
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), again), $"{file} lost something on the way: {again}");
    }

    [Fact]
    public void Every_message_has_an_approved_shape()
    {
        var parts = typeof(NewsItem).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetProperties()).SelectMany(property => property.PropertyType.GetGenericArguments().Append(property.PropertyType)).ToHashSet();
        var messages = typeof(NewsItem).Assembly.GetExportedTypes()
            .Where(type => type is { IsAbstract: false, IsClass: true } && type.GetMethod("<Clone>$") is not null && (!parts.Contains(type) || type == typeof(ArticleEnriched))); // held back, it is a part of another message

        Assert.Equal(messages.Select(type => type.Name).Order(), Samples.Messages.Keys.Order());
    }

    [Fact]
    public void A_foreign_clients_smallest_order_is_read()
    {
        var order = JsonSerializer.Deserialize<FetchArticle>("""{"url": "https://wire.example/s/1", "somethingNewer": {"a": [1]}}""", ContractJson.Options);

        Assert.Equal(new FetchArticle { Url = "https://wire.example/s/1" }, order);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"uri": "https://wire.example/s/1"}""")]
    [InlineData("""{"url": 7}""")]
    [InlineData("""[]""")]
    public void An_order_of_the_wrong_shape_is_an_error(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<FetchArticle>(json, ContractJson.Options));

    [Fact]
    public void Words_of_the_closed_lists_are_lower_case_with_hyphens_and_differ()
    {
        Type[] lists = [typeof(Outcome), typeof(UnchangedReason), typeof(AbandonReason), typeof(RejectReason), typeof(PubStatus), typeof(ItemKind), typeof(SourceKind), typeof(BlockKind), typeof(EntityType), typeof(QuoteKind), typeof(PlaceRole), typeof(SubjectKind), typeof(RevisionKind), typeof(WithdrawReason), typeof(CopyRelation), typeof(OriginEvidence)];
        foreach (var list in lists)
        {
            var words = list.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).ToList();

            Assert.All(words, word => Assert.Matches("^[a-z]+(-[a-z0-9]+)*$", word));
            Assert.Equal(words.Count, words.Distinct().Count());
        }
    }

    [Theory]
    [InlineData("en", "wire.example", null, "en.wire-example.0")]
    [InlineData("de", "127.0.0.2:8080", 3, "de.127-0-0-2-8080.3")]
    [InlineData("und", null, 1, "und.none.1")]
    public void A_routing_key_has_three_words(string language, string? host, int? urgency, string expected)
    {
        var article = Samples.Article with
        {
            Language = Samples.Article.Language with { Tag = language },
            Provider = new Provider { Host = host },
            Urgency = urgency,
        };

        Assert.Equal(expected, RoutingKeys.For(article));
    }
}
