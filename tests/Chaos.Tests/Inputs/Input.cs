using Ingestion.News;

namespace Ingestion.Chaos.Tests.Inputs;

/// <summary>What an input is, and so what must become of it.</summary>
internal enum InputKind
{
    /// <summary>A page: indexed.</summary>
    Article,

    /// <summary>A page that is changed and submitted again once it is filed: indexed, then revised.</summary>
    Revised,

    /// <summary>A page that is submitted twice at once: one of the entries is indexed, the other a duplicate or unchanged.</summary>
    Twice,

    /// <summary>A page whose server says 503 at first: indexed after another try from the schedule.</summary>
    Busy,

    /// <summary>404: abandoned.</summary>
    NotThere,

    /// <summary>A page without a story: rejected.</summary>
    NotNews,

    /// <summary>Wire copy, handed in whole: indexed.</summary>
    Wire,
}

/// <summary>One numbered input. All about it follows from seed and number, so that whatever carries the number can be judged.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Kind">What it is.</param>
/// <param name="ByMessage">Submitted by AMQP, under a message id of its own; else to the Desk.</param>
internal sealed record Input(int Number, InputKind Kind, bool ByMessage)
{
    /// <summary>Provider of wire copy.</summary>
    public const string Provider = "Harbour Wire";

    public static Input Of(int seed, int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var kind = random.Next(100) switch
        {
            < 66 => InputKind.Article,
            < 74 => InputKind.Revised,
            < 79 => InputKind.Twice,
            < 84 => InputKind.Busy,
            < 89 => InputKind.NotThere,
            < 94 => InputKind.NotNews,
            _ => InputKind.Wire,
        };
        return new Input(number, kind, kind is InputKind.Wire || (kind is not InputKind.Twice && random.Next(3) == 0));
    }

    /// <summary>The provider's id of wire copy.</summary>
    public string ItemId => FormattableString.Invariant($"chaos-{Number}");

    /// <summary>The message id it is submitted under.</summary>
    public Guid MessageId => new(Number, 0x0c4a, 0x4a05, 0x80, 0, 0, 0, 0, 0, 0, 1);

    /// <summary>What such a message's ledger entry is called.</summary>
    public Guid EntryId => Kind == InputKind.Wire ? ContentKey.MessageId("document", $"{MessageId}", "0") : MessageId;

    /// <summary>How many versions of its article there are in the end.</summary>
    public int Versions => Kind switch
    {
        InputKind.NotThere or InputKind.NotNews => 0,
        InputKind.Revised => 2,
        _ => 1,
    };
}
