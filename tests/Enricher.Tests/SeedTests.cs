using Ingestion.Contracts;
using Ingestion.TestSupport;

namespace Ingestion.Enricher.Tests;

/// <summary>The acceptance article and what is true of it, one row each; numbers are offsets of the file.</summary>
[Trait("Kind", "Evaluation")]
public sealed class SeedTests
{
    private const string TextFile = "data/seed/000_db695302f4ed2f97.txt";
    private static readonly DateTimeOffset Published = new(2015, 5, 12, 18, 0, 0, TimeSpan.FromHours(1));

    [Theory]
    [InlineData("language", "en")]
    [InlineData("people", "Bashar al Assad, Dmitry Peskov, John Kerry, Sergei Lavrov, Viktor Yanukovych, Vladimir Putin")]
    [InlineData("John Kerry", "person, US Secretary of State: John Kerry 112, Mr Kerry 322, Mr Kerry 564, Mr Kerry 702, Mr Kerry 2211")]
    [InlineData("Vladimir Putin", "person, Russian President: Vladimir Putin 149, Mr Putin 237, Mr Putin 598, Mr Putin 854, Mr Putin 1293, Mr Putin 2191")]
    [InlineData("Sergei Lavrov", "person, Russian Foreign Minister: Sergei Lavrov 404")]
    [InlineData("Dmitry Peskov", "person, Mr Putin's spokesman: Dmitry Peskov 1315")]
    [InlineData("Viktor Yanukovych", "person, former Ukrainian President: Viktor Yanukovych 1659")]
    [InlineData("Bashar al Assad", "person, President: Bashar al Assad 2074")]
    [InlineData("organisations", "Kremlin, State Department")]
    [InlineData("State Department", "organisation, US: State Department 1095")]
    [InlineData("Kremlin", "organisation, RU: Kremlin 2147")]
    [InlineData("places", "Black Sea, Crimea, Iran, Minsk, Moscow, Russia, Sochi, Syria, Ukraine, United States, Washington")]
    [InlineData("Russia", "place, RU, mentioned: Russia 480, Russia 868, Russia 1509, Russia 1729, Russia 1927, Russia 2049")]
    [InlineData("Ukraine", "place, UA, mentioned: Ukraine 177, Ukraine 525, Ukraine 653, Ukraine 1076, Ukraine 1820")]
    [InlineData("Syria", "place, SY, mentioned: Syria 186, Syria 2037")]
    [InlineData("Iran", "place, IR, mentioned: Iran 196, Iran 892")]
    [InlineData("United States", "place, US, mentioned: US 90, America 203, US 468, US 535, US 823, US 1595")]
    [InlineData("Sochi", "place, RU, event, 44 40: Sochi 303")]
    [InlineData("Black Sea", "place, mentioned, 43 34: Black Sea 283")]
    [InlineData("Minsk", "place, BY, mentioned, 54 28: Minsk 1867")]
    [InlineData("Crimea", "place, UA, mentioned, disputed, 45 34: Crimea 1955")]
    [InlineData("Moscow", "place, RU, metonym: Moscow 736, Moscow 1572")]
    [InlineData("Washington", "place, US, metonym: Washington 1706")]
    [InlineData("Cold War", "nothing")]
    [InlineData("Holds", "nothing")]
    [InlineData("Talks", "nothing")]
    [InlineData("Russian", "nothing")]
    [InlineData("Ukrainian", "nothing")]
    [InlineData("Syrian", "nothing")]
    [InlineData("Relations", "nothing")]
    [InlineData("direct quotes", "A State Department official (nobody) said 1163-1291, He (Dmitry Peskov) said 1378-1570")]
    [InlineData("the meeting was a positive step", "indirect, Dmitry Peskov said 1335-1366")]
    [InlineData("Tuesday", "2015-05-12")]
    [InlineData("last year", "2014")]
    [InlineData("February", "2015-02, not sure")]
    [InlineData("March", "2015-03, not sure")]
    [InlineData("Tuesday morning", "2015-05-12TMO")]
    [InlineData("topic diplomacy", "yes")]
    [InlineData("topic politics", "yes")]
    [InlineData("topic conflict, war and peace", "yes")]
    [InlineData("topic sport", "no")]
    [InlineData("topic arts, culture, entertainment and media", "no")]
    [InlineData("topic weather", "no")]
    [InlineData("keyphrase John Kerry", "yes")]
    [InlineData("keyphrase Vladimir Putin", "yes")]
    [InlineData("keyphrase Ukraine", "yes")]
    [InlineData("keyphrase Syria", "yes")]
    [InlineData("keyphrase Iran", "yes")]
    [InlineData("keyphrase Sochi", "yes")]
    [InlineData("keyphrase talks", "yes")]
    [InlineData("keyphrase Russia", "yes")]
    [InlineData("keyphrase Mr", "no")]
    [InlineData("keyphrase said", "no")]
    [InlineData("keyphrase Tuesday", "no")]
    [InlineData("keyphrase It's important", "no")]
    [InlineData("summary from", "90 to 201")]
    public void The_acceptance_article_says(string item, string expected) => Assert.Equal(expected, Answer(Enriched(), item));

    [Fact]
    public void Without_a_day_of_publication_Tuesday_is_not_resolved()
    {
        var article = Enriched(withDate: false).Article;

        Assert.NotEmpty(article.Times);
        Assert.All(article.Times, time => Assert.True(time.Value is null && time.Confidence == 0, time.Text));
    }

    [Fact]
    public void The_summary_is_of_two_or_three_whole_sentences_most_of_which_the_gold_takes()
    {
        var (article, toFile) = Enriched();
        int[] accepted = [90, 203, 322, 443, 935];

        Assert.InRange(article.Summary!.Count, 2, 3);
        Assert.All(article.Summary, sentence => Assert.Equal(article.Body.Text[sentence.Start..sentence.End], sentence.Text));
        Assert.True(article.Summary.Count(sentence => accepted.Contains(toFile(sentence.Start))) >= 2, string.Join(" | ", article.Summary.Select(sentence => sentence.Text)));
    }

    private static string Answer((ArticleEnriched Article, Func<int, int> ToFile) read, string item)
    {
        var (article, toFile) = read;
        var words = item.Split(' ', 2);
        return item switch
        {
            "language" => article.Language.Tag,
            "people" => Names(EntityType.Person),
            "organisations" => Names(EntityType.Organisation),
            "places" => Names(EntityType.Place),
            "direct quotes" => string.Join(", ", article.Quotes.Where(quote => quote.Kind == QuoteKind.Direct).Select(quote => $"{quote.SpeakerText} ({Speaker(quote)}) {Said(quote)}")),
            "summary from" => $"{toFile(article.Summary![0].Start)} to {toFile(article.Summary[0].End - 1) + 1}",
            _ when words[0] == "topic" => article.Topics!.Any(topic => topic.Name == words[1]) ? "yes" : "no",
            _ when words[0] == "keyphrase" => article.Keyphrases.Any(phrase => phrase.Text == words[1]) ? "yes" : "no",
            _ when article.Entities.FirstOrDefault(entity => entity.Name == item) is { } entity => Spelled(entity),
            _ when article.Entities.FirstOrDefault(entity => entity.Name.Contains(item, StringComparison.Ordinal)) is { } entity => Spelled(entity),
            _ when article.Times.FirstOrDefault(time => time.Text == item) is { } time => time.Value + (time.Confidence < 0.8 ? ", not sure" : ""),
            _ when article.Quotes.FirstOrDefault(quote => article.Body.Text[quote.Start..quote.End] == item) is { } quote => $"{quote.Kind}, {Speaker(quote)} {Said(quote)}",
            _ => "nothing",
        };

        string Names(string type) => string.Join(", ", article.Entities.Where(entity => entity.Type == type).Select(entity => entity.Name).Order(StringComparer.Ordinal));

        string Speaker(Quote quote) => article.Entities.FirstOrDefault(entity => entity.Id == quote.Speaker)?.Name ?? "nobody";

        string Said(Quote quote) => $"{quote.Verb} {toFile(quote.Start)}-{toFile(quote.End - 1) + 1}";

        string Spelled(Entity entity)
        {
            var place = article.Places!.FirstOrDefault(place => place.Entity == entity.Id);
            string?[] parts =
            [
                entity.Type, entity.Role, entity.CountryCode, place?.Role, place is { Disputed: true } ? "disputed" : null,
                entity.Name is "Sochi" or "Black Sea" or "Minsk" or "Crimea" ? $"{place?.Latitude:0} {place?.Longitude:0}" : null,
            ];
            return string.Join(", ", parts.Where(part => part is not null)) + ": " + string.Join(", ", entity.Mentions.Select(mention => $"{mention.Text} {toFile(mention.Start)}"));
        }
    }

    /// <summary>The article, and how an offset of its body becomes one of the file.</summary>
    private static (ArticleEnriched Article, Func<int, int> ToFile) Enriched(bool withDate = true)
    {
        var path = EvaluationSets.Shared(TextFile);

        var text = File.ReadAllText(path);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var article = Articles.Enricher.Enrich(Articles.Parsed(lines[0], lines.Skip(2), withDate ? Published : null));
        return (article, ToFile);

        int ToFile(int offset)
        {
            var body = article.Body.Text;
            var start = offset == 0 ? 0 : body.LastIndexOf('\n', offset - 1) + 1;
            var end = body.IndexOf('\n', offset);
            var line = body[start..(end < 0 ? body.Length : end)];
            return text.IndexOf("\n" + line, StringComparison.Ordinal) + 1 + offset - start;
        }
    }
}
