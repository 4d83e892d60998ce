using System.Security.Cryptography;
using Ingestion.Enricher.Enrichment.Text;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Tokenizers;

namespace Ingestion.Enricher.Enrichment.Names.Onnx;

/// <summary>
/// Names by a token classification model of the user's own (BERT and its kin, exported to ONNX), for the languages that it is said to know; other languages by
/// <paramref name="others"/>. The runtime and the model are loaded only when this is asked for.
/// </summary>
internal sealed class OnnxNer : INerProvider, IDisposable
{
    private readonly InferenceSession session;
    private readonly BertTokenizer pieces;
    private readonly TokenLabels labels;
    private readonly string[] languages;
    private readonly INerProvider others;
    private readonly string by;

    /// <exception cref="InvalidOperationException">A file cannot be read as what it is said to be; the message says which and what to do.</exception>
    public OnnxNer(EnricherOptions options, INerProvider others)
    {
        this.others = others;
        languages = options.OnnxLanguages.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        labels = Loaded("OnnxLabels", options.OnnxLabels, "a config.json with id2label, or a text with one label a line, in the order of the model's outputs", TokenLabels.Read);
        pieces = Loaded("OnnxVocabulary", options.OnnxVocabulary, "the vocab.txt that the model was trained with (WordPiece, one piece a line)", Vocabulary);
        session = Loaded("OnnxModel", options.OnnxModel, "a token classification model in ONNX format with the inputs input_ids and attention_mask", Model);
        using var file = File.OpenRead(options.OnnxModel!);
        by = $"onnx/{Path.GetFileNameWithoutExtension(options.OnnxModel)}@{Convert.ToHexStringLower(SHA256.HashData(file))[..12]}";
    }

    public List<NameSpan> Find(string text, Token[] tokens, string language)
    {
        if (!languages.Contains(language))
        {
            return others.Find(text, tokens, language);
        }

        var found = new List<FoundName>();
        foreach (var window in TokenWindow.Cut(tokens, pieces))
        {
            found.AddRange(Read(window));
        }

        return ModelNames.Read(text, tokens, found, by);
    }

    public void Dispose() => session.Dispose();

    private List<FoundName> Read(TokenWindow window)
    {
        long[] shape = [1, window.Ids.Length];
        var inputs = new Dictionary<string, OrtValue>(StringComparer.Ordinal);
        try
        {
            foreach (var name in session.InputMetadata.Keys)
            {
                inputs[name] = OrtValue.CreateTensorValueFromMemory(name switch
                {
                    "input_ids" => window.Ids,
                    "attention_mask" => [.. Enumerable.Repeat(1L, window.Ids.Length)],
                    _ => new long[window.Ids.Length], // token_type_ids: one text only
                }, shape);
            }

            using var run = new RunOptions();
            using var outputs = session.Run(run, inputs, [session.OutputMetadata.Keys.First()]);
            return labels.Names(outputs[0].GetTensorDataAsSpan<float>(), window);
        }
        finally
        {
            foreach (var input in inputs.Values)
            {
                input.Dispose();
            }
        }
    }

    private InferenceSession Model(string path)
    {
        // One thread for each article: several articles are read at once.
        using var how = new Microsoft.ML.OnnxRuntime.SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        var made = new InferenceSession(path, how);
        var output = made.OutputMetadata.Values.First();
        var wrong = !made.InputMetadata.ContainsKey("input_ids") ? $"its inputs are {string.Join(", ", made.InputMetadata.Keys)}"
            : made.InputMetadata.Values.Any(input => input.ElementType != typeof(long)) ? "an input is not of type int64"
            : output.ElementType != typeof(float) || output.Dimensions is not [_, _, var count] || (count > 0 && count != labels.Count) ? $"its output is not one float for each of the {labels.Count} labels"
            : null;
        if (wrong is not null)
        {
            made.Dispose();
            throw new InvalidDataException(wrong);
        }

        return made;
    }

    // A vocabulary without a capital letter belongs to a model that reads small letters only.
    private static BertTokenizer Vocabulary(string path)
    {
        var lower = !File.ReadLines(path).Any(piece => !piece.StartsWith('[') && piece.Any(char.IsUpper));
        return BertTokenizer.Create(path, new BertOptions { LowerCaseBeforeTokenization = lower });
    }

    private static T Loaded<T>(string option, string? path, string what, Func<string, T> load)
    {
        if (string.IsNullOrWhiteSpace(path) || !File.Exists(path))
        {
            throw new InvalidOperationException(Advice(path is null or "" ? "is not set" : $"names the file '{path}', which does not exist or may not be read"));
        }

        try
        {
            return load(path);
        }
        catch (Exception error) when (error is OnnxRuntimeException or InvalidDataException or ArgumentException or InvalidOperationException or System.Text.Json.JsonException or IOException or FormatException)
        {
            throw new InvalidOperationException(Advice($"names '{path}', which cannot be used: {error.Message}"), error);
        }

        string Advice(string problem) => $"{EnricherOptions.Section}:{option} {problem}. Give the path of {what}; or leave {EnricherOptions.Section}:Names at 'perceptron', which needs no file.";
    }
}
