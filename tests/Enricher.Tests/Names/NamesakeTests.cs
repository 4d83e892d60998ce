namespace Ingestion.Enricher.Tests.Names;

public sealed class NamesakeTests
{
    [Theory]
    [InlineData("who is named later is not meant", "Helen Clarke married David Clarke in 2010. Mr Clarke denied everything. Their son Sam Clarke, 12, lives with her.", "Mr Clarke", "David Clarke")]
    [InlineData("a form of address tells", "Helen Clarke married David Clarke in 2010. Mrs Clarke denied everything. Their son Sam Clarke, 12, lives with her.", "Mrs Clarke", "Helen Clarke")]
    [InlineData("two who were named before", "David Clarke met Sam Clarke in 2010. Mr Clarke denied everything that he had said to the court.", "Mr Clarke", null)]
    public void A_family_name_is_that_of_somebody_named_before(string because, string text, string called, string? name)
    {
        var article = Articles.Enrich(text);

        var found = article.Entities.FirstOrDefault(entity => entity.Mentions.Any(mention => mention.Text == called));

        Assert.True(found?.Name == name, $"{because}: {found?.Name}");
    }
}
