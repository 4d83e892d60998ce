using Ingestion.TestSupport;

namespace Ingestion.Storage.Tests;

public sealed class SqliteCrashStartsTests() : CrashStartsContract(null);

public sealed class MongoCrashStartsTests(MongoServer mongo) : CrashStartsContract(mongo);

public abstract class CrashStartsContract(MongoServer? mongo) : StoreTests(mongo)
{
    [Fact]
    public async Task Whoever_begins_hears_of_the_others_that_began_and_not_of_itself()
    {
        var (first, second) = (Start(Guid.NewGuid()), Start(Guid.NewGuid()));

        Assert.Empty(await CrashStarts.BeginAsync(first, default));
        Assert.Empty(await CrashStarts.BeginAsync(first with { At = Noon.AddMinutes(1) }, default));

        Assert.Equal([first with { At = Noon.AddMinutes(1) }], await CrashStarts.BeginAsync(second, default));
        Assert.Empty(await CrashStarts.BeginAsync(first with { Message = Guid.NewGuid() }, default));
    }

    [Fact]
    public async Task A_message_that_came_to_its_end_leaves_nothing()
    {
        var (first, second, other) = (Start(Guid.NewGuid()), Start(Guid.NewGuid()), Start(Guid.NewGuid()) with { Message = Guid.NewGuid() });
        await CrashStarts.BeginAsync(first, default);
        await CrashStarts.BeginAsync(second, default);
        await CrashStarts.BeginAsync(other, default);

        await CrashStarts.EndAsync(first.Message, default);

        Assert.Empty(await CrashStarts.BeginAsync(first, default));
        Assert.Equal([other], await CrashStarts.BeginAsync(other with { Process = Guid.NewGuid() }, default));
    }

    private readonly Guid message = Guid.NewGuid();

    private CrashStart Start(Guid process) => new() { Message = message, Process = process, Queue = "parse-document", Host = "one", ProcessId = 7, At = Noon };
}
