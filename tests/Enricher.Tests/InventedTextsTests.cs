using Ingestion.Contracts;

namespace Ingestion.Enricher.Tests;

public sealed class InventedTextsTests
{
    public static TheoryData<string> Topics => new(InventedText.All.Select(text => text.Topic));

    private static (InventedText Expected, ArticleEnriched Article) Read(string topic)
    {
        var expected = InventedText.All.Single(text => text.Topic == topic);
        return (expected, Articles.Enrich(expected.Text));
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void Language_is_the_one_it_is_written_in(string topic)
    {
        var (expected, article) = Read(topic);

        Assert.Equal(expected.Language, article.Language.Tag);
        Assert.Equal("lingua/2.0", article.Language.By);
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void Names_come_out_once_with_all_their_mentions(string topic)
    {
        var (expected, article) = Read(topic);

        var found = article.Entities.SelectMany(Spellings).ToHashSet();

        var missing = expected.Must.Where(name => !found.Contains(name)).ToList();
        Assert.True(missing.Count == 0, $"Missing: {string.Join("; ", missing)}. Found: {string.Join("; ", article.Entities.Select(Spelled))}");
        Assert.Empty(article.Entities.Where(entity => !Spellings(entity).Any(expected.Must.Contains)).Select(Spelled));
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void Ordinary_words_roles_and_dates_are_no_names(string topic)
    {
        var (expected, article) = Read(topic);

        Assert.Empty(article.Entities.Select(entity => entity.Name).Intersect(expected.MustNot));
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void Offsets_say_what_the_texts_say(string topic)
    {
        var article = Read(topic).Article;
        var body = article.Body.Text;

        Assert.All(article.Entities.SelectMany(entity => entity.Mentions), mention => Assert.Equal(mention.Text, body[mention.Start..mention.End]));
        Assert.All(article.Times, time => Assert.Equal(time.Text, body[time.Start..time.End]));
        Assert.All(article.Quotes, quote => Assert.True(quote.Start >= 0 && quote.End <= body.Length && quote.Start < quote.End));
        Assert.Equal(article.Entities.Select((_, index) => $"e{index + 1}"), article.Entities.Select(entity => entity.Id));
        Assert.All(article.Entities, entity => Assert.True(entity.Confidence is > 0 and <= 1 && entity.Salience is >= 0 and <= 1));
        Assert.True(article.Keyphrases.Count <= 12);
    }

    private static string Spelled(Entity entity) =>
        $"{entity.Name} {(entity.Type == EntityType.Place ? 'g' : entity.Type[0])} {entity.Mentions.Count} {entity.CountryCode}".TrimEnd();

    private static IEnumerable<string> Spellings(Entity entity) =>
        [Spelled(entity), $"{entity.Name} {(entity.Type == EntityType.Place ? 'g' : entity.Type[0])} {entity.Mentions.Count}"];
}
