using Ingestion.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Ingestion.Storage.Tests;

public sealed class SqliteDeadLettersTests() : DeadLettersContract(null);

public sealed class MongoDeadLettersTests(MongoServer mongo) : DeadLettersContract(mongo);

public abstract class DeadLettersContract(MongoServer? mongo) : StoreTests(mongo)
{
    private IDeadLetters Letters => Services.GetRequiredService<IDeadLetters>();

    [Fact]
    public async Task A_letter_comes_back_as_it_was_saved()
    {
        var letter = Letter(1) with
        {
            MessageType = "DocumentFetched",
            MessageId = "not a guid",
            EntryId = Guid.NewGuid(),
            Url = "https://wire.example/1",
            ArticleId = "a1_1",
            ContentType = "application/json",
            RoutingKey = "en.wire",
            Headers = new Dictionary<string, string> { ["traceparent"] = "00-1", ["MT-MessageType"] = "urn:message:x" },
            ExceptionMessage = "A 🚢 sank.",
            Stack = "at A.B()\n at C.D()",
            Frame = "A.B",
            Host = "box 7",
            Attempts = 3,
            Failures = ["one", "two"],
            State = DeadLetterState.Replaying,
            JobId = Guid.NewGuid(),
            DoneAt = Noon.AddDays(3),
        };

        Assert.True(await Letters.TrySaveAsync(letter, default));

        var found = Assert.Single(await Letters.FindAsync([letter.Id, Guid.NewGuid()], default));
        Assert.Equivalent(letter, found, strict: true);
        Assert.Empty(await Letters.FindAsync([], default));
    }

    [Fact]
    public async Task Of_two_that_save_the_same_version_one_wins()
    {
        var letter = Letter(1);
        Assert.True(await Letters.TrySaveAsync(letter, default));
        Assert.False(await Letters.TrySaveAsync(letter with { Attempts = 7 }, default));

        var saved = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => Letters.TrySaveAsync(letter with { Version = 2, Attempts = i }, default))));

        Assert.Single(saved, won => won);
        Assert.Equal(Array.IndexOf(saved, true), (await Letters.FindAsync([letter.Id], default)).Single().Attempts);
        Assert.False(await Letters.TrySaveAsync(letter with { Version = 4 }, default));
        Assert.False(await Letters.TrySaveAsync(Letter(2) with { Version = 2 }, default));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1 << 20)]
    [InlineData((8 << 20) + 1)]
    [InlineData(20_000_000)]
    public async Task A_body_of_any_size_comes_back_byte_for_byte(int size)
    {
        var (id, body) = (Guid.NewGuid(), new byte[size]);
        new Random(size).NextBytes(body);

        await Letters.PutBodyAsync(id, body, default);
        await Letters.PutBodyAsync(id, body, default);

        Assert.Equal(body, await Letters.BodyAsync(id, default));
        Assert.Empty(await Letters.BodyAsync(Guid.NewGuid(), default));
    }

    [Fact]
    public async Task A_shorter_body_takes_the_place_of_a_longer_one()
    {
        var id = Guid.NewGuid();
        await Letters.PutBodyAsync(id, new byte[17 << 20], default);

        await Letters.PutBodyAsync(id, new byte[8 << 20], default);

        Assert.Equal(8 << 20, (await Letters.BodyAsync(id, default)).Length);
    }

    [Fact]
    public async Task Groups_are_what_waits_and_what_is_being_sent_largest_first()
    {
        foreach (var (number, fingerprint, state) in new[] { (1, "a", DeadLetterState.Waiting), (2, "b", DeadLetterState.Waiting), (3, "b", DeadLetterState.Replaying), (4, "b", DeadLetterState.Waiting), (5, "a", DeadLetterState.Replayed), (6, "c", DeadLetterState.Discarded) })
        {
            await Letters.TrySaveAsync(Letter(number) with { Fingerprint = fingerprint, State = state, LastAt = Noon.AddHours(number) }, default);
        }

        var groups = await Letters.GroupsAsync(10, default);

        Assert.Equal([("b", 2L, 1L, 2, 4), ("a", 1L, 0L, 1, 1)], groups.Select(group => (group.Fingerprint, group.Waiting, group.Replaying, group.FirstAt.Minute, group.LastAt.Hour - 12)));
        Assert.All(groups, group => Assert.Equal(group.Fingerprint, group.Example.Fingerprint));
        Assert.Equal("b", Assert.Single(await Letters.GroupsAsync(1, default)).Fingerprint);
    }

    public static TheoryData<string, DeadLetterSlice, int[]> Slices => new()
    {
        { "all", new(), [4, 3, 2, 1] },
        { "state", new() { State = DeadLetterState.Waiting }, [4, 2, 1] },
        { "group", new() { Fingerprint = "f3" }, [3] },
        { "stage", new() { Stage = "index-article" }, [2] },
        { "kind", new() { Kind = DeadLetterKind.Skipped }, [4] },
        { "type", new() { ExceptionType = "System.Exception", Stage = "parse-document" }, [4, 3, 1] },
        { "message", new() { MessageType = "ArticleParsed" }, [1] },
        { "from", new() { From = Noon.AddMinutes(3) }, [4, 3] },
        { "to", new() { To = Noon.AddMinutes(3) }, [2, 1] },
        { "both", new() { State = DeadLetterState.Waiting, From = Noon.AddMinutes(2), To = Noon.AddMinutes(4) }, [2] },
    };

    [Theory]
    [MemberData(nameof(Slices))]
    public async Task A_slice_is_counted_and_listed_in_pages_last_failed_first(string because, DeadLetterSlice slice, int[] expected)
    {
        await Letters.TrySaveAsync(Letter(1) with { MessageType = "ArticleParsed" }, default);
        await Letters.TrySaveAsync(Letter(2) with { Stage = "index-article" }, default);
        await Letters.TrySaveAsync(Letter(3) with { State = DeadLetterState.Replayed }, default);
        await Letters.TrySaveAsync(Letter(4) with { Kind = DeadLetterKind.Skipped }, default);

        List<DeadLetter> listed = [];
        IReadOnlyList<DeadLetter> page;
        do
        {
            page = await Letters.ListAsync(slice, listed.Count == 0 ? null : listed[^1].Place, 1, default);
            listed.AddRange(page);
        }
        while (page.Count > 0);

        Assert.True(expected.SequenceEqual(listed.Select(letter => letter.FirstAt.Minute)), because);
        Assert.Equal(expected.Length, await Letters.CountAsync(slice, default));
    }

    [Fact]
    public async Task Letters_of_one_moment_are_all_listed()
    {
        for (var i = 0; i < 5; i++)
        {
            await Letters.TrySaveAsync(Letter(1) with { EntryId = Guid.NewGuid() }, default);
        }

        var first = await Letters.ListAsync(new(), null, 2, default);
        var rest = await Letters.ListAsync(new(), first[^1].Place, 100, default);

        Assert.Equal(5, first.Concat(rest).Select(letter => letter.Id).Distinct().Count());
        Assert.Equal(first[0].Id, Assert.Single(await Letters.ListAsync(new() { EntryId = first[0].EntryId }, null, 10, default)).Id);
    }

    [Fact]
    public async Task A_result_is_noted_once_for_each_job_and_letter_and_the_last_one_stands()
    {
        var (job, letter) = (Guid.NewGuid(), Guid.NewGuid());
        var sent = Result(job, letter, 0, DeadLetterResults.OnItsWay);
        await Letters.NoteAsync([sent, Result(job, Guid.NewGuid(), 1, DeadLetterResults.Sent), Result(Guid.NewGuid(), letter, 0, DeadLetterResults.Discarded) with { TakenAt = Noon.AddDays(-1) }], default);
        await Letters.NoteAsync([sent with { Result = DeadLetterResults.FailedAgain, Detail = "As before.", At = Noon.AddHours(1), Number = 9, RequestedBy = "somebody else" }], default);

        Assert.Equal(sent with { Result = DeadLetterResults.FailedAgain, Detail = "As before.", At = Noon.AddHours(1) }, await Letters.FindResultAsync(job, letter, default));
        Assert.Null(await Letters.FindResultAsync(job, job, default));
        Assert.Equal([0L, 1L], (await Letters.ResultsAsync(job, null, -1, 10, default)).Select(result => result.Number));
        Assert.Equal([1L], (await Letters.ResultsAsync(job, null, 0, 10, default)).Select(result => result.Number));
        Assert.Equal([1L], (await Letters.ResultsAsync(job, DeadLetterResults.Sent, -1, 10, default)).Select(result => result.Number));
        Assert.Equal([DeadLetterResults.FailedAgain, DeadLetterResults.Discarded], (await Letters.ResultsOfAsync(letter, default)).Select(result => result.Result));
        Assert.Equal(new Dictionary<string, long> { [DeadLetterResults.FailedAgain] = 1, [DeadLetterResults.Sent] = 1 }, await Letters.CountResultsAsync(job, default));
        await Letters.NoteAsync([], default);
    }

    [Fact]
    public async Task What_is_done_with_is_forgotten_after_its_time_and_what_is_open_never()
    {
        var states = new[] { DeadLetterState.Replayed, DeadLetterState.Discarded, DeadLetterState.Replayed, DeadLetterState.Waiting, DeadLetterState.Replaying };
        var letters = states.Select((state, i) => Letter(i) with { State = state, DoneAt = i < 2 ? Noon.AddDays(1) : i == 2 ? Noon.AddDays(2) : null }).ToList();
        var edit = Guid.NewGuid();
        foreach (var letter in letters)
        {
            await Letters.TrySaveAsync(letter, default);
            await Letters.PutBodyAsync(letter.Id, new byte[7], default);
            await Letters.NoteAsync([Result(edit, letter.Id, 0, DeadLetterResults.Sent)], default);
        }

        await Letters.PutBodyAsync(edit, new byte[8], default);
        var reopened = letters[1] with { Version = 2, State = DeadLetterState.Waiting, DoneAt = null };
        await Letters.TrySaveAsync(reopened, default);

        Assert.Equal(0, await Letters.ForgetAsync(Noon.AddDays(1), 10, default));
        Assert.Equal((1, 0), (await Letters.ForgetAsync(Noon.AddDays(1.5), 1, default), await Letters.ForgetAsync(Noon.AddDays(1.5), 1, default)));

        Assert.Equal(letters.Skip(1).Select(letter => letter.Id).ToHashSet(), (await Letters.FindAsync([.. letters.Select(letter => letter.Id)], default)).Select(letter => letter.Id).ToHashSet());
        Assert.Empty(await Letters.BodyAsync(letters[0].Id, default));
        Assert.Empty(await Letters.BodyAsync(edit, default));
        Assert.Empty(await Letters.ResultsOfAsync(letters[0].Id, default));
        Assert.Equal(7, (await Letters.BodyAsync(reopened.Id, default)).Length);
        Assert.Single(await Letters.ResultsOfAsync(reopened.Id, default));

        // It is a new letter when it comes again.
        Assert.True(await Letters.TrySaveAsync(letters[0] with { State = DeadLetterState.Waiting, DoneAt = null }, default));
        Assert.Equal(1, await Letters.ForgetAsync(Noon.AddYears(1), 10, default));
        Assert.Equal(4, await Letters.CountAsync(new(), default));
    }

    [Fact]
    public async Task A_job_comes_back_as_it_was_saved()
    {
        var jobs = Services.GetRequiredService<IJobs<DeadLetterJob>>();
        var job = new DeadLetterJob
        {
            Id = Guid.NewGuid(),
            StartedAt = Noon,
            Action = DeadLetterAction.Replay,
            Slice = new DeadLetterSlice { State = DeadLetterState.Waiting, Fingerprint = "f" },
            ToStage = "fetch-article",
            Rate = 0.5,
            RequestedBy = "Ada",
            Reason = "Mended.",
            Letters = 9,
            Taken = 2,
            After = new DeadLetterPlace(7, Guid.NewGuid()),
            InFlight = [new DeadLetterItem(Guid.NewGuid(), 1, 3)],
        };

        await jobs.TrySaveAsync(job, default);

        Assert.Equivalent(job, await jobs.FindOpenAsync(default), strict: true);
        Assert.Null(await Jobs.FindOpenAsync(default));
    }

    private static DeadLetterResult Result(Guid job, Guid letter, long number, string result) =>
        new() { JobId = job, LetterId = letter, Number = number, Action = DeadLetterAction.Replay, RequestedBy = "Ada", Reason = "Mended.", TakenAt = Noon, Result = result, At = Noon };

    private static DeadLetter Letter(int minute) => new()
    {
        Id = Guid.NewGuid(),
        Kind = DeadLetterKind.Error,
        Stage = "parse-document",
        BodyBytes = 1,
        ExceptionType = "System.Exception",
        Fingerprint = $"f{minute}",
        FirstAt = Noon.AddMinutes(minute),
        LastAt = Noon.AddMinutes(minute),
    };
}
