using Ingestion.Contracts;
using Ingestion.News;
using Ingestion.News.Versions;
using Ingestion.Storage;

namespace Ingestion.Desk.Journeys;

/// <summary>Finds what somebody asks for, by whatever they have of it, and all that the stores know of it.</summary>
internal sealed class JourneySearch(
    ILedger ledger, IArticleStore articles, IDocuments documents, ISchedule schedule, IDeadLetters letters, IFindings findings, ICopies copies, IStories stories, TimeProvider time)
{
    private const int MostEntries = 20;
    private const int MostCandidates = 20;

    /// <returns>Null when nothing is known of it.</returns>
    public async Task<JourneyView?> FindAsync(string query, CancellationToken stop)
    {
        query = query.Trim();
        if (Guid.TryParse(query, out var id))
        {
            return await ByIdAsync(query, id, stop);
        }

        if (query.StartsWith("a1_", StringComparison.Ordinal))
        {
            return await ByArticleAsync(query, "article", query, stop);
        }

        return (await ByUrlAsync(query, stop)) ?? await ByTitleAsync(query, stop);
    }

    private async Task<JourneyView?> ByIdAsync(string query, Guid id, CancellationToken stop)
    {
        if (await ledger.FindAsync(id, stop) is { } entry)
        {
            return await TellAsync(query, "entry", [entry], entry.ArticleId, stop);
        }

        // An event names the entry that it closed; the same event again, for another submission, names the first.
        if ((await ledger.ListAsync(new LedgerQuery { MessageId = id, Limit = MostEntries }, stop)) is { Count: > 0 } closed)
        {
            return await TellAsync(query, "message", closed, closed[0].ArticleId, stop);
        }

        var letter = (await letters.FindAsync([id], stop)).SingleOrDefault();
        var foundAs = letter is null ? "message" : "dead-letter";
        letter ??= await letters.ListAsync(new DeadLetterSlice { MessageId = $"{id}" }, after: null, limit: 1, stop) is [var first, ..] ? first : null;
        if (letter is null)
        {
            return null;
        }

        return letter.EntryId is { } about && await ledger.FindAsync(about, stop) is { } its
            ? await TellAsync(query, foundAs, [its], its.ArticleId, stop)
            : new JourneyView(query, foundAs, $"Dead letter {letter.Id} of {letter.Stage} is about no ledger entry; it is {letter.State}. GET /dead-letters/{letter.Id} shows it.", [], Article: null, Candidates: null);
    }

    private async Task<JourneyView?> ByArticleAsync(string query, string foundAs, string articleId, CancellationToken stop)
    {
        var entries = await ledger.ListAsync(new LedgerQuery { ArticleId = articleId, Limit = MostEntries }, stop);
        return entries.Count > 0 || await articles.FindStandingAsync(articleId, stop) is not null ? await TellAsync(query, foundAs, entries, articleId, stop) : null;
    }

    private async Task<JourneyView?> ByUrlAsync(string query, CancellationToken stop)
    {
        // As typed, and as somebody types who leaves the scheme out.
        string[] spellings = query.Contains(' ', StringComparison.Ordinal) ? [] : query.Contains(':', StringComparison.Ordinal) ? [query] : query.Contains('.', StringComparison.Ordinal) ? ["https://" + query, "http://" + query] : [];
        foreach (var url in spellings.Select(spelling => CanonicalUrl.Of(spelling)))
        {
            if (await ledger.ListAsync(new LedgerQuery { CanonicalUrl = url, Limit = MostEntries }, stop) is { Count: > 0 } entries)
            {
                return await TellAsync(query, "url", entries, entries.Select(entry => entry.ArticleId).FirstOrDefault(article => article is not null), stop);
            }

            // Pages name their own canonical URL, which nobody may have submitted.
            var article = (await articles.ListAsync(new ArticleQuery { CanonicalUrl = url, Limit = 1 }, stop)).Articles is [var named, ..] ? named.ArticleId : ArticleId.FromUrl(url);
            if (await ByArticleAsync(query, "url", article, stop) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private async Task<JourneyView?> ByTitleAsync(string query, CancellationToken stop)
    {
        var found = (await articles.ListAsync(new ArticleQuery { Text = query, Limit = MostCandidates }, stop)).Articles;
        if (found.Count <= 1)
        {
            return found.Count == 0 ? null : await ByArticleAsync(query, "title", found[0].ArticleId, stop);
        }

        var candidates = found.Select(article => new JourneyCandidate(article.ArticleId, article.Headline, article.CanonicalUrl, article.IndexedAt, $"/journey?q={article.ArticleId}"));
        return new JourneyView(query, "title", $"{(found.Count == MostCandidates ? "At least " : "")}{found.Count} articles have these words: ask for one of them.", [], Article: null, [.. candidates]);
    }

    private async Task<JourneyView> TellAsync(string query, string foundAs, IReadOnlyList<LedgerEntry> entries, string? articleId, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var revisions = articleId is null ? [] : await articles.RevisionsAsync(articleId, stop);
        var shown = History.Shown(revisions, now);
        var scheduled = (await schedule.FindAsync([.. entries.Select(entry => entry.Id)], stop)).ToLookup(message => message.About ?? message.EntryId);
        var found = (await findings.FindAsync([.. entries.Select(entry => entry.Id)], stop)).ToDictionary(finding => finding.EntryId);
        List<EntryJourney> told = [];
        foreach (var entry in entries)
        {
            var revision = entry.ArticleId == articleId && entry.Outcome is Outcome.Indexed or Outcome.Revised ? shown.FirstOrDefault(one => one.Revision == entry.Revision) : null;
            told.Add(EntryTelling.Of(new EntryFacts(
                entry, await ledger.StepsAsync(entry.Id, stop), await DocumentsAsync(entry, revision, stop), revision, [.. scheduled[entry.Id]], await LettersAsync(entry, stop), found.GetValueOrDefault(entry.Id))));
        }

        var article = revisions.Count == 0 ? null
            : ArticleTelling.Of(revisions, (await copies.FindAsync(articleId!, stop))?.Standing.Copies, await stories.FindOfAsync(articleId!, stop), now);
        var stands = told.Count == 0 ? article!.Stands : article is { Status: "withdrawn" } && entries[0].State == LedgerState.Closed ? article.Stands : told[0].Stands;
        return new JourneyView(query, foundAs, stands, told, article, Candidates: null);
    }

    private async Task<IReadOnlyList<KnownDocument>> DocumentsAsync(LedgerEntry entry, ArticleEnriched? revision, CancellationToken stop)
    {
        var known = await documents.ForEntryAsync(entry.Id, stop);
        return known.Count == 0 && revision is not null && await documents.FindAsync(KnownDocument.IdOf(revision.RequestedUrl, revision.Provenance.ArchiveKey), stop) is { } read ? [read] : [.. known.Reverse()];
    }

    private async Task<IReadOnlyList<(DeadLetter, IReadOnlyList<DeadLetterResult>)>> LettersAsync(LedgerEntry entry, CancellationToken stop)
    {
        List<(DeadLetter, IReadOnlyList<DeadLetterResult>)> found = [];
        foreach (var letter in await letters.ListAsync(new DeadLetterSlice { EntryId = entry.Id }, after: null, limit: MostEntries, stop))
        {
            found.Add((letter, await letters.ResultsOfAsync(letter.Id, stop)));
        }

        return found;
    }
}
