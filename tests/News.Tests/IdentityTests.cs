using Ingestion.Contracts;
using Ingestion.News;

namespace Ingestion.News.Tests;

public class IdentityTests
{
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
