using System.Buffers;
using System.Globalization;

namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>What can be counted in one block, whatever stands around it.</summary>
internal readonly record struct BlockMeasure
{
    private const int ShortLine = 250;

    private static readonly WordSearch Invitations = new(
        "newsletter", "sign up", "subscribe", "inbox", "follow us", "follow @", "like us on", "join our", "download the app", "download our", "terms of service", "terms of use", "privacy policy", "all rights reserved",
        "click here", "javascript", "browser", "recaptcha", "whatsapp", "google news", "cookie", "anmelden", "abonnieren", "abonnement", "datenschutz", "inscrivez", "abonnez", "suscríbete", "boletín", "inscreva", "iscriviti",
        "rechte vorbehalten", "droits réservés", "derechos reservados", "follow him", "follow her", "support our", "become a member", "already a subscriber", "log in", "to continue reading", "会員", "登録",
        "have a tip", "got a tip", "contact us", "e-mail", "advertisement", "anzeige", "affiliate", "commission", "telegram", "facebook", "instagram", "podcast");

    private static readonly WordSearch Pointers = new(
        "read more", "read also", "also read", "read next", "see also", "related", "more on this", "more from", "more stories", "don't miss", "don’t miss", "recommended", "you may also like", "you might also like",
        "most read", "watch:", "watch now", "listen", "continue reading", "lesen sie", "mehr zum thema", "das könnte sie", "zum thema", "weiterlesen", "jetzt lesen", "lire aussi", "à lire", "voir aussi", "leer más", "lea también",
        "te puede interesar", "leia também", "leia mais", "saiba mais", "leggi anche", "czytaj", "zobacz", "lees ook", "läs också", "läs mer", "les også", "læs også", "lue myös", "čtěte", "przeczytaj", "читайте", "関連",
        "あわせて", "相关", "延伸閱讀", "관련기사", "read:", "more:", "trending", "popular",
        "você pode gostar", "você também pode", "veja também", "confira também", "mais lidas", "más leídas", "también te", "ver también", "potrebbe interessarti", "ti potrebbe", "vous aimerez", "sur le même", "dans la même",
        "auch interessant", "mehr lesen", "meistgelesen", "passend dazu", "weitere artikel", "aanbevolen", "powiązane", "podobne", "související", "похожие", "по теме", "おすすめ", "人気記事", "추천", "多く読まれ", "anbefalt",
        "other stories", "other articles", "latest news", "top stories", "like this story", "in case you missed", "up next", "next article", "explore more", "keep reading");

    private static readonly WordSearch Credits = new(
        "photo", "image", "picture", "getty", "reuters", "credit", "foto", "bild:", "©", "copyright", "afp", "ap photo", "shutterstock", "illustration", "courtesy", "写真", "사진", "imago", "dpa", "screenshot");

    private static readonly WordSearch Dates = new(
        "published", "updated", "posted", "min read", "minute read", "ago", "a.m.", "p.m.", " uhr", "stand:", "veröffentlicht", "aktualisiert", "publié", "mis à jour", "publicado", "actualizado", "pubblicato", "by ", "von ", "par ",
        "por ", "written by", "editor", "reporter", "autor", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "januar", "februar", "märz", "oktober", "dezember");

    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create(".!?…。！？।؟۔։");
    private static readonly SearchValues<char> Commas = SearchValues.Create(",;、，،؛；");
    private static readonly SearchValues<char> QuoteMarks = SearchValues.Create("\"“”„«»「」『』");

    public int Words { get; init; }

    public int Letters { get; init; }

    public int Upper { get; init; }

    public int Digits { get; init; }

    public int Dense { get; init; }

    public int CommaCount { get; init; }

    public int Sentences { get; init; }

    public int QuoteCount { get; init; }

    public bool EndsAsSentence { get; init; }

    public bool IsInvitation { get; init; }

    public bool IsPointer { get; init; }

    public bool IsCredit { get; init; }

    public bool IsDate { get; init; }

    public static BlockMeasure Of(TextBlock block)
    {
        var text = block.Text.AsSpan();
        var (words, letters, upper, digits, dense, inWord) = (0, 0, 0, 0, 0, false);
        foreach (var c in text)
        {
            if (char.IsLetter(c))
            {
                letters++;
                if (Prose.IsDense(c))
                {
                    dense++;
                }
                else if (char.IsUpper(c))
                {
                    upper++;
                }

                words += inWord ? 0 : 1;
                inWord = true;
            }
            else if (char.IsDigit(c))
            {
                digits++;
                words += inWord ? 0 : 1;
                inWord = true;
            }
            else if (c is not ('\'' or '’') && char.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Surrogate))
            {
                inWord = false;
            }
        }

        var isShort = text.Length <= ShortLine;
        return new BlockMeasure
        {
            Words = words + (dense / 2),
            Letters = letters,
            Upper = upper,
            Digits = digits,
            Dense = dense,
            CommaCount = Count(text, Commas),
            Sentences = Count(text, SentenceEnds),
            QuoteCount = Count(text, QuoteMarks),
            EndsAsSentence = Prose.EndsAsSentence(text),
            IsInvitation = isShort && Invitations.AnyIn(text),
            IsPointer = isShort && Pointers.AnyIn(text[..Math.Min(40, text.Length)]),
            IsCredit = isShort && Credits.AnyIn(text),
            IsDate = text.Length <= 100 && Dates.AnyIn(text),
        };
    }

    private static int Count(ReadOnlySpan<char> text, SearchValues<char> set)
    {
        var count = 0;
        for (var at = text.IndexOfAny(set); at >= 0; at = text.IndexOfAny(set))
        {
            count++;
            text = text[(at + 1)..];
        }

        return count;
    }
}
