using Ingestion.Contracts;
using Ingestion.News;

namespace Ingestion.News.Tests;

public class IdentityTests
{
    [Theory]
    [InlineData("HTTP://Wire.Example:80/a?b=1#top", "http://wire.example/a?b=1")]
    [InlineData("https://wire.example./a", "https://wire.example/a")]
    [InlineData("https://user:secret@wire.example/a", "https://wire.example/a")]
    [InlineData("https://wire.example/a?utm_source=x&id=7&fbclid=9", "https://wire.example/a?id=7")]
    [InlineData("https://wire.example/a?UTM_Medium=x", "https://wire.example/a")]
    [InlineData("https://wire.example/a?b=2&a=1", "https://wire.example/a?b=2&a=1")]
    [InlineData("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4")]
    [InlineData("https://wire.example:8443/", "https://wire.example:8443/")]
    [InlineData(" https://wire.example/a ", "https://wire.example/a")]
    [InlineData("http://[2001:db8::1]/a", "http://[2001:db8::1]/a")]
    public void A_page_has_one_spelling(string given, string expected)
    {
        Assert.True(CanonicalUrl.TryParse(given, out var canonical));

        Assert.Equal(expected, canonical.AbsoluteUri);
        Assert.Equal(expected, CanonicalUrl.Of(canonical.AbsoluteUri));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("wire.example/a")]
    [InlineData("ftp://wire.example/a")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://")]
    [InlineData("http://[::1")]
    [InlineData("file:///etc/passwd")]
    public void What_cannot_be_fetched_is_no_url(string? given) => Assert.False(CanonicalUrl.TryParse(given, out _));

    [Fact]
    public void A_url_of_more_than_8192_characters_is_refused()
    {
        var longest = "https://wire.example/" + new string('a', CanonicalUrl.MaxLength - 21);

        Assert.True(CanonicalUrl.TryParse(longest, out _));
        Assert.False(CanonicalUrl.TryParse(longest + "a", out _));
    }

    [Fact]
    public void An_article_id_follows_from_what_names_the_article()
    {
        string[] ids = [ArticleId.FromUrl("https://wire.example/a"), ArticleId.FromUrl("https://wire.example/b"), ArticleId.FromProvider("wire.example", "a"), ArticleId.FromProvider("wire", "example\na")];

        Assert.All(ids, id => Assert.Matches("^a1_[a-z2-7]{26}$", id));
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Equal(ids[0], ArticleId.FromUrl("https://wire.example/a"));
        Assert.Equal("a1_catwel22wewfxrva5f4q3r3x2a", ids[0]);
    }

    [Fact]
    public void A_message_id_follows_from_what_the_message_says()
    {
        var id = ContentKey.MessageId("ArticleIndexed", "a1_x", "1");

        Assert.Equal(id, ContentKey.MessageId("ArticleIndexed", "a1_x", "1"));
        Assert.NotEqual(id, ContentKey.MessageId("ArticleIndexed", "a1_x", "2"));
        Assert.Equal(8, id.Version);
    }

    [Theory]
    [InlineData("a  b\nc", "a b c", true)]
    [InlineData("a b c", "a b  c ", true)]
    [InlineData("a b c", "a b C", false)]
    public void A_text_keeps_its_fingerprint_when_it_is_flowed_anew(string one, string other, bool same) =>
        Assert.Equal(same, ContentKey.OfText(one) == ContentKey.OfText(other));

    [Fact]
    public void A_body_knows_where_its_blocks_stand()
    {
        var body = new BodyBuilder().Add(BlockKind.Paragraph, " One\n two ").Add(BlockKind.Heading, " ").Add(BlockKind.ListItem, "Three").Build();

        Assert.Equal("One two\n\nThree", body.Text);
        Assert.Equal(["One two", "Three"], body.Blocks.Select(block => body.Text[block.Start..block.End]));
        Assert.Equal([BlockKind.Paragraph, BlockKind.ListItem], body.Blocks.Select(block => block.Kind));
        Assert.Equal(14, body.CharCount);
    }

    [Theory]
    [InlineData("It's a well-known fact: 7 of 9.", 7)]
    [InlineData("東京で会議が開かれた", 10)]
    [InlineData("Über allen Gipfeln", 3)]
    [InlineData("", 0)]
    public void Words_are_counted_as_readers_count_them(string text, int expected) =>
        Assert.Equal(expected, new BodyBuilder().Add(BlockKind.Paragraph, text).Build().WordCount);
}
