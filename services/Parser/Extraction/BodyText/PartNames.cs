namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>What an element's tag, class, id, role and item property say that it is.</summary>
[Flags]
internal enum PartNames
{
    None = 0,
    ArticleBody = 1 << 0,
    Article = 1 << 1,
    Title = 1 << 2,
    Standfirst = 1 << 3,
    Comments = 1 << 4,
    Related = 1 << 5,
    Sharing = 1 << 6,
    Newsletter = 1 << 7,
    Advert = 1 << 8,
    Caption = 1 << 9,
    Figure = 1 << 10,
    Gallery = 1 << 11,
    Byline = 1 << 12,
    Details = 1 << 13,
    Navigation = 1 << 14,
    Sidebar = 1 << 15,
    Footer = 1 << 16,
    Header = 1 << 17,
    Topics = 1 << 18,
    Promotion = 1 << 19,
    Embed = 1 << 20,
    Hidden = 1 << 21,
    Consent = 1 << 22,
    Paywall = 1 << 23,
    Player = 1 << 24,
    Card = 1 << 25,
    Box = 1 << 26,
    Table = 1 << 27,
    Quote = 1 << 28,
    Form = 1 << 29,
    List = 1 << 30,
}
