using System.Text;
using Ingestion.TestSupport;
using ParseResult = Ingestion.Parser.Extraction.ParseResult;

namespace Ingestion.Parser.Tests.Safety;

/// <summary>Damaged pages are answered. A failure names the page and the seed, which repeat it.</summary>
public sealed class MutationTests
{
    private const int Rounds = 1_000;

    [Fact]
    public void A_thousand_damaged_pages_of_ours_are_answered()
    {
        var pages = SafePages.All.Select(page => (page.Key, Bytes: Encoding.UTF8.GetBytes(page.Value))).ToList();
        var articles = 0;
        for (var seed = 0; seed < Rounds; seed++)
        {
            var (name, bytes) = pages[seed % pages.Count];
            articles += SafePages.Parse($"{name}, seed {seed}", Mutator.Damage(bytes, seed)) is ParseResult.Article ? 1 : 0;
        }

        // Were nearly all refused at the door, nothing behind it would have been tried.
        Assert.InRange(articles, Rounds / 3, Rounds - 1);
    }

    [Fact]
    [Trait("Kind", "Evaluation")]
    public async Task A_thousand_damaged_pages_of_publishers_are_answered()
    {
        using var sets = await EvaluationSets.UnpackAsync(["extraction/scrapinghub", "extraction/naeb"]);
        var pages = Directory.GetFiles(sets.Folder.FullName, "*.html", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        Assert.True(pages.Count > 100, $"Only {pages.Count} pages were found.");
        for (var seed = 0; seed < Rounds; seed++)
        {
            var page = pages[seed % pages.Count];
            SafePages.Parse($"{Path.GetFileName(page)}, seed {seed}", Mutator.Damage(await File.ReadAllBytesAsync(page, TestContext.Current.CancellationToken), seed));
        }
    }

    [Fact]
    public void One_seed_does_one_damage() =>
        Assert.Equal(Mutator.Damage(Encoding.UTF8.GetBytes(SafePages.All["article"]), 7), Mutator.Damage(Encoding.UTF8.GetBytes(SafePages.All["article"]), 7));
}
