using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Names;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Tests.Names;

public sealed class NameLogicTests
{
    [Theory]
    [InlineData("a form of address is a mention of the full name", "Prime Minister Anton Reuss met farmers on Monday. Mr Reuss promised help.", "Anton Reuss", EntityType.Person, "Anton Reuss|Mr Reuss")]
    [InlineData("a family name alone is too", "Prime Minister Anton Reuss met farmers on Monday. Later Reuss flew home.", "Anton Reuss", EntityType.Person, "Anton Reuss|Reuss")]
    [InlineData("an acronym is its organisation", "The Northern Fisheries Council met in Oslo. The NFC gave no details.", "Northern Fisheries Council", EntityType.Organisation, "Northern Fisheries Council|NFC")]
    [InlineData("a capital that accuses is a place and nobody", "Washington has accused Cuba of breaking the treaty.", "Washington", EntityType.Place, "Washington")]
    [InlineData("a demonym is no place", "The Spanish minister met Polish officials in Madrid.", "Madrid", EntityType.Place, "Madrid")]
    [InlineData("what a dateline has in capitals is called as the text calls it", "ROTTERDAM (Example Wire) - Crane drivers walked out on Monday. Rotterdam was quiet.", "Rotterdam", EntityType.Place, "ROTTERDAM|Rotterdam")]
    public void Names_of_a_document_explain_each_other(string because, string text, string name, string type, string mentions)
    {
        var article = Articles.Enrich(text);

        var found = article.Entity(name);

        Assert.True(found?.Type == type, $"{because}: {string.Join("; ", article.Entities.Select(entity => $"{entity.Name} {entity.Type}"))}");
        Assert.Equal(mentions, string.Join('|', found.Mentions.Select(mention => mention.Text)));
    }

    [Theory]
    [InlineData("Relations were at their worst since the Cold War, ministers said.", "Cold War")]
    [InlineData("The Spanish minister met Polish officials in Madrid.", "Spanish")]
    [InlineData("The Foreign Minister said on Tuesday that talks would go on.", "Foreign Minister")]
    public void Eras_demonyms_and_titles_are_no_names(string text, string negative) =>
        Assert.DoesNotContain(Articles.Enrich(text).Entities, entity => entity.Name.Contains(negative, StringComparison.Ordinal));

    [Theory]
    [InlineData("Example Wire", EntityType.Organisation)]
    [InlineData("Another Wire", EntityType.Place)]
    [InlineData(null, EntityType.Place)]
    public void The_publisher_is_no_place_and_nobody_whatever_its_name_was_taken_for(string? publisher, string type)
    {
        const string Text = "ROTTERDAM (Example Wire) - Crane drivers walked out on Monday.";

        var found = new EntityFinder(new TakesForPlaces()).Find(Text, Tokenizer.Cut(Text), "", "en", publisher);

        Assert.Equal(("Example Wire", type), (Assert.Single(found).Name, found[0].Type));
    }

    [Fact]
    public void What_found_a_name_is_told()
    {
        Assert.Equal("perceptron/1", Articles.Enrich("Prime Minister Anton Reuss met farmers in Norway on Monday.").Entity("Anton Reuss")?.By);
        Assert.Equal("rules/1", Articles.Enrich("Bundeskanzlerin Petra Lindemann ist am Montag nach Wien gereist, wie ein Sprecher sagte.").Entity("Petra Lindemann")?.By);
    }

    private sealed class TakesForPlaces : INerProvider
    {
        public List<NameSpan> Find(string text, Token[] tokens, string language) =>
            [new NameSpan { First = 2, NameFirst = 2, End = 4, Type = EntityType.Place, Name = "Example Wire", Confidence = 0.6 }];
    }
}
