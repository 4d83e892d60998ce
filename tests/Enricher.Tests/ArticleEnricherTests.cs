using System.ComponentModel.DataAnnotations;
using Ingestion.Contracts;

namespace Ingestion.Enricher.Tests;

public sealed class ArticleEnricherTests
{
    [Fact]
    public void An_empty_body_passes_through()
    {
        var item = Articles.Parsed("KILL: harbour strike", []) with { PubStatus = PubStatus.Canceled, EdNote = "Withdrawn." };

        var enriched = Articles.Enricher.Enrich(item);

        Assert.Equal((item.ArticleId, PubStatus.Canceled, "Withdrawn."), (enriched.ArticleId, enriched.PubStatus, enriched.EdNote));
        Assert.Empty(enriched.Entities);
        Assert.Empty(enriched.Quotes);
        Assert.Empty(enriched.Times);
        Assert.Empty(enriched.Keyphrases);
        Assert.NotNull(enriched.Provenance.Enricher);
        Assert.Equal(item.Provenance.ArchiveKey, enriched.Provenance.ArchiveKey);
    }

    [Fact]
    public void The_headline_invents_no_names()
    {
        var article = Articles.Enrich("The mayor said that the bridge would be closed for two weeks.", headline: "Angry Mayor Shuts Bridge In Port Hollow");

        Assert.Empty(article.Entities);
    }

    [Theory]
    [InlineData("(Reporting by Ada Moreno in Port Ellis; editing by Karl Brandt)")]
    [InlineData("Reporting by Ada Moreno; Editing by Karl Brandt")]
    [InlineData("By Ada Moreno and Karl Brandt, Example Wire")]
    [InlineData("Photo: Ada Moreno / Karl Brandt")]
    [InlineData("Example Wire reporters Ada Moreno and Karl Brandt contributed to this report.")]
    public void Who_made_the_text_is_not_in_the_story(string credit)
    {
        const string Story = "Mayor Helena Marsh closed the bridge over the Arken on Monday. The ferry will run all night, Ms Marsh said.";

        foreach (var text in new[] { $"{Story}\n{credit}", $"{Story} ({credit.Trim('(', ')')})" })
        {
            var article = Articles.Enrich(text);

            Assert.Equal("Helena Marsh", Assert.Single(article.Entities, entity => entity.Type == EntityType.Person).Name);
            Assert.DoesNotContain(article.Keyphrases, phrase => phrase.Text.Contains("Moreno", StringComparison.Ordinal) || phrase.Text.Contains("Brandt", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("Compiled by Ada Moreno, the list shows that every bridge was closed on Monday.")]
    [InlineData("By Monday Ada Moreno had closed the bridge over the river.")]
    [InlineData("The bridge was closed on Monday (Ada Moreno was the first to say so).")]
    public void A_sentence_is_no_credit(string text) => Assert.NotNull(Articles.Enrich(text).Entity("Ada Moreno"));

    [Fact]
    public void The_same_item_gives_the_same_answer()
    {
        var item = Articles.Parsed("Bridge closed", InventedText.All[0].Text.Split('\n'));

        var answers = Enumerable.Range(0, 8).AsParallel().Select(_ => System.Text.Json.JsonSerializer.Serialize(Articles.Enricher.Enrich(item), ContractJson.Options));

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public void Two_hundred_thousand_characters_are_read_to_the_end()
    {
        var once = InventedText.All.Where(text => text.Language == "en").SelectMany(text => text.Text.Split('\n')).ToList();
        var item = Articles.Parsed("A long day", Enumerable.Range(0, 90).SelectMany(_ => once));

        var article = Articles.Enricher.Enrich(item);

        Assert.True(article.Body.CharCount > 200_000);
        Assert.True(article.Times[^1].Start > 200_000);
        Assert.Equal(90 * 3, article.Entity("Danny Okafor")?.Mentions.Count);
    }

    [Theory]
    [InlineData("12345 67890", null, "und")]
    [InlineData("Graz 3 Linz 1", null, "und")]
    [InlineData("Messi to miss final. Messi out.", null, "und")]
    [InlineData("Rossi non gioca la finale.", null, "it")]
    [InlineData("Der Zug nach Linz fährt heute nicht, weil die Strecke gesperrt ist.", null, "de")]
    [InlineData("Поезд на Москву сегодня не идёт, потому что путь закрыт.", null, "ru")]
    [InlineData("今日の電車は線路が閉鎖されているため運休です。", null, "ja")]
    [InlineData("The train to Linz is not running today because the line is closed.", "de-AT", "en")]
    public void Language_is_found_or_said_to_be_unknown(string text, string? markup, string tag)
    {
        var article = Articles.Enricher.Enrich(Articles.Parsed("", [text], markupLanguage: markup));

        Assert.Equal(tag, article.Language.Tag);
    }

    [Fact]
    public void Keyphrases_are_topics_and_names_not_grammar()
    {
        var phrases = Articles.Enrich(
            "The water company raised its prices on Tuesday. Customers said the water was brown.\nThe water company blamed old pipes. Mr Holt said the old pipes would be replaced.",
            headline: "Water company raises prices").Keyphrases.Select(phrase => phrase.Text).ToList();

        Assert.Contains("water company", phrases);
        Assert.Empty(phrases.Intersect(["the", "said", "Tuesday", "tuesday", "its", "mr", "would"]));
    }

    [Theory]
    [InlineData("English,Klingon", "Klingon")]
    [InlineData("English,3", "3")]
    [InlineData("English,English", "at least 2")]
    public void Unknown_languages_are_named(string languages, string named)
    {
        var options = new EnricherOptions { Languages = languages };

        var errors = options.Validate(new ValidationContext(options)).ToList();

        Assert.Contains(named, Assert.Single(errors).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_languages_are_known() => Assert.Empty(new EnricherOptions().Validate(new ValidationContext(new EnricherOptions())));
}
