using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Names;
using Ingestion.Enricher.Enrichment.Names.Onnx;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Tests.Names;

public sealed class OnnxNerTests : IDisposable
{
    private static readonly string[] Labels = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"];

    // Each piece and the label that the model gives it.
    private static readonly (string Piece, int Label)[] Pieces =
    [
        ("[PAD]", 0), ("[UNK]", 0), ("[CLS]", 0), ("[SEP]", 0), ("[MASK]", 0), ("Orla", 1), ("Tamsin", 2), ("##well", 0), ("Quill", 3), ("Foods", 4), ("Brackmoor", 5),
        ("said", 0), ("in", 0), (".", 0), ("Mr", 0), ("the", 0),
    ];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("onnx-");

    public void Dispose() => folder.Delete(recursive: true);

    private EnricherOptions Options() => new()
    {
        Names = NerProviders.Onnx,
        OnnxModel = Written("tiny.onnx", TinyOnnxModel.Of([.. Pieces.Select(piece => Scores(piece.Label))])),
        OnnxVocabulary = Written("vocab.txt", string.Join('\n', Pieces.Select(piece => piece.Piece))),
        OnnxLabels = Written("labels.txt", string.Join('\n', Labels)),
    };

    private static float[] Scores(int label) => [.. Labels.Select((_, at) => at == label ? 4f : 0f)];

    private string Written(string name, byte[] content)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private string Written(string name, string content) => Written(name, System.Text.Encoding.UTF8.GetBytes(content));

    private static List<Entity> Read(EnricherOptions options, string text, string language = "en")
    {
        var provider = NerProviders.Create(options);
        using var session = provider as IDisposable;
        return [.. new EntityFinder(provider).Find(text, Tokenizer.Cut(text), "", language)];
    }

    [Fact]
    public void A_users_model_finds_names_and_says_that_it_did()
    {
        var entities = Read(Options(), "Mr Orla Tamsinwell said the Quill Foods in Brackmoor.");

        Assert.Equal(
            [("Orla Tamsinwell", EntityType.Person), ("Quill Foods", EntityType.Organisation), ("Brackmoor", EntityType.Place)],
            entities.Select(entity => (entity.Name, entity.Type)));
        Assert.Equal("Mr Orla Tamsinwell", Assert.Single(entities[0].Mentions).Text);
        Assert.All(entities, entity => Assert.Matches("^onnx/tiny@[0-9a-f]{12}$", entity.By));
        Assert.All(entities, entity => Assert.InRange(entity.Confidence, 0.85, 0.99));
    }

    [Fact]
    public void A_text_longer_than_the_model_reads_at_once_is_read_to_the_end()
    {
        var text = string.Join('\n', Enumerable.Repeat("Orla Tamsin said in Brackmoor.", 400)) + "\n" + string.Concat(Enumerable.Repeat("in Brackmoor ", 1000));

        var entities = Read(Options(), text);

        Assert.Equal(400, entities.Single(entity => entity.Name == "Orla Tamsin").Mentions.Count);
        Assert.Equal(1400, entities.Single(entity => entity.Name == "Brackmoor").Mentions.Count);
    }

    [Fact]
    public void A_language_that_the_model_does_not_know_is_read_by_rules()
    {
        var entities = Read(Options(), "Bundeskanzlerin Petra Lindemann reist nach Wien.", "de");

        Assert.Contains(entities, entity => entity is { Name: "Petra Lindemann", By: NameSpan.Rules });
    }

    [Fact]
    public void Labels_may_come_from_the_models_own_configuration()
    {
        var options = Options();
        options.OnnxLabels = Written("config.json", $$"""{"id2label": { {{string.Join(", ", Labels.Select((label, at) => $"\"{at}\": \"{label}\""))}} } }""");

        Assert.Equal("Brackmoor", Assert.Single(Read(options, "Said in Brackmoor.")).Name);
    }

    public static TheoryData<string, string> Mistakes => new()
    {
        { "no model", "Enricher:OnnxModel is not set" },
        { "a path to nothing", "which does not exist" },
        { "a model that is none", "Enricher:OnnxModel" },
        { "a model with other inputs", "its inputs are" },
        { "too few labels", "one float for each of the 3 labels" },
        { "labels of something else", "none of its labels" },
        { "a vocabulary that is none", "Enricher:OnnxVocabulary" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told_with_the_option_and_what_to_do(string mistake, string told)
    {
        var options = Options();
        switch (mistake)
        {
            case "no model": options.OnnxModel = null; break;
            case "a path to nothing": options.OnnxModel = Path.Combine(folder.FullName, "absent.onnx"); break;
            case "a model that is none": options.OnnxModel = Written("none.onnx", "not a model"); break;
            case "a model with other inputs": options.OnnxModel = Written("other.onnx", TinyOnnxModel.Of([Scores(0)], ids: "pixels")); break;
            case "too few labels": options.OnnxLabels = Written("few.txt", "O\nB-PER\nI-PER"); break;
            case "labels of something else": options.OnnxLabels = Written("else.txt", string.Join('\n', Enumerable.Range(0, 7).Select(at => $"MOOD{at}"))); break;
            case "a vocabulary that is none": options.OnnxVocabulary = Written("empty.txt", ""); break;
        }

        var error = Assert.Throws<InvalidOperationException>(() => new OnnxNer(options, new RulesNer()).Dispose());

        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.Contains("Give the path of", error.Message, StringComparison.Ordinal);
    }
}
