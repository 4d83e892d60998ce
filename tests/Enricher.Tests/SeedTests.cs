using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.TestSupport;

namespace Ingestion.Enricher.Tests;

[Trait("Kind", "Evaluation")]
public sealed class SeedTests
{
    private const string TextFile = "data/seed/000_db695302f4ed2f97.txt";
    private static readonly DateTimeOffset Published = new(2015, 5, 12, 18, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public void Language_is_English() => Assert.Equal("en", Enriched().Article.Language.Tag);

    [Fact]
    public void People_are_each_one_entity_with_all_their_mentions_and_no_other()
    {
        var (article, gold, toBody) = Enriched();

        var people = article.Entities.Where(entity => entity.Type == EntityType.Person).ToList();

        Assert.Equal(
            gold.GetProperty("people").EnumerateArray().Select(person => person.GetProperty("name").GetString()).Order(),
            people.Select(person => person.Name).Order());
        foreach (var person in gold.GetProperty("people").EnumerateArray())
        {
            var found = people.Single(entity => entity.Name == person.GetProperty("name").GetString());
            Assert.Equal(MentionsInBody(person, toBody), found.Mentions.Select(mention => (mention.Start, mention.End)));
        }
    }

    [Fact]
    public void Roles_are_cut_off_the_names()
    {
        var article = Enriched().Article;

        Assert.Equal("US Secretary of State", article.Entity("John Kerry")?.Role);
        Assert.Equal("Russian President", article.Entity("Vladimir Putin")?.Role);
        Assert.Equal("Russian Foreign Minister", article.Entity("Sergei Lavrov")?.Role);
        Assert.Equal("Mr Putin's spokesman", article.Entity("Dmitry Peskov")?.Role);
        Assert.Equal("former Ukrainian President", article.Entity("Viktor Yanukovych")?.Role);
        Assert.Equal("President", article.Entity("Bashar al Assad")?.Role);
    }

    [Fact]
    public void Organisations_are_found_with_their_countries()
    {
        var found = Enriched().Article.Entities.Where(entity => entity.Type == EntityType.Organisation).Select(entity => (entity.Name, entity.CountryCode)).Order();

        Assert.Equal([("Kremlin", "RU"), ("State Department", "US")], found);
    }

    [Fact]
    public void Places_are_found_with_their_countries()
    {
        var (article, gold, toBody) = Enriched();

        foreach (var place in gold.GetProperty("places").EnumerateArray())
        {
            var found = article.Entity(place.GetProperty("name").GetString()!);
            Assert.True(found is { Type: EntityType.Place }, $"{place.GetProperty("name")} is missing");
            Assert.Equal(place.GetProperty("iso2").GetString(), found.CountryCode);
            Assert.Equal(MentionsInBody(place, toBody), found.Mentions.Select(mention => (mention.Start, mention.End)));
        }
    }

    [Fact]
    public void Hard_negatives_are_no_entities()
    {
        var (article, gold, _) = Enriched();

        foreach (var negative in gold.GetProperty("hardNegatives").EnumerateArray())
        {
            Assert.DoesNotContain(article.Entities, entity => entity.Name.Contains(negative.GetProperty("text").GetString()!, StringComparison.Ordinal));
        }

        Assert.DoesNotContain(article.Entities, entity => entity.Name is "Russian" or "Ukrainian" or "Syrian" or "Holds" or "Relations" or "Both");
    }

    [Fact]
    public void Quotes_over_two_paragraphs_are_one_with_the_right_speaker()
    {
        var (article, gold, toBody) = Enriched();

        var expected = gold.GetProperty("quotes").EnumerateArray()
            .Select(quote => (
                toBody(quote.GetProperty("parts")[0].GetProperty("start").GetInt32()),
                toBody(quote.GetProperty("parts")[1].GetProperty("start").GetInt32()) + quote.GetProperty("parts")[1].GetProperty("text").GetString()!.Length,
                quote.GetProperty("speaker").GetProperty("text").GetString(),
                (string?)"said"));
        var direct = article.Quotes.Where(quote => quote.Kind == QuoteKind.Direct).ToList();
        Assert.Equal(expected, direct.Select(quote => (quote.Start, quote.End, quote.SpeakerText, quote.Verb)));
        Assert.Null(direct[0].Speaker);
        Assert.Equal(article.Entity("Dmitry Peskov")?.Id, direct[1].Speaker);
    }

    [Fact]
    public void Times_are_read_from_the_day_of_publication()
    {
        var times = Enriched().Article.Times;

        Assert.Equal(["2015-05-12", "2014", "2015-02", "2015-03", "2015-05-12TMO"], times.Select(time => time.Value));
        Assert.Equal(["Tuesday", "last year", "February", "March", "Tuesday morning"], times.Select(time => time.Text));
        Assert.True(times[3].Confidence < 1);
    }

    [Fact]
    public void Without_a_day_of_publication_Tuesday_is_not_resolved()
    {
        var article = Enriched(withDate: false).Article;

        Assert.NotEmpty(article.Times);
        Assert.All(article.Times, time => Assert.True(time.Value is null && time.Confidence == 0, time.Text));
    }

    [Fact]
    public void Keyphrases_tell_the_topic()
    {
        var (article, gold, _) = Enriched();

        var phrases = article.Keyphrases.Select(phrase => phrase.Text).ToList();

        Assert.InRange(phrases.Count, 8, 12);
        Assert.All(gold.GetProperty("keywords").GetProperty("must").EnumerateArray(), must => Assert.Contains(must.GetString(), phrases));
        foreach (var mustNot in gold.GetProperty("keywords").GetProperty("mustNot").EnumerateArray())
        {
            Assert.DoesNotContain(mustNot.GetString(), phrases);
        }
    }

    [Fact]
    public void The_story_happens_in_Sochi_and_governments_are_no_places_of_it()
    {
        var (article, gold, _) = Enriched();

        var places = article.Places!.ToDictionary(place => article.Entities.Single(entity => entity.Id == place.Entity).Name);
        foreach (var place in gold.GetProperty("places").EnumerateArray())
        {
            var found = places[place.GetProperty("name").GetString()!];
            var metonym = place.TryGetProperty("metonym", out _);
            var isEvent = place.TryGetProperty("role", out _);
            Assert.Equal((place.GetProperty("iso2").GetString(), isEvent ? PlaceRole.Event : metonym ? PlaceRole.Metonym : PlaceRole.Mentioned), (found.CountryCode, found.Role));
            Assert.Equal(place.TryGetProperty("disputed", out _), found.Disputed);
            if (place.TryGetProperty("lat", out var latitude))
            {
                Assert.InRange(found.Latitude!.Value, latitude.GetDouble() - 1, latitude.GetDouble() + 1);
                Assert.InRange(found.Longitude!.Value, place.GetProperty("lon").GetDouble() - 1, place.GetProperty("lon").GetDouble() + 1);
            }
        }
    }

    [Fact]
    public void Topics_are_those_of_the_gold()
    {
        var (article, gold, _) = Enriched();
        var topics = gold.GetProperty("topics");

        var codes = article.Topics!.Select(topic => topic.Code).ToList();

        Assert.Contains("medtop:20000639", codes);
        Assert.All(topics.GetProperty("topLevel").EnumerateArray(), topic => Assert.Contains(topic.GetProperty("qcode").GetString(), codes));
        Assert.All(topics.GetProperty("forbidden").EnumerateArray(), name => Assert.DoesNotContain(article.Topics!, topic => topic.Name == name.GetString()));
    }

    [Fact]
    public void The_summary_is_of_sentences_that_the_gold_takes()
    {
        var (article, gold, _) = Enriched();
        var accepted = gold.GetProperty("extractiveSummaryGold").EnumerateArray().Concat(gold.GetProperty("extractiveAcceptable").EnumerateArray()).Select(sentence => sentence.GetString()).ToList();

        Assert.InRange(article.Summary!.Count, 1, 3);
        Assert.Equal(accepted[0], article.Summary[0].Text);
        Assert.All(article.Summary, sentence => Assert.Equal(article.Body.Text[sentence.Start..sentence.End], sentence.Text));
        Assert.True(article.Summary.Count(sentence => accepted.Contains(sentence.Text)) >= 2, string.Join(" | ", article.Summary.Select(sentence => sentence.Text)));
    }

    private static IEnumerable<(int Start, int End)> MentionsInBody(JsonElement entity, Func<int, int> toBody) =>
        entity.GetProperty("mentions").EnumerateArray()
            .Select(mention => (Start: toBody(mention.GetProperty("start").GetInt32()), Length: mention.GetProperty("text").GetString()!.Length))
            .Where(mention => mention.Start >= 0)
            .Select(mention => (mention.Start, mention.Start + mention.Length));

    /// <summary>The article, what is true of it, and how an offset of the file becomes one of the body (negative for the headline).</summary>
    private static (ArticleEnriched Article, JsonElement Gold, Func<int, int> ToBody) Enriched(bool withDate = true)
    {
        if (Repository.SharedData(TextFile) is not { } path || Repository.SharedData("data/seed/gold.json") is not { } goldPath)
        {
            Assert.Skip("The evaluation data is not beside this checkout.");
            throw new InvalidOperationException();
        }

        var text = File.ReadAllText(path);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var article = Articles.Enricher.Enrich(Articles.Parsed(lines[0], lines.Skip(2), withDate ? Published : null));
        var gold = JsonDocument.Parse(File.ReadAllText(goldPath)).RootElement;

        return (article, gold, ToBody);

        int ToBody(int offset)
        {
            var lineStart = text.LastIndexOf('\n', Math.Max(0, offset - 1)) + 1;
            var lineEnd = text.IndexOf('\n', offset);
            var line = text[lineStart..(lineEnd < 0 ? text.Length : lineEnd)];
            var inBody = article.Body.Text.IndexOf(line, StringComparison.Ordinal);
            return line == lines[0] || inBody < 0 ? -1 : inBody + offset - lineStart;
        }
    }
}
