using System.Text.Json.Nodes;
using Ingestion.Chaos.Tests.Checks;
using Ingestion.Chaos.Tests.Inputs;

namespace Ingestion.Chaos.Tests;

/// <summary>The checker finds what is wrong, and nothing where nothing is.</summary>
public sealed class CheckerTests
{
    private static readonly InputKind[] Kinds = Enum.GetValues<InputKind>();

    public static TheoryData<string, string> Wrongs => new()
    {
        { "an entry was promised and is not there", nameof(Wrong.Lost) },
        { "an article is not there", nameof(Wrong.Lost) },
        { "a second version is not there", nameof(Wrong.Lost) },
        { "an article is in no story", nameof(Wrong.Lost) },
        { "an entry is dead", nameof(Wrong.Different) },
        { "a text is another one's", nameof(Wrong.Different) },
        { "an article is there twice", nameof(Wrong.Duplicated) },
        { "a version is there that was not served", nameof(Wrong.Duplicated) },
        { "two entries of one page are indexed", nameof(Wrong.Duplicated) },
        { "an entry was opened that nobody was promised", nameof(Wrong.Duplicated) },
        { "an entry is in flight", nameof(Wrong.Stuck) },
        { "a message is in a queue", nameof(Wrong.Stuck) },
        { "a message is in the schedule", nameof(Wrong.Stuck) },
        { "a message is a dead letter", nameof(Wrong.Stuck) },
        { "an input was never taken", nameof(Wrong.Stuck) },
        { "an entry of no input", nameof(Wrong.Unexplained) },
        { "the books do not balance", nameof(Wrong.Unexplained) },
        { "a version was announced and is not filed", nameof(Wrong.Unexplained) },
        { "an announcement was not heard", nameof(Wrong.Unheard) },
        { "a rejection was not heard", nameof(Wrong.Unheard) },
        { "an announcement was heard under two ids", nameof(Wrong.UnstableId) },
    };

    [Fact]
    public void A_run_in_which_all_went_well_has_no_findings() => Assert.Empty(Checker.Judge(Good()));

    [Theory]
    [MemberData(nameof(Wrongs))]
    public void What_is_wrong_is_found(string what, string expected) =>
        Assert.Contains(Checker.Judge(Spoilt(Good(), what)), finding => finding.Wrong == Enum.Parse<Wrong>(expected));

    private static Evidence Spoilt(Evidence good, string what)
    {
        var store = good.Store;
        var article = store.Articles.Single(row => Number(row.CanonicalUrl) == (int)InputKind.Article + 1);
        var rejected = store.Ledger.Single(row => row.Outcome == "rejected");
        var entry = store.Ledger.Single(row => row.ArticleId == article.Id);
        Evidence With(StoreContent changed) => good with { Store = changed };
        Evidence Ledger(Func<LedgerRow, LedgerRow> change) => With(store with { Ledger = [.. store.Ledger.Select(row => row == entry ? change(row) : row)] });
        switch (what)
        {
            case "an entry was promised and is not there":
                good.Submissions.Of((int)InputKind.Article + 1).Accept(Guid.NewGuid());
                return good;
            case "an article is not there":
                return With(store with { Articles = [.. store.Articles.Where(row => row != article)] });
            case "a second version is not there":
                return With(store with { Contents = [.. store.Contents.Where(row => row.Fingerprint != "sha256:second")] });
            case "an article is in no story":
                return With(store with { InStories = [.. store.InStories.Where(id => id != article.Id)] });
            case "an entry is dead":
                return Ledger(row => row with { Outcome = "dead" });
            case "a text is another one's":
                return With(store with { Articles = [.. store.Articles.Select(row => row == article ? row with { Json = Json(99, InputKind.Article) } : row)] });
            case "an article is there twice":
                return With(store with { Articles = [.. store.Articles, article with { Id = "a1_again" }] });
            case "a version is there that was not served":
                return With(store with { Contents = [.. store.Contents, new ContentRow(article.Id, "sha256:other")] });
            case "two entries of one page are indexed":
                good.Submissions.Of((int)InputKind.Article + 1).Accept(new Guid(99, 0, 0, new byte[8]));
                return With(store with { Ledger = [.. store.Ledger, entry with { Id = new Guid(99, 0, 0, new byte[8]) }] });
            case "an entry was opened that nobody was promised":
                return With(store with { Ledger = [.. store.Ledger, entry with { Id = Guid.NewGuid(), Outcome = "duplicate-submission" }] });
            case "an entry is in flight":
                return Ledger(row => row with { State = "in flight", Outcome = null });
            case "a message is in a queue":
                return good with { Queues = new Dictionary<string, long> { ["index-article_error"] = 1 } };
            case "a message is in the schedule":
                return With(store with { Scheduled = [new ScheduledRow(entry.Id, "FetchArticle", "{}")] });
            case "a message is a dead letter":
                return With(store with { DeadLetters = [new DeadLetterRow("make-story", "error", "Waiting", "{}")] });
            case "an input was never taken":
                return good with { Inputs = [.. good.Inputs, (new Input(50, InputKind.Article, false), Url(50))] };
            case "an entry of no input":
                return With(store with { Ledger = [.. store.Ledger, entry with { Id = Guid.NewGuid(), CanonicalUrl = "http://elsewhere/" }] });
            case "the books do not balance":
                return good with { Books = (good.Books.Accepted, 1) };
            case "a version was announced and is not filed":
                return good with { Heard = [.. good.Heard, new Heard("ArticleEnriched", "x", entry.Id, article.Id, "sha256:other", null)] };
            case "an announcement was not heard":
                return good with { Heard = [.. good.Heard.Where(one => one.Subject != article.Id || one.Exchange != "ArticleEnriched")] };
            case "a rejection was not heard":
                return good with { Heard = [.. good.Heard.Where(one => one.EntryId != rejected.Id)] };
            case "an announcement was heard under two ids":
                return good with { Heard = [.. good.Heard, .. good.Heard.Where(one => one.Subject == article.Id).Select(one => one with { MessageId = "other" })] };
            default:
                throw new ArgumentOutOfRangeException(nameof(what), what, "Nobody knows how to spoil it so.");
        }
    }

    /// <summary>One input of each kind, and what a run without faults makes of it.</summary>
    private static Evidence Good()
    {
        var (inputs, submissions, heard) = (Kinds.Select((kind, i) => new Input(i + 1, kind, kind == InputKind.Wire)).ToList(), new Submissions(), new List<Heard>());
        var (ledger, articles, contents) = (new List<LedgerRow>(), new List<ArticleRow>(), new List<ContentRow>());
        foreach (var input in inputs)
        {
            var (id, url, articleId) = (input.ByMessage ? input.EntryId : new Guid(input.Number, 1, 0, new byte[8]), Url(input.Number), $"a1_{input.Number}");
            var entry = new LedgerRow(id, url, url, "closed", "indexed", null, null, articleId, 1);
            submissions.Of(input.Number).Accept(id);
            switch (input.Kind)
            {
                case InputKind.NotThere:
                    ledger.Add(entry with { Outcome = "abandoned", Reason = "not-found", ArticleId = null });
                    heard.Add(new Heard("FetchAbandoned", $"f{input.Number}", id, url, "not-found", null));
                    continue;
                case InputKind.NotNews:
                    ledger.Add(entry with { Outcome = "rejected", Reason = "too-short", ArticleId = null });
                    heard.Add(new Heard("DocumentRejected", $"r{input.Number}", id, url, "too-short", null));
                    continue;
            }

            ledger.Add(entry);
            articles.Add(new ArticleRow(articleId, url, input.Versions, Json(input.Number, input.Kind)));
            contents.Add(new ContentRow(articleId, "sha256:first"));
            heard.Add(new Heard("ArticleEnriched", $"e{input.Number}", id, articleId, "sha256:first", url));
            heard.Add(new Heard("ArticleIndexed", $"i{input.Number}", id, articleId, "sha256:first", url));
            if (input.Kind is InputKind.Revised or InputKind.Twice)
            {
                var second = new Guid(input.Number, 2, 0, new byte[8]);
                submissions.Of(input.Number).Accept(second);
                ledger.Add(entry with { Id = second, Outcome = input.Kind == InputKind.Revised ? "revised" : "duplicate-submission" });
            }

            if (input.Kind == InputKind.Revised)
            {
                contents.Add(new ContentRow(articleId, "sha256:second"));
                heard.Add(new Heard("ArticleEnriched", $"e{input.Number}.2", id, articleId, "sha256:second", url));
                heard.Add(new Heard("ArticleRevised", $"i{input.Number}.2", id, articleId, "sha256:second", url));
            }
        }

        return new Evidence
        {
            Inputs = [.. inputs.Select(input => (input, Url(input.Number)))],
            Submissions = submissions,
            Store = new StoreContent { Ledger = ledger, Articles = articles, Contents = contents, Scheduled = [], DeadLetters = [], InStories = [.. articles.Select(article => article.Id)] },
            Queues = new Dictionary<string, long> { ["fetch-article"] = 0 },
            Heard = heard,
            Books = (ledger.Count, 0),
        };
    }

    private static JsonObject Json(int number, InputKind kind) => new()
    {
        ["headline"] = Texts.Headline(number),
        ["provider"] = new JsonObject { ["itemId"] = kind == InputKind.Wire ? $"chaos-{number}" : null },
        ["body"] = new JsonObject { ["text"] = string.Join("\n\n", Texts.Expected(new Input(number, kind, false))) },
    };

    private static string Url(int number) => $"http://127.0.2.1/news/{number}";

    private static int Number(string url) => int.Parse(url.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
}
