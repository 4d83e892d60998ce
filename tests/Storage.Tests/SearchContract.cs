using Ingestion.TestSupport;
using static Ingestion.Storage.Tests.Samples;

namespace Ingestion.Storage.Tests;

public sealed class SqliteSearchTests() : SearchContract(null);

public sealed class MongoSearchTests(MongoServer mongo) : SearchContract(mongo);

public abstract class SearchContract(MongoServer? mongo) : StoreTests(mongo)
{
    private const string English = "Dockers at Müller's terminal said “don't pay” the C++ team; NOT a cent, near $9.50.";
    private const string Arabic = "أَضْرَبَ عمال الميناء يوم الثلاثاء";
    private const string Chinese = "东京港口工人星期二举行罢工";
    private const string Japanese = "港湾労働者がストライキを始めた。";
    private const string Korean = "서울에서 항만 노동자들이 파업했다";
    private const string Thai = "คนงานท่าเรือหยุดงาน";
    private const string Emoji = "Ships🚢wait off the coast 👍🏽";

    [Theory]
    [InlineData(English, "dockers", true)]
    [InlineData(English, "DOCKERS terminal", true)]
    [InlineData(English, "terminal dockers", true)]
    [InlineData(English, "harbour dockers", true)] // one word in the headline, one in the body
    [InlineData(English, "dockers absent", false)]
    [InlineData(English, "docker", false)]
    [InlineData(English, "ocker", false)]
    [InlineData(English, "muller's", true)]
    [InlineData(English, "müller’s", true)]
    [InlineData(English, "don't", true)]
    [InlineData(English, "C++", true)]
    [InlineData(English, "NOT", true)]
    [InlineData(English, "dockers NOT terminal", true)] // a word like others
    [InlineData(English, "dockers OR absent", false)]
    [InlineData(English, "dockers -terminal", true)]
    [InlineData(English, "\"don't pay\"", true)]
    [InlineData(English, "\"", false)]
    [InlineData(English, "\"\"\" dockers", true)]
    [InlineData(English, "dock*", false)]
    [InlineData(English, "headline:harbour", false)]
    [InlineData(English, "NEAR(dockers terminal)", false)] // "near dockers" is a phrase, and nowhere in the text
    [InlineData(English, "$9.50", true)]
    [InlineData(English, "{\"$gt\":\"\"}", false)]
    [InlineData(English, "$where", false)]
    [InlineData(English, "'; DROP TABLE articles; --", false)]
    [InlineData(English, ") OR 1=1 (", false)]
    [InlineData(English, "\0dockers", true)]
    [InlineData(English, "\uD83D dockers", false)] // half an emoji is a character of its own, and not in the text
    [InlineData(Arabic, "الميناء", true)]
    [InlineData(Arabic, "أضرب", true)]
    [InlineData(Arabic, "مطار", false)]
    [InlineData(Chinese, "东京", true)]
    [InlineData(Chinese, "罢工", true)]
    [InlineData(Chinese, "京东", false)] // the same characters in another order
    [InlineData(Chinese, "罢工 东京", true)]
    [InlineData(Japanese, "ストライキ", true)]
    [InlineData(Japanese, "ｽﾄﾗｲｷ", true)] // half width
    [InlineData(Korean, "서울", true)]
    [InlineData(Korean, "부산", false)]
    [InlineData(Thai, "ท่าเรือ", true)]
    [InlineData(Emoji, "🚢", true)]
    [InlineData(Emoji, "ships", true)]
    [InlineData(Emoji, "🚀", false)]
    public async Task Words_are_found_as_words_and_nothing_is_syntax(string text, string question, bool found)
    {
        await Articles.FileAsync(Article("a1_other", headline: "Unrelated", text: "Nothing to see, absent of all."), Guid.NewGuid(), Noon, default);
        await Articles.FileAsync(Article("a1_asked", text: text), Guid.NewGuid(), Noon, default);

        var page = await Articles.ListAsync(new ArticleQuery { Text = question }, default);

        Assert.Equal(found ? ["a1_asked"] : [], page.Articles.Select(article => article.ArticleId));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t ")]
    public async Task White_space_asks_for_no_words(string question)
    {
        await Articles.FileAsync(Article(), Guid.NewGuid(), Noon, default);

        Assert.Single((await Articles.ListAsync(new ArticleQuery { Text = question }, default)).Articles);
    }

    [Fact]
    public async Task A_thousand_words_are_a_question_too()
    {
        var text = string.Join(' ', Enumerable.Range(0, 1000).Select(i => $"w{i}"));
        await Articles.FileAsync(Article(text: text), Guid.NewGuid(), Noon, default);

        Assert.Single((await Articles.ListAsync(new ArticleQuery { Text = text }, default)).Articles);
        Assert.Empty((await Articles.ListAsync(new ArticleQuery { Text = text + " w1000" }, default)).Articles);
    }

    [Fact]
    public async Task Only_the_latest_revision_is_searched()
    {
        await Articles.FileAsync(Article(version: 1, text: "earlier wording"), Guid.NewGuid(), Noon, default);
        await Articles.FileAsync(Article(version: 2, text: "later wording"), Guid.NewGuid(), Noon, default);

        Assert.Empty((await Articles.ListAsync(new ArticleQuery { Text = "earlier" }, default)).Articles);
        Assert.Equal(2, Assert.Single((await Articles.ListAsync(new ArticleQuery { Text = "later" }, default)).Articles).Revision);
    }
}
