using Ingestion.Enricher.Enrichment.Summary;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Tests;

public sealed class SummaryTests
{
    [Theory]
    [InlineData("two", "The bridge is shut. A ferry goes at noon.", "The bridge is shut.|A ferry goes at noon.")]
    [InlineData("a title", "Mr. Holt met Dr. Weiss. A nurse came too.", "Mr. Holt met Dr. Weiss.|A nurse came too.")]
    [InlineData("initials", "The work of J. R. Holt was sold. Nobody knows why.", "The work of J. R. Holt was sold.|Nobody knows why.")]
    [InlineData("a country at the end", "The ship came from the U.S. The crew left it.", "The ship came from the U.S.|The crew left it.")]
    [InlineData("a country inside", "The U.S. Treasury sold bonds. A bank took all.", "The U.S. Treasury sold bonds.|A bank took all.")]
    [InlineData("a firm", "Brightwater Inc. Chief Holt left. Shares fell.", "Brightwater Inc. Chief Holt left.|Shares fell.")]
    [InlineData("a number", "The car is No. 7. It lost.", "The car is No. 7.|It lost.")]
    [InlineData("a decimal", "Prices rose 2.5 percent. Wages did not.", "Prices rose 2.5 percent.|Wages did not.")]
    [InlineData("a closing mark", "\"The bridge is safe.\" Mr Holt left.", "\"The bridge is safe.\"|Mr Holt left.")]
    [InlineData("a question that goes on", "\"Is it safe?\" asked Mr Holt. Nobody knew.", "\"Is it safe?\" asked Mr Holt.|Nobody knew.")]
    [InlineData("an opening mark next", "The mayor left. “We are sorry,” she said.", "The mayor left.|“We are sorry,” she said.")]
    [InlineData("German marks", "Er sagte: „Die Brücke ist zu.“ Dann ging er.", "Er sagte: „Die Brücke ist zu.“|Dann ging er.")]
    [InlineData("Japanese", "橋は閉鎖された。船は正午に出る。", "橋は閉鎖された。|船は正午に出る。")]
    [InlineData("Japanese marks", "「橋は安全だ。」市長は去った。", "「橋は安全だ。」|市長は去った。")]
    [InlineData("a mountain", "Mt. Vernon was shut. A bus went back.", "Mt. Vernon was shut.|A bus went back.")]
    [InlineData("an example", "Some fruit, e.g. The Golden Pearl, was lost. A farmer wept.", "Some fruit, e.g. The Golden Pearl, was lost.|A farmer wept.")]
    [InlineData("a firm at the end", "The mill was sold to Brightwater Inc. The price was not told.", "The mill was sold to Brightwater Inc.|The price was not told.")]
    [InlineData("and so on", "They sold nails, ropes etc. Later they sold the shop.", "They sold nails, ropes etc.|Later they sold the shop.")]
    [InlineData("single marks", "'The bridge is safe.' Mr Holt left.", "'The bridge is safe.'|Mr Holt left.")]
    [InlineData("Hindi", "पुल बंद है। नाव दोपहर में जाती है।", "पुल बंद है।|नाव दोपहर में जाती है।")]
    [InlineData("Arabic", "هل الجسر مغلق؟ لا أحد يعرف.", "هل الجسر مغلق؟|لا أحد يعرف.")]
    [InlineData("lines", "Bridge closed\nA ferry goes at noon", "Bridge closed|A ferry goes at noon")]
    [InlineData("dots", "The rest is silence… A clock ticked.", "The rest is silence…|A clock ticked.")]
    [InlineData("nothing", "   ", "")]
    public void Sentences_are_cut(string because, string text, string expected)
    {
        var found = string.Join('|', SentenceCutter.Cut(text, Tokenizer.Cut(text), 0, text.Length).Select(sentence => text[sentence.Start..sentence.End]));

        Assert.True(found == expected, $"{because}: {found}");
    }

    private const string Lead = "The bridge over the Arken was closed on Monday after cracks were found in two of its pillars.";
    private const string Filler = "\nThe bridge carries forty thousand cars a day between the two halves of the town of Arkenholt.\nEngineers will inspect the pillars of the bridge with divers before any car may cross it again.";

    [Theory]
    [InlineData("a pronoun", "He also said that the ferry would carry lorries for as long as the repairs of the bridge take.")]
    [InlineData("a pronoun behind a day", "On Tuesday she told reporters that the ferry would carry lorries for as long as repairs take.")]
    [InlineData("a connective", "However, the ferry would carry lorries for as long as the repairs of the bridge take, it was said.")]
    [InlineData("words without a speaker", "\"The ferry will carry lorries for as long as the repairs of the bridge take, and that is that.\"")]
    [InlineData("half of a pair of marks", "\"The ferry will carry lorries for as long as the repairs of the bridge take, and that is that.")]
    [InlineData("a question", "Will the ferry carry lorries for as long as the repairs of the bridge over the river take?")]
    [InlineData("an advertisement", "Sign up to our newsletter to get the news of the bridge and the ferry every single morning.")]
    [InlineData("a credit", "(Reporting by Ada Moreno about the bridge and the ferry; editing by Karl Brandt in Arkenholt.)")]
    [InlineData("no end", "The ferry and the bridge and the lorries and the repairs of the pillars in the river Arken")]
    public void What_cannot_stand_alone_is_in_no_summary(string because, string sentence)
    {
        var summary = Articles.Enrich(sentence + "\n" + Lead + Filler + "\n" + sentence).Summary!;

        Assert.True(summary.Count > 0 && summary.All(chosen => !sentence.Contains(chosen.Text, StringComparison.Ordinal)), $"{because}: {string.Join(" | ", summary.Select(chosen => chosen.Text))}");
    }

    [Fact]
    public void A_summary_is_of_whole_sentences_in_the_order_of_the_text_and_begins_with_the_lead()
    {
        var article = Articles.Enrich(Lead + Filler + "\nA ferry will run every ten minutes until the bridge is open again.\nShops near the bridge fear for their trade.\nThe town council meets on Thursday to talk about a second bridge.\nSchools stay open.\nBuses go the long way round.\nNobody was hurt.");

        var summary = article.Summary!;

        Assert.Equal(3, summary.Count);
        Assert.Equal(Lead, summary[0].Text);
        Assert.Equal(summary.OrderBy(sentence => sentence.Start), summary);
        Assert.All(summary, sentence => Assert.Equal(article.Body.Text[sentence.Start..sentence.End], sentence.Text));
    }

    [Fact]
    public void A_sentence_that_says_the_same_again_is_left_out()
    {
        var article = Articles.Enrich(Lead + "\n" + Lead.Replace("Monday", "that Monday", StringComparison.Ordinal) + Filler + "\nShops near the bridge fear for their trade.\nSchools stay open.\nBuses go the long way round.\nNobody was hurt.\nRain fell.");

        Assert.Single(article.Summary!, sentence => sentence.Text.Contains("cracks were found", StringComparison.Ordinal));
    }

    [Fact]
    public void A_short_text_has_a_short_summary() => Assert.Single(Articles.Enrich(Lead + "\nA ferry will run every ten minutes until the bridge is open again.").Summary!);
}
