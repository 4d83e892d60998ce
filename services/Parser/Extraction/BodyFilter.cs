using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction;

/// <summary>Lines inside a body that are not the article's: the headline again, links elsewhere, invitations, the same paragraph twice.</summary>
internal static class BodyFilter
{
    private const int ShortLine = 250;

    // What invitations and references start with or say, in the languages of the sets that we measured. Only short lines are judged by them.
    private static readonly string[] Openings =
    [
        "read more", "read also", "also read", "read next", "read:", "see also", "related:", "related stories", "related articles", "more:", "more on this", "more from", "more stories",
        "don't miss", "don’t miss", "recommended", "you may also like", "you might also like", "most read", "watch:", "watch now", "listen:", "click here", "sign up", "subscribe", "follow us",
        "follow @", "join our", "get the latest", "download our", "share this", "share on", "advertisement", "story continues below", "article continues below", "continue reading",
        "photo:", "image:", "photograph:", "picture:", "video:", "credit:", "getty images", "copyright ©", "© ", "all rights reserved", "have a tip", "got a tip", "tags:", "topics:", "filed under", "posted in",
        "lesen sie auch", "lesen sie mehr", "mehr zum thema", "das könnte sie auch", "zum thema:", "anzeige", "newsletter", "foto:", "bild:", "quelle:", "stand:", "jetzt lesen", "weiterlesen",
        "lire aussi", "à lire aussi", "lire la suite", "voir aussi", "inscrivez-vous", "abonnez-vous", "leer más", "lea también", "te puede interesar", "suscríbete", "leia também", "leia mais", "saiba mais",
        "leggi anche", "iscriviti", "czytaj", "zobacz także", "zobacz też", "lees ook", "läs också", "läs mer", "les også", "læs også", "lue myös", "čtěte také", "przeczytaj", "читайте также", "читать далее", "подписывайтесь",
        "関連記事", "あわせて読みたい", "相关阅读", "延伸閱讀", "편집자", "관련기사",
    ];

    private static readonly string[] Invitations =
    [
        "sign up for", "sign up to", "subscribe to our", "our newsletter", "to your inbox", "in your inbox", "follow us on", "like us on", "join our", "download the app", "terms of service", "privacy policy",
        "terms of use", "by signing up", "all rights reserved", "click here to", "enable javascript", "browser does not support", "this site is protected by recaptcha", "our whatsapp channel", "on google news",
        "cookie", "newsletter anmelden", "newsletter abonnieren", "datenschutz", "notre newsletter", "nuestra newsletter", "nuestro boletín", "nossa newsletter", "alle rechte vorbehalten", "tous droits réservés",
        "todos los derechos reservados", "follow him on twitter", "follow her on twitter", "support our journalism", "become a member", "already a subscriber", "log in to", "to continue reading", "会員限定",
    ];

    /// <param name="found">The blocks of the chosen part.</param>
    /// <param name="titles">Headline and its other prints.</param>
    /// <returns>Those that are the article's.</returns>
    public static IReadOnlyList<PageBlock> Keep(IReadOnlyList<PageBlock> found, IReadOnlyCollection<string> titles)
    {
        var titleLetters = titles.Select(title => Prose.Letters(title)).Where(letters => letters.Length > 0).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var kept = new List<PageBlock>(found.Count);
        foreach (var block in found)
        {
            if (IsLinkLine(block) || IsInvitation(block) || !block.Text.AsSpan().ContainsLetter())
            {
                continue;
            }

            var letters = Prose.Letters(block.Text);
            if ((kept.Count < 5 && titleLetters.Contains(letters)) || (letters.Length > 30 && !seen.Add(letters)))
            {
                continue;
            }

            kept.Add(block);
        }

        return WithoutLooseEnds(kept);
    }

    private static bool IsLinkLine(PageBlock block) => block.HeadingLevel > 0
        ? block.LinkShare > 0.9 && block.Weight < 200
        : block.LinkShare > (block.Kind == BlockKind.ListItem ? 0.6 : 0.75) && block.Weight < 400;

    private static bool IsInvitation(PageBlock block)
    {
        if (block.Text.Length > ShortLine)
        {
            return false;
        }

        var text = block.Text.AsSpan().TrimStart(" >»→▶•*-–—[(");
        foreach (var opening in Openings)
        {
            if (text.StartsWith(opening, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        foreach (var words in Invitations)
        {
            if (text.Contains(words, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A body starts and ends with text: dates, labels and headings at either end head nothing.</summary>
    private static List<PageBlock> WithoutLooseEnds(List<PageBlock> kept)
    {
        var first = kept.FindIndex(block => block.IsProse || block.Weight >= 60);
        var last = kept.FindLastIndex(block => block.HeadingLevel == 0 && (block.IsProse || block.Weight >= 40 || Prose.EndsAsSentence(block.Text)));
        return first < 0 || last < first ? kept : kept.GetRange(first, last - first + 1);
    }

    private static bool ContainsLetter(this ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsLetter(c) || char.IsSurrogate(c))
            {
                return true;
            }
        }

        return false;
    }
}
