namespace Ingestion.Parser.Extraction.Dates;

/// <summary>Where on a page a date stands.</summary>
internal enum DateSource : byte
{
    JsonLd,

    /// <summary>Of a node that is a page or a film and not said to be an article.</summary>
    JsonLdPage,
    JsonLdModified,
    Meta,
    MetaLoose,
    MetaModified,
    ItemProp,
    ItemPropModified,
    TimePublished,
    Time,
    TimeModified,
    Abbr,
    ClassPublished,
    ClassDate,
    ClassModified,
    LabelPublished,
    LabelModified,
    Text,
    Data,
    Script,
    ScriptModified,
    Url,
    UrlMonth,
    ImageUrl,
    Relative,
}

[Flags]
internal enum DatePlace : byte
{
    None = 0,

    /// <summary>In an aside, a footer, a list of other stories or another part that is not the article's.</summary>
    Away = 1,

    /// <summary>Among readers' comments.</summary>
    Comment = 2,

    /// <summary>In the page's <c>article</c> or <c>main</c>, or in the header of one.</summary>
    Article = 4,

    /// <summary>Inside a link: its target's date, as a rule.</summary>
    Link = 8,

    /// <summary>In running text, not in a line of its own.</summary>
    Running = 16,

    /// <summary>Named as another thing's date: an event, a copyright.</summary>
    Other = 32,

    /// <summary>Before the headline.</summary>
    Before = 64,

    /// <summary>A line that says little else.</summary>
    Alone = 128,
}

/// <summary>A date that may be the article's.</summary>
/// <param name="Evidence">What it is told by, as published: <c>json-ld:datePublished</c>, <c>meta:article:published_time</c>, <c>time</c>, <c>text</c>.</param>
/// <param name="Distance">Characters of visible text between the headline and the date; 0 for what is not visible.</param>
internal sealed record DateCandidate(DateSource Source, string Evidence, WrittenDate Date, DatePlace Place = DatePlace.None, int Distance = 0)
{
    public DateOnly Day => Date.Day;

    public bool Is(DatePlace place) => (Place & place) != DatePlace.None;

    public bool IsModified => Source is DateSource.JsonLdModified or DateSource.MetaModified or DateSource.ItemPropModified or DateSource.TimeModified or DateSource.ClassModified or DateSource.LabelModified or DateSource.ScriptModified;

    /// <summary>Stands in the page's body, so that its place there says something.</summary>
    public bool IsShown => Source is >= DateSource.ItemProp and <= DateSource.Data;

    /// <summary>Tells the day on the publisher's own calendar: what readers see by the headline, what the address shows, a stamp with its own offset.</summary>
    public bool ShowsLocalDay
    {
        get
        {
            if (Source == DateSource.Url)
            {
                return true;
            }

            if (!IsShown || IsModified || Source == DateSource.Data || Is(DatePlace.Running | DatePlace.Other) || (Is(DatePlace.Away | DatePlace.Comment) && Math.Abs(Distance) > DateWeights.Near))
            {
                return false;
            }

            return Math.Abs(Distance) < FarFromHeadline && (Date.Offset is { } offset ? offset != TimeSpan.Zero : Source != DateSource.ItemProp);
        }
    }

    private const int FarFromHeadline = 1500;
}
