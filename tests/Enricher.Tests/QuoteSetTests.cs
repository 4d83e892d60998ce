using System.Globalization;

namespace Ingestion.Enricher.Tests;

/// <summary>How many direct quotes are found, mark for mark, and how many have the right speaker, on two hundred that were written for it.</summary>
public sealed class QuoteSetTests(ITestOutputHelper output)
{
    // The half that rules are fitted to, and the half that they are not.
    [Theory]
    [InlineData("tuned.txt", 0.97, 0.92)]
    [InlineData("held.txt", 0.95, 0.85)]
    public void Quotes_are_found_with_their_speakers(string file, double found, double right)
    {
        var score = Score(file);

        Assert.True(score.Found >= found * score.Gold, $"found {score}");
        Assert.True(score.Right >= right * score.Gold, $"right speaker {score}");
        Assert.True(score.Found >= 0.93 * score.Answers, $"precision {score}");
    }

    [Fact]
    public void Of_all_two_hundred_97_percent_are_found_and_88_have_the_right_speaker()
    {
        var (one, other) = (Score("tuned.txt"), Score("held.txt"));

        Assert.Equal(200, one.Gold + other.Gold);
        Assert.True(one.Found + other.Found >= 194 && one.Right + other.Right >= 176, $"{one}; {other}");
    }

    private QuoteScore Score(string file)
    {
        var (gold, found, right, answers) = (0, 0, 0, 0);
        foreach (var text in QuotedText.Read(file))
        {
            var article = Articles.Enrich(text.Text);
            Assert.Equal(text.Text, article.Body.Text);
            var direct = article.Quotes.Where(quote => quote.Kind == Contracts.QuoteKind.Direct).ToList();
            answers += direct.Count;
            foreach (var expected in text.Quotes)
            {
                gold++;
                var quote = direct.FirstOrDefault(one => one.Start == expected.Start && one.End == expected.End);
                found += quote is null ? 0 : 1;
                if (quote is not null && expected.IsRight(quote, article))
                {
                    right++;
                    continue;
                }

                var told = quote is null ? "not found" : $"{article.Entities.FirstOrDefault(entity => entity.Id == quote.Speaker)?.Name} ({quote.SpeakerText})";
                output.WriteLine($"{text.Text[expected.Start..expected.End]} | {expected.Speaker} | {told}");
            }

            foreach (var quote in direct.Where(one => text.Quotes.All(expected => expected.Start != one.Start)))
            {
                output.WriteLine($"no quote: {text.Text[quote.Start..quote.End]} ({quote.SpeakerText})");
            }
        }

        var score = new QuoteScore(gold, found, right, answers);
        output.WriteLine($"{file}: {score}");
        return score;
    }

    private sealed record QuoteScore(int Gold, int Found, int Right, int Answers)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{Gold} quotes: found {Found} ({(double)Found / Gold:P1}), right speaker {Right} ({(double)Right / Gold:P1}), {Answers} answers (precision {(double)Found / Answers:P1})");
    }
}
