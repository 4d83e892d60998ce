using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>What a wire format says of one item, in the words of <see cref="NewsItem"/>; not yet judged. Readers fill it, <see cref="WireArticle"/> judges it.</summary>
internal sealed class WireItem
{
    /// <summary>For people, such as <c>NewsML-G2</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The provider's id of the item, same through its versions; null when the format leaves it out.</summary>
    public string? Id { get; set; }

    /// <summary>What makes <see cref="Id"/> unique where it says nothing of whose it is.</summary>
    public string? Registrar { get; set; }

    public string? Provider { get; set; }

    public long? Version { get; set; }

    /// <summary>Where the item stands on the web; it is then filed under that.</summary>
    public string? Link { get; set; }

    /// <summary>Of what nature the item is where that is not text: <c>picture</c>, <c>video</c> …</summary>
    public string? Medium { get; set; }

    public string PubStatus { get; set; } = Contracts.PubStatus.Usable;

    public string? Headline { get; set; }

    public string? AlternativeHeadline { get; set; }

    public string? Slugline { get; set; }

    public int? Urgency { get; set; }

    public string? Byline { get; set; }

    /// <summary>Names that the format gives as names; null where only the byline gives them.</summary>
    public IReadOnlyList<string>? Authors { get; set; }

    public string? Dateline { get; set; }

    public string? Place { get; set; }

    public EditorialDate? Published { get; set; }

    public EditorialDate? Modified { get; set; }

    public DateTimeOffset? EmbargoedUntil { get; set; }

    /// <summary>An embargo stands whose end is not given or cannot be read.</summary>
    public bool IsHeld { get; set; }

    public string? Language { get; set; }

    public string? Section { get; set; }

    public string? Abstract { get; set; }

    public string? CopyrightHolder { get; set; }

    public string? CopyrightNotice { get; set; }

    public string? UsageTerms { get; set; }

    public bool? TdmReservation { get; set; }

    public string? TdmPolicy { get; set; }

    public Image? Image { get; set; }

    public List<string> Notes { get; } = [];

    public List<string> Keywords { get; } = [];

    public List<Subject> Subjects { get; } = [];

    public List<string> Captions { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>The blocks of the text, in order.</summary>
    public List<(string Kind, string Text)> Blocks { get; } = [];

    /// <summary>Adds a subject, once; one without code and name says nothing.</summary>
    public void AddSubject(string kind, string? code, string? name)
    {
        var subject = new Subject { Kind = kind, Code = WireText.Fold(code), Name = WireText.Fold(name) };
        if ((subject.Code ?? subject.Name) is not null && !Subjects.Exists(known => known.Kind == kind && known.Code == subject.Code && (known.Name == subject.Name || subject.Code is not null)))
        {
            Subjects.Add(subject);
        }
    }

    public void AddKeyword(string? keyword)
    {
        if (WireText.Fold(keyword) is { } folded && !Keywords.Contains(folded, StringComparer.OrdinalIgnoreCase))
        {
            Keywords.Add(folded);
        }
    }

    public void AddNote(string? note)
    {
        if (WireText.Fold(note) is { } folded && !Notes.Contains(folded))
        {
            Notes.Add(folded);
        }
    }

    public void Warn(string warning)
    {
        if (!Warnings.Contains(warning))
        {
            Warnings.Add(warning);
        }
    }
}

/// <summary>What reading a wire document gives: an item, or one of <see cref="RejectReason"/> with a sentence.</summary>
internal abstract record WireRead
{
    private WireRead()
    {
    }

    internal sealed record Item(WireItem Read) : WireRead;

    internal sealed record Refused(string Reason, string Detail) : WireRead;

    internal static Refused Malformed(string detail) => new(RejectReason.Malformed, detail);

    internal static Refused Unsupported(string detail) => new(RejectReason.UnsupportedType, detail);
}
