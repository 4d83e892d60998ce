using Ingestion.Contracts;

namespace Ingestion.Enricher.Enrichment.Names.Perceptron;

/// <summary>Labels of tokens: outside a name, or beginning, inside, last or only token of one of a type.</summary>
/// <remarks>The scheme of L. Ratinov and D. Roth, Design Challenges and Misconceptions in Named Entity Recognition, CoNLL 2009.</remarks>
internal static class BiloLabel
{
    public const int Outside = 0;

    /// <summary>Labels in all, and the lanes that a row of weights has.</summary>
    public const int Count = 13;
    public const int Lanes = 16;

    private const int Begin = 0;
    private const int Inside = 1;
    private const int Last = 2;
    private const int Only = 3;

    private static readonly string[] Types = [EntityType.Person, EntityType.Organisation, EntityType.Place];

    /// <summary>May <paramref name="next"/> follow <paramref name="label"/>? Both ends of a sentence count as outside.</summary>
    public static bool Follows(int label, int next)
    {
        var open = label != Outside && Position(label) is Begin or Inside;
        var goesOn = next != Outside && Position(next) is Inside or Last;
        return open ? goesOn && TypeOf(label) == TypeOf(next) : !goesOn;
    }

    public static bool MayOpen(int label) => Follows(Outside, label);

    public static bool MayClose(int label) => Follows(label, Outside);

    public static bool Begins(int label) => label != Outside && Position(label) is Begin or Only;

    public static bool Ends(int label) => label != Outside && Position(label) is Last or Only;

    public static string TypeOf(int label) => Types[(label - 1) / 4];

    /// <summary>Labels of a name of so many tokens, in order.</summary>
    public static int Of(string type, int at, int length) =>
        1 + (4 * Array.IndexOf(Types, type)) + (length == 1 ? Only : at == 0 ? Begin : at == length - 1 ? Last : Inside);

    private static int Position(int label) => (label - 1) % 4;
}
