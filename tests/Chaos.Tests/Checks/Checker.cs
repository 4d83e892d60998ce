using Ingestion.Chaos.Tests.Inputs;
using Ingestion.Contracts;

namespace Ingestion.Chaos.Tests.Checks;

/// <summary>Names every lost, duplicated, stuck or unexplained item. Pure: all that it knows is the evidence.</summary>
internal sealed class Checker
{
    private readonly Evidence evidence;
    private readonly List<Finding> findings = [];
    private readonly ILookup<string, LedgerRow> byUrl;
    private readonly Dictionary<Guid, LedgerRow> byId;
    private readonly ILookup<string, ArticleRow> articlesByUrl;
    private readonly ILookup<string?, ArticleRow> articlesByItem;
    private readonly ILookup<string, string> contents;
    private readonly ILookup<(string Exchange, string Subject), Heard> heard;
    private readonly ILookup<(string Exchange, Guid Entry), Heard> heardOf;

    private Checker(Evidence evidence)
    {
        this.evidence = evidence;
        byUrl = evidence.Store.Ledger.ToLookup(row => row.CanonicalUrl);
        byId = evidence.Store.Ledger.ToDictionary(row => row.Id);
        articlesByUrl = evidence.Store.Articles.ToLookup(row => row.CanonicalUrl);
        articlesByItem = evidence.Store.Articles.ToLookup(row => row.ItemId);
        contents = evidence.Store.Contents.ToLookup(row => row.ArticleId, row => row.Fingerprint);
        heard = evidence.Heard.ToLookup(one => (one.Exchange, one.Subject));
        heardOf = evidence.Heard.ToLookup(one => (one.Exchange, one.EntryId));
    }

    /// <returns>Empty when all is as it must be.</returns>
    public static IReadOnlyList<Finding> Judge(Evidence evidence)
    {
        var checker = new Checker(evidence);
        foreach (var (input, url) in evidence.Inputs)
        {
            checker.JudgeInput(input, url);
        }

        checker.JudgeRest();
        return checker.findings;
    }

    private void JudgeInput(Input input, string url)
    {
        var name = $"input {input.Number} ({input.Kind}, {url})";
        var submitted = evidence.Submissions.Of(input.Number);
        var entries = input.Kind == InputKind.Wire ? [.. new[] { byId.GetValueOrDefault(input.EntryId) }.OfType<LedgerRow>()] : byUrl[url].ToList();
        var promised = submitted.Accepted;
        Expect(promised.Count > 0, Wrong.Stuck, $"{name}: no producer could submit it");
        foreach (var id in promised.Where(id => entries.TrueForAll(entry => entry.Id != id)))
        {
            findings.Add(new Finding(Wrong.Lost, $"{name}: entry {id} was promised and is not in the books"));
        }

        var unpromised = entries.Count(entry => !promised.Contains(entry.Id));
        Expect(unpromised <= submitted.Unknown, Wrong.Duplicated, $"{name}: {unpromised} entries that nobody was promised, {submitted.Unknown} answers that never came");
        foreach (var entry in entries.Where(entry => entry.State != "closed"))
        {
            findings.Add(new Finding(Wrong.Stuck, $"{name}: entry {entry.Id} is {entry.State}: {entry.Detail}"));
        }

        if (entries.Count > 0 && entries.TrueForAll(entry => entry.State == "closed"))
        {
            JudgeOutcomes(input, name, entries);
        }

        JudgeArticle(input, name, url);
    }

    private void JudgeOutcomes(Input input, string name, List<LedgerRow> entries)
    {
        var (first, others) = input.Kind switch
        {
            InputKind.NotThere => (Outcome.Abandoned, (string[])[Outcome.Abandoned, Outcome.DuplicateSubmission]),
            InputKind.NotNews => (Outcome.Rejected, [Outcome.Rejected, Outcome.DuplicateSubmission]),
            InputKind.Revised => (Outcome.Indexed, [Outcome.Revised, Outcome.Unchanged, Outcome.DuplicateSubmission]),
            _ => (Outcome.Indexed, [Outcome.Unchanged, Outcome.DuplicateSubmission]),
        };
        var firsts = entries.Where(entry => entry.Outcome == first).ToList();
        var said = string.Join(", ", entries.Select(entry => $"{entry.Outcome} {entry.Reason} ({entry.Detail})"));
        Expect(firsts.Count > 0, Wrong.Lost, $"{name}: none of its entries is {first}, but {said}");
        Expect(firsts.Count < 2 || first != Outcome.Indexed, Wrong.Duplicated, $"{name}: {firsts.Count} entries are indexed");
        foreach (var entry in entries.Where(entry => entry.Outcome != first && !others.Contains(entry.Outcome)))
        {
            findings.Add(new Finding(Wrong.Different, $"{name}: entry {entry.Id} is {entry.Outcome} {entry.Reason}: {entry.Detail}"));
        }

        Expect(input.Kind != InputKind.NotThere || firsts.TrueForAll(entry => entry.Reason == AbandonReason.NotFound), Wrong.Different, $"{name}: {said}");
        Expect(input.Kind != InputKind.NotNews || firsts.TrueForAll(entry => entry.Reason is RejectReason.NotAnArticle or RejectReason.TooShort or RejectReason.NoHeadline), Wrong.Different, $"{name}: {said}");
        foreach (var entry in entries)
        {
            var exchange = entry.Outcome switch { Outcome.Abandoned => "FetchAbandoned", Outcome.Rejected => "DocumentRejected", Outcome.Unchanged => "ArticleUnchanged", _ => null };
            if (exchange is not null)
            {
                JudgeSaid($"{name}: {exchange} of entry {entry.Id}", heardOf[(exchange, entry.Id)]);
            }
        }
    }

    private void JudgeArticle(Input input, string name, string url)
    {
        var articles = input.Kind == InputKind.Wire ? articlesByItem[input.ItemId].ToList() : [.. articlesByUrl[url]];
        Expect(articles.Count <= 1, Wrong.Duplicated, $"{name}: {articles.Count} articles");
        if (input.Versions == 0)
        {
            Expect(articles.Count == 0, Wrong.Unexplained, $"{name}: an article where there is none");
            return;
        }

        if (articles is not [var article])
        {
            Expect(articles.Count > 0, Wrong.Lost, $"{name}: no article");
            return;
        }

        var versions = contents[article.Id].ToList();
        Expect(versions.Count >= input.Versions, Wrong.Lost, $"{name}: {versions.Count} versions of {input.Versions}");
        Expect(versions.Count <= input.Versions, Wrong.Duplicated, $"{name}: {versions.Count} versions of {input.Versions}");
        Expect(article.Revision == versions.Count, Wrong.Different, $"{name}: revision {article.Revision} of {versions.Count}");
        Expect(article.Headline == Texts.Headline(input.Number), Wrong.Different, $"{name}: its headline is {article.Headline}");
        var text = Texts.Squeeze(article.Text);
        var missing = Texts.Expected(input).Where(paragraph => !text.Contains(paragraph, StringComparison.Ordinal)).ToList();
        Expect(missing.Count == 0, Wrong.Different, $"{name}: {missing.Count} paragraphs of what was served are not in its text: {missing.FirstOrDefault()}");
        Expect(evidence.Store.InStories.Count(id => id == article.Id) == 1, Wrong.Lost, $"{name}: it is in no story, or in two");
        foreach (var version in versions)
        {
            JudgeSaid($"{name}: ArticleEnriched of {version}", heard[("ArticleEnriched", article.Id)].Where(one => one.Content == version));
        }

        Expect(heard[("ArticleEnriched", article.Id)].All(one => versions.Contains(one.Content)), Wrong.Unexplained, $"{name}: a version was announced that is not filed");
        JudgeSaid($"{name}: ArticleIndexed", heard[("ArticleIndexed", article.Id)]);
        if (input.Versions > 1)
        {
            JudgeSaid($"{name}: ArticleRevised", heard[("ArticleRevised", article.Id)]);
        }
        else
        {
            Expect(!heard[("ArticleRevised", article.Id)].Any(), Wrong.Duplicated, $"{name}: ArticleRevised of an article with one version");
        }
    }

    private void JudgeSaid(string what, IEnumerable<Heard> said)
    {
        var ids = said.Select(one => one.MessageId).Distinct(StringComparer.Ordinal).ToList();
        Expect(ids.Count > 0, Wrong.Unheard, what);
        Expect(ids.Count < 2, Wrong.UnstableId, $"{what} under {ids.Count} ids");
    }

    private void JudgeRest()
    {
        var urls = evidence.Inputs.Select(one => one.Url).ToHashSet(StringComparer.Ordinal);
        var wires = evidence.Inputs.Where(one => one.Input.Kind == InputKind.Wire).Select(one => one.Input).ToList();
        var (entries, items) = (wires.Select(input => input.EntryId).ToHashSet(), wires.Select(input => input.ItemId).ToHashSet(StringComparer.Ordinal));
        foreach (var row in evidence.Store.Ledger.Where(row => !urls.Contains(row.CanonicalUrl) && !entries.Contains(row.Id)))
        {
            findings.Add(new Finding(Wrong.Unexplained, $"entry {row.Id} of no input: {row.Url} ({row.State} {row.Outcome})"));
        }

        foreach (var row in evidence.Store.Articles.Where(row => !urls.Contains(row.CanonicalUrl) && !(row.ItemId is { } item && items.Contains(item))))
        {
            findings.Add(new Finding(Wrong.Unexplained, $"article {row.Id} of no input: {row.CanonicalUrl}"));
        }

        foreach (var row in evidence.Store.Scheduled)
        {
            findings.Add(new Finding(Wrong.Stuck, $"scheduled {row.Type} of entry {row.EntryId}: {row.Body}"));
        }

        foreach (var letter in evidence.Store.DeadLetters)
        {
            findings.Add(new Finding(Wrong.Stuck, $"dead letter ({letter.State}, {letter.Kind}) of {letter.Stage}: {letter.Json}"));
        }

        foreach (var (queue, messages) in evidence.Queues.Where(queue => queue.Value != 0))
        {
            findings.Add(new Finding(Wrong.Stuck, $"{messages} messages in {queue}"));
        }

        Expect(evidence.Books.Accepted == evidence.Store.Ledger.Count, Wrong.Unexplained, $"the books say accepted {evidence.Books.Accepted}, and there are {evidence.Store.Ledger.Count} entries");
        Expect(evidence.Books.Unexplained == 0, Wrong.Unexplained, $"the books say unexplained {evidence.Books.Unexplained}");
    }

    private void Expect(bool holds, Wrong wrong, string what)
    {
        if (!holds)
        {
            findings.Add(new Finding(wrong, what));
        }
    }
}
