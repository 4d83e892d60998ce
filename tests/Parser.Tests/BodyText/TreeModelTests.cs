using Ingestion.Bench.Train;
using Ingestion.Parser.Extraction.BodyText;
using Ingestion.Parser.Extraction.Html;
using Ingestion.Parser.Tests.Extraction;

namespace Ingestion.Parser.Tests.BodyText;

public class TreeModelTests
{
    private static readonly BoostingOptions Small = new() { Trees = 30, Depth = 3, MinWeight = 0.5, PageShare = 0.9, FeatureShare = 0.9, Seed = 5 };

    [Theory]
    [InlineData(-1f, 0)]
    [InlineData(2f, 0)]
    [InlineData(2.5f, 1)]
    [InlineData(5f, 1)]
    [InlineData(9f, 2)]
    [InlineData(float.PositiveInfinity, 2)]
    public void A_value_is_in_the_bin_whose_upper_end_it_does_not_pass(float value, int bin) => Assert.Equal(bin, TreeModel.BinOf(value, [2, 5]));

    [Fact]
    public void A_tree_is_walked_by_its_splits()
    {
        // Left of 2 in feature 0: the first pair of leaves; right of it feature 1 decides.
        var model = new TreeModel(2, [[2], [10]], [0, 0, 1], [0, TreeModel.NoSplit, 0], [-3, 0, -1, 4]);

        var found = model.Predict([1, 99, 3, 5, 3, 11]);

        Assert.Equal([1 / (1 + MathF.Exp(3)), 1 / (1 + MathF.Exp(1)), 1 / (1 + MathF.Exp(-4))], found);
    }

    [Fact]
    public void Training_learns_what_no_single_feature_tells()
    {
        var (rows, labels) = ExclusiveOr();

        var found = Trained(rows, labels).Predict(rows);

        Assert.All(labels.Zip(found), pair => Assert.Equal(pair.First > 0.5f, pair.Second > 0.5f));
    }

    [Fact]
    public void The_same_rows_give_the_same_bytes_and_other_seeds_others()
    {
        var (rows, labels) = ExclusiveOr();

        Assert.Equal(Bytes(Trained(rows, labels)), Bytes(Trained(rows, labels)));
        Assert.NotEqual(Bytes(Trained(rows, labels)), Bytes(Trained(rows, labels, seed: 6)));
    }

    [Fact]
    public void A_model_that_was_written_and_read_says_exactly_the_same()
    {
        var (rows, labels) = ExclusiveOr();
        var model = Trained(rows, labels);

        using var reader = new BinaryReader(new MemoryStream(Bytes(model)));

        Assert.Equal(model.Predict(rows), TreeModel.Read(reader).Predict(rows));
    }

    [Fact]
    public void The_shipped_model_loads_and_fits_the_features()
    {
        Assert.NotEmpty(BodyModel.Shipped.Forests);
        Assert.All(BodyModel.Shipped.Forests, forest => Assert.Equal(BlockFeatures.Count, forest.Features));
        Assert.True(BodyModel.Shipped.Lexicons.Text.Count > 1000);
    }

    [Fact]
    public void The_shipped_model_knows_a_paragraph_from_a_menu()
    {
        var page = Page.Parse(Pages.Page($"<nav><ul><li><a href=/a>Home</a><li><a href=/b>Ships</a></ul></nav><article><h1>Harbour strike enters second day</h1>{Pages.Paragraphs(1, 5)}</article>"), PageLimits.Default);
        var measures = new PageMeasures(PageText.Of(page), new BodyHints(["Harbour strike enters second day"], null, null));

        var likely = BodyModel.Shipped.Predict(BlockFeatures.Of(measures, BodyModel.Shipped.Lexicons));

        Assert.All(likely.Zip(measures.Blocks), pair => Assert.Equal(pair.Second.Text.StartsWith("Crane", StringComparison.Ordinal), pair.First > 0.5f));
    }

    [Fact]
    public void A_page_always_has_the_same_features()
    {
        var html = Pages.Page($"<main><h1>Strike</h1><div class=entry-content>{Pages.Paragraphs(1, 4)}<p>Sign up for our newsletter</p></div><aside>Read more</aside></main>");

        float[] Features() => BlockFeatures.Of(new PageMeasures(PageText.Of(Page.Parse(html, PageLimits.Default)), new BodyHints(["Strike"], "A strike", Pages.Texts(1, 4))), BodyModel.Shipped.Lexicons);

        Assert.Equal(Features(), Features());
        Assert.All(Features(), value => Assert.True(float.IsFinite(value)));
    }

    private static byte[] Bytes(TreeModel model)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        model.Write(writer);
        return memory.ToArray();
    }

    private static TreeModel Trained(float[] rows, float[] labels, int seed = 5)
    {
        var edges = Boosting.Edges([rows], 3);
        byte[][] columns = [.. Enumerable.Range(0, 3).Select(f => Enumerable.Range(0, labels.Length).Select(row => TreeModel.BinOf(rows[(row * 3) + f], edges[f])).ToArray())];
        return new Boosting(Small with { Seed = seed }).Train(columns, edges, labels, [.. labels.Select(_ => 1f)], [.. labels.Select((_, row) => row / 10)]);
    }

    /// <summary>Three features; the label is whether exactly one of the first two is above its middle.</summary>
    private static (float[] Rows, float[] Labels) ExclusiveOr()
    {
        var random = new Random(3);
        var (rows, labels) = (new float[1200], new float[400]);
        for (var row = 0; row < 400; row++)
        {
            for (var f = 0; f < 3; f++)
            {
                rows[(row * 3) + f] = random.Next(40);
            }

            labels[row] = rows[row * 3] > 19.5f != rows[(row * 3) + 1] > 19.5f ? 1 : 0;
        }

        return (rows, labels);
    }
}
