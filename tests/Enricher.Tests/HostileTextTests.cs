namespace Ingestion.Enricher.Tests;

/// <summary>Texts that nobody wrote for readers: none may hang the service or throw.</summary>
public sealed class HostileTextTests
{
    // Read in a second or two. Whatever is quadratic in one of these takes minutes.
    private const int Characters = 2_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    [Theory]
    [InlineData("capitals without end", "ABC Def ")]
    [InlineData("opening marks without end", "“a «b ")]
    [InlineData("single marks without end", "'a ‘b dogs' ")]
    [InlineData("clauses without end", "he said that the general said \"a b\" and ")]
    [InlineData("times without end", "at 10 a.m. the same day in the first quarter of ")]
    [InlineData("a sentence without end", "on Tuesday Mr Holt said and ")]
    [InlineData("particles without end", "de la van ")]
    [InlineData("dots", "A.B.C. . . ")]
    [InlineData("surrogates", "😀 \ud83d x")]
    [InlineData("one run of dots", ".")]
    [InlineData("dots and closing marks in one run", ".\"")]
    [InlineData("questions and closing marks in one run", "?!)")]
    [InlineData("initials in one word", "A.")]
    [InlineData("full stops of two scripts", "?。")]
    public async Task Parts_without_end_are_read(string because, string part) =>
        await ReadAsync(because, "Anna Keller said yes" + string.Concat(Enumerable.Repeat(part, Characters / part.Length)) + "x");

    [Fact]
    public async Task Thousands_of_people_of_one_surname_are_read() =>
        await ReadAsync("one surname", string.Join(". ", Enumerable.Range(0, Characters / 44).Select(n => $"Anna{n} Smith met Bob{n} Smith and Mr Smith")));

    private static async Task ReadAsync(string because, string text)
    {
        var reading = Task.Run(() => Articles.Enrich(text));

        var first = await Task.WhenAny(reading, Task.Delay(Patience));

        Assert.True(first == reading, because);
        Assert.NotNull((await reading).Provenance.Enricher);
    }
}
