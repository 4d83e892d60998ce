using System.Globalization;

namespace Ingestion.Enricher.Tests;

/// <summary>How many direct quotes are found, mark for mark, and how many have the right speaker, on two hundred that were written for it.</summary>
public sealed class QuoteSetTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("tuned.txt", 0.97, 0.88, 0.97)]
    [InlineData("held.txt", 0.97, 0.88, 0.95)]
    public void Quotes_are_found_with_their_speakers(string file, double found, double right, double precision)
    {
        var score = Score(file);

        Assert.True(score.Found >= found * score.Gold, $"found {score}");
        Assert.True(score.Right >= right * score.Gold, $"right speaker {score}");
        Assert.True(score.Found >= precision * score.Answers, $"precision {score}");
    }

    [Fact]
    public void The_set_has_two_hundred_quotes() =>
        Assert.Equal(200, QuotedText.Read("tuned.txt").Concat(QuotedText.Read("held.txt")).Sum(text => text.Quotes.Count));

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
