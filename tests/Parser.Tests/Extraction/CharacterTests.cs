using System.Text;
using Ingestion.Parser.Extraction;

namespace Ingestion.Parser.Tests.Extraction;

public class CharacterTests
{
    static CharacterTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("the transport's word", "windows-1251", "windows-1251", "", "Порт стоит")]
    [InlineData("the page's own word", "shift_jis", null, "<meta charset=shift_jis>", "港の労働者")]
    [InlineData("the page's older word", "iso-8859-2", null, "<meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-2\">", "przystań w środę")]
    [InlineData("no word and valid UTF-8", "utf-8", null, "", "Hafenstraße")]
    [InlineData("no word and not UTF-8", "windows-1252", null, "", "Hafenstraße – „Streik“")]
    [InlineData("Latin-1 by name is windows-1252", "windows-1252", "iso-8859-1", "", "“strike”")]
    [InlineData("a wrong word against plain UTF-8", "utf-8", "iso-8859-1", "", "Hafenstraße – „Streik“")]
    [InlineData("UTF-8 by name that is not", "windows-1252", "utf-8", "", "Hafenstraße – „Streik“")]
    [InlineData("an unknown word", "utf-8", "x-harbour", "", "Hafenstraße")]
    [InlineData("UTF-16 in a page that could be read without it", "utf-8", null, "<meta charset=utf-16>", "Hafenstraße")]
    [InlineData("the transport before the page", "windows-1251", "windows-1251", "<meta charset=koi8-r>", "Порт стоит")]
    public void Characters_are_read_by_the_best_word_there_is(string because, string encoding, string? transport, string meta, string text)
    {
        var bytes = Encoding.GetEncoding(encoding).GetBytes(meta + text);

        var decoded = CharacterDecoder.Decode(bytes, transport, isHtml: true);

        Assert.True(decoded == meta + text, $"{because}: {decoded}");
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_byte_order_mark_wins_over_every_word(string encoding)
    {
        var writer = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. writer.GetPreamble(), .. writer.GetBytes("<p>Hafenstraße</p>")];

        Assert.Equal("<p>Hafenstraße</p>", CharacterDecoder.Decode(bytes, "windows-1252", isHtml: true));
    }
}
