namespace Ingestion.Enricher.Tests;

public sealed class QuoteTests
{
    [Theory]
    [InlineData("verb and name after", "\"We are ready to go,\" said Maria Keller.", "Maria Keller", "Maria Keller", "said")]
    [InlineData("name and verb after", "\"We are ready to go,\" Maria Keller said on Monday.", "Maria Keller", "Maria Keller", "said")]
    [InlineData("name, apposition and verb after", "\"We are ready to go,\" Maria Keller, the mayor of Graz, told reporters.", "Maria Keller", "Maria Keller", "told")]
    [InlineData("curly marks", "Maria Keller warned: “We are ready to go.”", "Maria Keller", "Maria Keller", "warned")]
    [InlineData("guillemets", "Maria Keller said: «We are ready to go.»", "Maria Keller", "Maria Keller", "said")]
    [InlineData("apposition before the verb", "Maria Keller, speaking to voters in Graz, said: \"We are ready to go.\"", "Maria Keller", "Maria Keller", "said")]
    [InlineData("an apposition that is the name", "The mayor, Maria Keller, said: \"We are ready to go.\"", "Maria Keller", "Maria Keller", "said")]
    [InlineData("according to", "\"We are ready to go,\" according to Maria Keller.", "Maria Keller", "Maria Keller", "according to")]
    [InlineData("somebody not named", "\"We are ready to go,\" said a spokesman for the company.", null, "a spokesman for the company", "said")]
    [InlineData("a possessor does not speak", "Maria Keller's lawyer said: \"We are ready to go.\"", null, "Maria Keller's lawyer", "said")]
    [InlineData("a pronoun is the last subject", "Maria Keller met Peter Novak on Monday. \"We are ready to go,\" she said.", "Maria Keller", "she", "said")]
    [InlineData("a pronoun agrees in gender", "Maria Keller met voters. Peter Novak arrived late. \"We are ready to go,\" she added.", "Maria Keller", "she", "added")]
    public void Speaker_is_who_the_verb_says(string because, string text, string? entity, string speakerText, string verb)
    {
        var article = Articles.Enrich(text);

        Assert.True(article.Quotes.Count == 1, because);
        var quote = article.Quotes[0];
        Assert.Equal((entity is null ? null : article.Entity(entity)?.Id, speakerText, verb), (quote.Speaker, quote.SpeakerText, quote.Verb));
        Assert.True(entity is null || quote.Speaker is not null, because);
    }

    [Theory]
    [InlineData("straight single marks", "'We are ready,' said Maria Keller.", "'We are ready,'")]
    [InlineData("an apostrophe inside single marks", "‘The dogs’ owner didn’t come,’ said Maria Keller.", "‘The dogs’ owner didn’t come,’")]
    [InlineData("typewriter marks", "``We are ready,'' said Maria Keller.", "``We are ready,''")]
    [InlineData("a verb without a subject of its own", "Maria Keller voted against the bill, saying: \"It does nothing.\"", "\"It does nothing.\"")]
    [InlineData("a second verb", "Maria Keller promised help, but added: \"Not for all.\"", "\"Not for all.\"")]
    [InlineData("a role for a name", "General Maria Keller denied it. \"The maps are fine,\" the general said.", "\"The maps are fine,\"")]
    [InlineData("a paragraph of its own", "Maria Keller defended the plan.\n\"It will cost nothing and save a lot.\"", "\"It will cost nothing and save a lot.\"")]
    public void Marks_and_sentences_of_many_shapes_have_their_speaker(string because, string text, string quoted)
    {
        var article = Articles.Enrich(text);

        Assert.True(article.Quotes.Count == 1, because);
        Assert.Equal((quoted, article.Entity("Maria Keller")?.Id), (article.Body.Text[article.Quotes[0].Start..article.Quotes[0].End], article.Quotes[0].Speaker));
        Assert.NotNull(article.Quotes[0].Speaker);
    }

    [Theory]
    [InlineData("Maria Keller said that the bridge would be closed.", "the bridge would be closed", "Maria Keller")]
    [InlineData("The bridge would be closed for weeks, Maria Keller said.", "The bridge would be closed for weeks", "Maria Keller")]
    [InlineData("Maria Keller told reporters on Monday that the bridge would be closed.", "the bridge would be closed", "Maria Keller")]
    [InlineData("Maria Keller met voters in Graz. She said the bridge would be closed.", "the bridge would be closed", "She")]
    [InlineData("Maria Keller said on Tuesday the bridge would be closed.", "the bridge would be closed", "Maria Keller")]
    [InlineData("Maria Keller said late on Monday she would close the bridge.", "she would close the bridge", "Maria Keller")]
    [InlineData("Maria Keller said in a statement on Friday that the bridge would be closed.", "the bridge would be closed", "Maria Keller")]
    [InlineData("Maria Keller said at a news conference in Graz the bridge would be closed.", "the bridge would be closed", "Maria Keller")]
    [InlineData("Maria Keller said after talks with the union that the bridge would be closed.", "the bridge would be closed", "Maria Keller")]
    [InlineData("Maria Keller said at least 20 houses were flooded.", "at least 20 houses were flooded", "Maria Keller")]
    [InlineData("Maria Keller warned the bridge could fall at any time.", "the bridge could fall at any time", "Maria Keller")]
    [InlineData("Maria Keller warned drivers that the bridge could fall at any time.", "the bridge could fall at any time", "Maria Keller")]
    [InlineData("The bridge would be closed for weeks, Maria Keller said on Monday.", "The bridge would be closed for weeks", "Maria Keller")]
    [InlineData("The bridge would be closed for weeks, Maria Keller said in a statement on Monday evening.", "The bridge would be closed for weeks", "Maria Keller")]
    [InlineData("The bridge would be closed for weeks, said Maria Keller, the mayor of Graz.", "The bridge would be closed for weeks", "Maria Keller")]
    [InlineData("PORT ELLIS, March 2 (Example Wire) - The bridge was closed on Monday, Maria Keller said.", "The bridge was closed on Monday", "Maria Keller")]
    [InlineData("When Maria Keller said the bridge was closed, drivers turned back at once.", "the bridge was closed", "Maria Keller")]
    [InlineData("Maria Keller said that drivers must go round, the harbour radio reported.", "drivers must go round", "Maria Keller")]
    public void Indirect_speech_is_the_clause_that_was_said(string text, string clause, string speaker)
    {
        var article = Articles.Enrich(text);

        var quote = Assert.Single(article.Quotes);
        Assert.Equal((Contracts.QuoteKind.Indirect, clause, speaker), (quote.Kind, article.Body.Text[quote.Start..quote.End], quote.SpeakerText));
        Assert.Equal(article.Entity("Maria Keller")?.Id, quote.Speaker);
        Assert.Equal(speaker, article.Body.Text[quote.SpeakerStart!.Value..quote.SpeakerEnd!.Value]);
    }

    [Theory]
    [InlineData("a medal", "Maria Keller claimed gold in the 1500 metres on Sunday.")]
    [InlineData("a plant", "Maria Keller announced a new plant in the north of the valley.")]
    [InlineData("a plant that", "Maria Keller announced a new plant that will employ two hundred people.")]
    [InlineData("a lead", "Maria Keller maintained a lead of ten points over them.")]
    [InlineData("a warning of things", "Maria Keller warned members of further job cuts at the mill.")]
    [InlineData("words", "Maria Keller said a prayer for the victims of the fire.")]
    [InlineData("nothing", "Maria Keller said nothing about the plan for the bridge.")]
    [InlineData("never said", "Maria Keller never said the file was burned.")]
    [InlineData("not said", "Maria Keller has not said that taxes will rise this year.")]
    [InlineData("nobody", "Nobody said the bridge would be closed for months.")]
    [InlineData("a condition", "If Maria Keller says the law is void, the vote is off.")]
    [InlineData("what might have been said", "Maria Keller could have said the bridge was closed.")]
    [InlineData("a relative clause", "Peter Novak, whom Maria Keller said he had never met, left the town.")]
    [InlineData("a relative clause without commas", "The minister who said the dam was safe has left.")]
    [InlineData("a denial", "Maria Keller denied that she took money from the builder.")]
    [InlineData("things denied", "Maria Keller denied taking bribes from the builder of the dam.")]
    [InlineData("who was told", "Drivers were told that the bridge would be closed for weeks.")]
    [InlineData("a question", "Has Maria Keller said that the bridge will be closed?")]
    [InlineData("half a sentence", "The old stone bridge in Graz, Maria Keller said, would be closed.")]
    public void What_was_not_said_is_no_indirect_speech(string because, string text)
    {
        var quotes = Articles.Enrich(text).Quotes;

        Assert.True(quotes.Count == 0, $"{because}: {string.Join(" | ", quotes.Select(quote => text[quote.Start..quote.End]))}");
    }

    [Fact]
    public void Two_who_speak_in_one_sentence_say_what_each_of_them_said()
    {
        const string Text = "Maria Keller said the bridge was safe, but Peter Novak said it would fall within a year.";
        var article = Articles.Enrich(Text);

        Assert.Equal(
            [("the bridge was safe", "Maria Keller"), ("it would fall within a year", "Peter Novak")],
            article.Quotes.Select(quote => (Text[quote.Start..quote.End], quote.SpeakerText)));
    }

    [Theory]
    [InlineData("before a pronoun", "The mayor \"will not be rushed\" — a line she repeated twice.", "she")]
    [InlineData("before a relative clause", "\"The dam will hold for a hundred years,\" said an engineer who had built it.", "an engineer")]
    [InlineData("before a verb", "\"The dam will hold for a hundred years,\" an engineer was heard to say, said a worker is to blame.", null)]
    public void Words_that_name_the_speaker_end(string because, string text, string? speaker)
    {
        var quote = Assert.Single(Articles.Enrich(text).Quotes, quote => quote.Kind == Contracts.QuoteKind.Direct);

        Assert.True(speaker is null || quote.SpeakerText == speaker, $"{because}: {quote.SpeakerText}");
        Assert.DoesNotContain(quote.SpeakerText?.Split(' ') ?? [], word => word is "is" or "was" or "who" or "which");
    }

    [Theory]
    [InlineData("a term", "The so-called \"green wall\" was finished in May.")]
    [InlineData("a title", "She wrote \"The Long Night of the River\" in two years.")]
    [InlineData("feet and inches", "The pole was 6\" thick and nobody noticed.")]
    [InlineData("nothing between", "He wrote \"\" on the wall.")]
    public void Marks_alone_make_no_quote(string because, string text)
    {
        var article = Articles.Enrich(text);

        Assert.True(article.Quotes.Count == 0, because);
    }

    [Fact]
    public void A_speech_over_paragraphs_is_one_quote_from_mark_to_mark()
    {
        var article = Articles.Enrich("Peter Novak said: \"The first part is this.\n\"The second part is that.\n\"The third part ends it.\"\nNobody answered.");

        var quote = Assert.Single(article.Quotes);
        Assert.Equal(article.Body.Text.IndexOf('"', StringComparison.Ordinal), quote.Start);
        Assert.Equal(article.Body.Text.LastIndexOf('"') + 1, quote.End);
    }

    [Fact]
    public void A_speaker_goes_on_after_the_verb()
    {
        var article = Articles.Enrich("\"It was dark,\" said Peter Novak. \"I could not see the road at all.\"");

        Assert.Equal(2, article.Quotes.Count);
        Assert.All(article.Quotes, quote => Assert.Equal(article.Entity("Peter Novak")?.Id, quote.Speaker));
    }

    [Fact]
    public void A_mark_that_never_closes_does_not_swallow_the_article()
    {
        var article = Articles.Enrich("Peter Novak said: \"It was dark and cold.\nThe inquiry goes on.\nMaria Keller said: \"We will find out why.\"");

        Assert.Equal(2, article.Quotes.Count);
        Assert.Equal(article.Entity("Maria Keller")?.Id, article.Quotes[1].Speaker);
    }
}
