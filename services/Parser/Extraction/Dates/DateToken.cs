using System.Globalization;

namespace Ingestion.Parser.Extraction.Dates;

internal enum DateTokenKind : byte
{
    Number,
    Word,
    Mark,
}

/// <summary>A number, a word or a single mark of a line of text.</summary>
/// <param name="Value">The number in any script's decimal digits, -1 when it is too long to be part of a date; the character of a mark; 0 for a word.</param>
/// <param name="Persian">The digits are Persian ones, which Iran and Afghanistan use and Arab countries do not.</param>
internal readonly record struct DateToken(DateTokenKind Kind, int Start, int End, int Value, bool Spaced, bool Persian)
{
    private const int LongestNumber = 8;

    public int Length => End - Start;

    public bool IsNumber => Kind == DateTokenKind.Number;

    public bool IsWord => Kind == DateTokenKind.Word;

    /// <summary>Stands right behind the token before it, without a space.</summary>
    public bool Glued => !Spaced;

    public bool Is(char mark) => Kind == DateTokenKind.Mark && Value == mark;

    /// <returns>How many tokens of <paramref name="text"/> were written; the rest is left out when there are more than fit.</returns>
    public static int Read(ReadOnlySpan<char> text, Span<DateToken> tokens)
    {
        var (count, at, spaced) = (0, 0, true);
        while (at < text.Length && count < tokens.Length)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c) || IsInvisible(c))
            {
                spaced |= !IsInvisible(c);
                at++;
                continue;
            }

            var start = at;
            if (char.IsDigit(c))
            {
                var value = 0;
                while (at < text.Length && char.IsDigit(text[at]))
                {
                    value = at - start < LongestNumber ? (value * 10) + CharUnicodeInfo.GetDecimalDigitValue(text[at]) : -1;
                    at++;
                }

                tokens[count++] = new DateToken(DateTokenKind.Number, start, at, value, spaced, c is >= '\u06F0' and <= '\u06F9');
            }
            else if (IsWordPart(c))
            {
                // An ideograph is a word of its own: no spaces part 年 from what follows.
                at++;
                while (!IsIdeograph(c) && at < text.Length && (IsWordPart(text[at]) || IsInvisible(text[at])) && !IsIdeograph(text[at]))
                {
                    at++;
                }

                tokens[count++] = new DateToken(DateTokenKind.Word, start, at, 0, spaced, false);
            }
            else
            {
                at++;
                tokens[count++] = new DateToken(DateTokenKind.Mark, start, at, Plain(c), spaced, false);
            }

            spaced = false;
        }

        return count;
    }

    /// <summary>Direction marks, joiners and soft hyphens stand inside dates of right-to-left and Indic pages and mean nothing there.</summary>
    public static bool IsInvisible(char c) => c is '\u00AD' or '\uFEFF' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static bool IsIdeograph(char c) => c is >= '\u4E00' and <= '\u9FFF';

    private static bool IsWordPart(char c) => char.IsLetter(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static char Plain(char c) => c switch
    {
        '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212' or '\uFF0D' => '-',
        '\uFF0F' or '\u2044' => '/',
        '\uFF0E' or '\u3002' or '\u06D4' or '\u0970' => '.',
        '\uFF1A' => ':',
        '\uFF0C' or '\u3001' or '\u060C' => ',',
        '\u2019' or '\u2018' or '\u02BC' => '\'',
        _ => c,
    };
}
