using System.Runtime.CompilerServices;
using Ingestion.Enricher.Enrichment.Names.Onnx;
using Ingestion.Enricher.Enrichment.Names.Perceptron;

namespace Ingestion.Enricher.Enrichment.Names;

/// <summary>The provider of names that the options ask for.</summary>
internal static class NerProviders
{
    public const string Perceptron = "perceptron";
    public const string Rules = "rules";
    public const string Onnx = "onnx";

    public static INerProvider Create(EnricherOptions options)
    {
        var rules = new RulesNer();
        return options.Names switch
        {
            Rules => rules,
            Onnx => CreateOnnx(options, rules),
            _ => new PerceptronNer(NameModel.Shipped, rules),
        };
    }

    // Apart, so that compiling the method above does not load the runtime's assemblies.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static OnnxNer CreateOnnx(EnricherOptions options, INerProvider rules) => new(options, rules);
}
