using Ingestion.Chaos.Tests.Mutants;
using Ingestion.TestSupport;

namespace Ingestion.Chaos.Tests;

/// <summary>The mistakes that the rig is to catch can still be made. That it catches them is a run for each (README).</summary>
public sealed class MutantTests
{
    public static TheoryData<string> Names => [.. Mutant.All];

    [Fact]
    public void There_is_a_mutant_for_each_promise() =>
        Assert.Equal(["ack-before-write", "confirms-off", "delete-before-publish", "no-fencing", "skip-duplicates"], Mutant.All);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mutant_still_applies_to_the_sources(string name)
    {
        var changes = Patch.Read(Mutant.DiffOf(name));

        Assert.NotEmpty(changes);
        Assert.All(changes, change => Assert.NotEqual(
            File.ReadAllText(Path.Combine(Repository.Root, change.File)),
            Patch.Applied(File.ReadAllText(Path.Combine(Repository.Root, change.File)), change.Before, change.After, change.File)));
    }

    [Theory]
    [InlineData("the place is gone", "one\ntwo\n")]
    [InlineData("there are two such places", "a\nb\nc\na\nb\nc\n")]
    public void A_patch_whose_place_is_not_there_once_is_refused(string because, string text) =>
        Assert.False(Record.Exception(() => Patch.Applied(text, "a\nb", "a\nB", "file")) is null, because);

    [Fact]
    public void A_patch_changes_its_place_wherever_it_has_moved_to()
    {
        var change = Assert.Single(Patch.Read("--- x/y.cs\n+++ x/y.cs\n@@ -1,3 +1,3 @@ class\n a\n-b\n+B\n c\n"));

        Assert.Equal("x/y.cs", change.File);
        Assert.Equal("new\na\nB\nc\n", Patch.Applied("new\na\nb\nc\n", change.Before, change.After, change.File));
    }
}
