using System.Text;
using System.Text.Json;
using Ingestion.News.Encodings;
using Ingestion.TestSupport;

namespace Ingestion.News.Tests;

public class EncodingTests
{
    static EncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("iso-8859-1", "windows-1252")]
    [InlineData(" \tUTF8\r\n", "utf-8")]
    [InlineData("Shift-JIS", "shift_jis")]
    [InlineData("gb2312", "gbk")]
    [InlineData("hz-gb-2312", "replacement")]
    [InlineData("x-unicode20utf8", "utf-8")]
    [InlineData("unicodeFFFE", "utf-16be")]
    [InlineData("koi8-ru", "koi8-u")]
    [InlineData("utf-7", null)]
    [InlineData("utf-32", null)]
    [InlineData("\u00A0utf-8", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_label_means_what_the_standard_says(string? label, string? name) => Assert.Equal(name, EncodingLabels.Find(label));

    [Fact]
    public void There_are_228_labels_and_every_one_can_be_read_by()
    {
        Assert.Equal(228, EncodingLabels.All.Count);
        Assert.All(EncodingLabels.All, label => Assert.NotNull(TextDecoder.Decode("Port"u8, label, MarkupKind.Text).Text));
    }

    [Fact]
    public void The_labels_of_the_evaluation_set_mean_what_it_says()
    {
        var path = EvaluationSets.Shared("data/encoding/labels.json");

        var pairs = JsonSerializer.Deserialize<string[][]>(File.ReadAllText(path))!;

        Assert.All(pairs, pair => Assert.Equal(pair[1], EncodingLabels.Find(pair[0])));
    }

    // The bytes that .NET reads otherwise, or not at all.
    [Theory]
    [InlineData("iso-8859-7", "A1 A4 AA D2", "‘€ͺ\uFFFD")]
    [InlineData("iso-8859-8", "AF C0 E0 FD", "¯\uFFFDא\u200E")]
    [InlineData("iso-8859-8-i", "E0 FA", "את")]
    [InlineData("iso-8859-10", "A1 BD FF", "Ą―ĸ")]
    [InlineData("iso-8859-14", "A1 D0 F0", "ḂŴŵ")]
    [InlineData("iso-8859-16", "A4 AA FE", "€Șț")]
    [InlineData("koi8-u", "A4 AE BE C1", "єўЎа")]
    [InlineData("x-mac-cyrillic", "A2 B6 E0 FF", "Ґґа€")]
    [InlineData("windows-874", "80 81 A1 DB", "€\u0081ก\uFFFD")]
    [InlineData("windows-1252", "80 81 93 FF", "€\u0081“ÿ")]
    [InlineData("windows-1253", "AA E1 FF", "\uFFFDα\uFFFD")]
    [InlineData("windows-1255", "CA D9 E0", "\u05BA\uFFFDא")]
    [InlineData("macintosh", "BD DB F0", "Ω€\uF8FF")]
    [InlineData("x-user-defined", "41 80 FF", "A\uF780\uF7FF")]
    [InlineData("replacement", "41 42", "\uFFFD")]
    [InlineData("gbk", "81 30 81 30 D6 D0", "\u0080中")]
    [InlineData("iso-2022-jp", "1B 24 42 46 7C 4B 5C 1B 28 42", "日本")]
    public void Bytes_say_what_the_standard_says(string encoding, string hex, string text)
    {
        var decoded = TextDecoder.Decode(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), encoding, MarkupKind.Text);

        Assert.Equal((encoding, text), (decoded.Encoding, decoded.Text));
    }

    [Theory]
    [InlineData("a plain one", "<meta charset=koi8-r>", "koi8-r")]
    [InlineData("quotes, a slash and capitals", "<META/CHARSET='KOI8-R'/>", "koi8-r")]
    [InlineData("spaces about the sign", "<meta charset \n = \t koi8-r >", "koi8-r")]
    [InlineData("a header", "<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>", "koi8-r")]
    [InlineData("a header in the other order", "<meta content='text/html; charset=\"koi8-r\"' http-equiv='content-type'>", "koi8-r")]
    [InlineData("content without a header is none", "<meta name=x content='text/html; charset=koi8-r'>", "windows-1252")]
    [InlineData("charset before content", "<meta http-equiv=content-type content='text/html; charset=big5' charset=koi8-r>", "koi8-r")]
    [InlineData("a word about charsets is none", "<meta http-equiv=content-type content='charset is charset=koi8-r'>", "koi8-r")]
    [InlineData("a quote that does not end", "<meta http-equiv=content-type content='charset=\"koi8-r'>", "windows-1252")]
    [InlineData("an unknown label, then a known one", "<meta charset=harbour><meta charset=koi8-r>", "koi8-r")]
    [InlineData("the first of two", "<meta charset=koi8-r><meta charset=big5>", "koi8-r")]
    [InlineData("the first of two attributes", "<meta charset=koi8-r charset=big5>", "koi8-r")]
    [InlineData("none in a comment", "<!-- <meta charset=big5> --><meta charset=koi8-r>", "koi8-r")]
    [InlineData("a comment that ends where it begins", "<!--><meta charset=koi8-r>", "koi8-r")]
    [InlineData("a comment that does not end", "<!-- <meta charset=koi8-r>", "windows-1252")]
    [InlineData("none inside an attribute", "<p title='<meta charset=big5>'><meta charset=koi8-r>", "koi8-r")]
    [InlineData("a tag of another name", "<metabolism charset=koi8-r>", "windows-1252")]
    [InlineData("a tag that is cut off", "<meta charset=koi8-r", "windows-1252")]
    [InlineData("a declaration before it", "<?xml version='1.0'?><!doctype html><meta charset=koi8-r>", "koi8-r")]
    [InlineData("XML's own word", "<?xml version='1.0' encoding='koi8-r'?><html>", "koi8-r")]
    [InlineData("UTF-16 that could be read", "<meta charset=utf-16be>", "utf-8")]
    [InlineData("user-defined", "<meta charset=x-user-defined>", "windows-1252")]
    [InlineData("nothing", "<p>Port", "windows-1252")]
    public void A_page_is_asked_for_its_own_word(string because, string page, string name) =>
        Assert.True(TextDecoder.Decode(Encoding.ASCII.GetBytes(page), null, MarkupKind.Html).Encoding == name, because);

    [Theory]
    [InlineData("<?xml version='1.0' encoding='iso-8859-2'?><rss/>", "us-ascii", null, "iso-8859-2")]
    [InlineData("<?xml version=\"1.0\" encoding=\"iso-8859-2\"?><rss/>", "us-ascii", "koi8-r", "koi8-r")]
    [InlineData("<?xml version='1.0'?><rss/>", "us-ascii", null, "utf-8")]
    [InlineData("<?xml version='1.0'?><rss/>", "utf-16", null, "utf-16le")]
    [InlineData("<?xml version='1.0'?><rss/>", "utf-16BE", null, "utf-16be")]
    [InlineData("<?xml version='1.0' encoding='utf-16'?><rss/>", "us-ascii", null, "utf-8")]
    [InlineData("<?xml version='1.0' encoding='utf-32'?><rss/>", "utf-32", null, "utf-32le")]
    [InlineData("<?xml version='1.0' encoding='utf-32'?><rss/>", "utf-32BE", null, "utf-32be")]
    [InlineData("<?xml version='1.0' encoding='IBM037'?><rss/>", "IBM037", null, "ibm037")]
    [InlineData("<?xml version='1.0' encoding='utf-7'?><rss/>", "us-ascii", null, "utf-8")]
    public void An_xml_document_is_asked_for_its_own_word(string document, string written, string? transport, string name)
    {
        var decoded = TextDecoder.Decode(Encoding.GetEncoding(written).GetBytes(document), transport, MarkupKind.Xml);

        Assert.Equal((name, document), (decoded.Encoding, decoded.Text));
    }

    [Theory]
    [InlineData("windows-1251", "Докеры порта не вышли на работу второй день, сообщил профсоюз. Переговоры начнутся, когда остановятся краны.")]
    [InlineData("koi8-u", "Докеры порта не вышли на работу второй день, сообщил профсоюз. Переговоры начнутся, когда остановятся краны.")]
    [InlineData("ibm866", "Докеры порта не вышли на работу второй день, сообщил профсоюз. Переговоры начнутся, когда остановятся краны.")]
    [InlineData("iso-8859-5", "Докеры порта не вышли на работу второй день, сообщил профсоюз. Переговоры начнутся, когда остановятся краны.")]
    [InlineData("windows-1252", "Les dockers sont restés à terre mardi, a déclaré la ministre. « Nous verrons où cela mène », répète-t-elle.")]
    [InlineData("windows-1252", "Die Hafenarbeiter blieben auch am Dienstag zu Hause, erklärte die Ministerin. „Wir müssen über Löhne reden“, fügte sie hinzu.")]
    [InlineData("windows-1250", "Dokerzy w porcie strajkują już drugi dzień, powiedziała minister. „Usiądziemy do rozmów, gdy dźwigi staną”, dodała później.")]
    [InlineData("windows-1254", "Liman işçileri salı günü de işbaşı yapmadı, dedi bakan. Görüşmeler vinçler durduğunda başlayacağı için ağır ilerliyor.")]
    [InlineData("windows-1253", "Οι λιμενεργάτες απέργησαν και την Τρίτη, είπε η υπουργός. Θα μιλήσουμε όταν σταματήσουν οι γερανοί.")]
    [InlineData("windows-1255", "עובדי הנמל שבתו גם ביום שלישי, אמרה השרה. נדבר כשהמנופים יעצרו.")]
    [InlineData("windows-1256", "واصل عمال الميناء إضرابهم يوم الثلاثاء، وقالت الوزيرة إن المحادثات تبدأ عندما تتوقف الرافعات.")]
    [InlineData("windows-874", "คนงานท่าเรือหยุดงานเป็นวันที่สอง รัฐมนตรีกล่าวว่าจะเจรจาเมื่อเครนหยุด")]
    [InlineData("shift_jis", "港の労働者は火曜日も仕事を休んだと大臣が述べた。クレーンが止まれば話し合うという。")]
    [InlineData("euc-jp", "港の労働者は火曜日も仕事を休んだと大臣が述べた。クレーンが止まれば話し合うという。")]
    [InlineData("gb18030", "码头工人星期二继续罢工，部长说，起重机停下来的时候我们会谈。这是港口两年来最长的一次。")]
    [InlineData("big5", "碼頭工人星期二繼續罷工，部長說，起重機停下來的時候我們會談。這是港口兩年來最長的一次。")]
    [InlineData("euc-kr", "항만 노동자들은 화요일에도 일을 하지 않았다고 장관이 말했다. 크레인이 멈추면 이야기할 것이다.")]
    public void Unlabelled_text_is_read_by_what_makes_sense(string encoding, string text)
    {
        var name = encoding switch { "windows-1253" => "windows-1253", "koi8-u" => "koi8-u", _ => encoding };
        var bytes = Encoding.GetEncoding(name == "euc-kr" ? "ks_c_5601-1987" : name).GetBytes("<html><p class=\"story\">" + text + "</p>");

        var decoded = TextDecoder.Decode(bytes, null, MarkupKind.Html);

        Assert.True(decoded.Encoding == encoding && decoded.Text.Contains(text, StringComparison.Ordinal), $"{decoded.Encoding}: {decoded.Text}");
    }

    [Fact]
    public void The_pages_language_decides_where_the_bytes_do_not()
    {
        var bytes = Encoding.GetEncoding("windows-1250").GetBytes("<html lang=\"cs-CZ\"><p>Přístavní dělníci stávkují již druhý den, řekla ministryně.");

        Assert.Equal("windows-1250", TextDecoder.Decode(bytes, null, MarkupKind.Html).Encoding);
    }

    [Theory]
    [InlineData("a label of one encoding on bytes of another shows", "Hafenstraße in Köln", "windows-1252", "iso-8859-6", 0.1)]
    [InlineData("the right label leaves nothing over", "Hafenstraße in Köln", "windows-1252", "windows-1252", 0)]
    public void Replaced_characters_are_counted(string because, string text, string written, string label, double least)
    {
        var share = TextDecoder.Decode(Encoding.GetEncoding(written).GetBytes(text), label, MarkupKind.Text).ReplacedShare;

        Assert.True(least == 0 ? share == 0 : share >= least, $"{because}: {share}");
    }

    [Fact]
    public void Any_bytes_at_all_are_read_without_an_error()
    {
        var random = new Random(11);
        for (var round = 0; round < 500; round++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            "<meta charset="u8[..Math.Min(14, bytes.Length)].CopyTo(bytes);
            var label = EncodingLabels.All[random.Next(EncodingLabels.All.Count)];

            Assert.InRange(TextDecoder.Decode(bytes, round % 2 == 0 ? label : null, (MarkupKind)(round % 3)).ReplacedShare, 0, 1);
        }
    }
}
