using System.Collections.Concurrent;
using Ingestion.Standalone.SampleWire.Pages;

namespace Ingestion.Standalone.SampleWire;

/// <summary>What is served under which address.</summary>
/// <param name="stories">Stories of both rounds.</param>
/// <param name="roots">Address of each publisher by its key, without a slash at the end.</param>
internal sealed class WireSite(IReadOnlyList<Story> stories, IReadOnlyDictionary<string, string> roots)
{
    private readonly ConcurrentDictionary<string, RequestDelegate> answers = new(StringComparer.Ordinal);

    public IReadOnlyList<Story> Stories { get; } = [.. stories.Where(story => story.Round == 1)];

    /// <summary>What to answer; null where there is nothing.</summary>
    /// <remarks>A query that no page is known by is passed over, as most servers do: tracking parameters lead to the plain page.</remarks>
    public RequestDelegate? Find(string root, string path, string query) =>
        answers.TryGetValue(root + path + query, out var exact) ? exact : answers.GetValueOrDefault(root + path);

    public string Url(string site, string path) => roots[site] + path;

    public static Publisher PublisherOf(string site) => Publisher.All.Single(publisher => publisher.Key == site);

    public Story Story(string slug) => Stories.Single(story => story.Slug == slug);

    public string UrlOf(string slug) => UrlOf(Story(slug));

    public string UrlOf(Story story) => Url(story.Site, PublisherOf(story.Site).PathOf(story));

    /// <summary>Serves an answer, in the place of one before. Returns its address.</summary>
    public string Serve(string site, string path, RequestDelegate answer)
    {
        answers[Url(site, path)] = answer;
        return Url(site, path);
    }

    public string ServeStory(Story story, bool namesItself)
    {
        var answer = story.Page == "table" ? Answers.HtmlInWindows1252(Page(story, story.Site, namesItself)) : Answers.Html(Page(story, story.Site, namesItself));
        return Serve(story.Site, PublisherOf(story.Site).PathOf(story), story.Slug switch
        {
            SpecialCases.Slow => Answers.After(TimeSpan.FromSeconds(2), answer),
            SpecialCases.UnavailableOnce => Answers.UnavailableOnce(TimeSpan.FromSeconds(1), answer),
            _ => answer,
        });
    }

    /// <summary>A story in its template, with the surroundings of a publisher.</summary>
    public string Page(Story story, string site, bool namesItself = true) => PageTemplates.All[story.Page](Model(story, site, namesItself));

    /// <summary>What a template needs; the neighbours are the publisher's other stories.</summary>
    public PageModel Model(Story story, string site, bool namesItself = true)
    {
        var publisher = PublisherOf(site);
        var others = Stories.Where(other => other.Site == site && other.Slug != story.Slug).OrderByDescending(other => other.Published);
        return new PageModel(story, publisher, roots[site], Url(site, publisher.PathOf(story)), namesItself,
            [.. others.Select(other => new PageLink(other.Headline, UrlOf(other)))]);
    }

    /// <summary>The changes of the second round: see <see cref="SpecialCases.Revised"/>.</summary>
    public void TurnToSecondRound()
    {
        ServeStory(stories.Single(story => story is { Round: 2, Slug: SpecialCases.Revised }), namesItself: true);
        var killed = Story(SpecialCases.Killed);
        Serve(killed.Site, PublisherOf(killed.Site).PathOf(killed), Answers.Html(KillNoticePage.Render(Model(killed, killed.Site))));
    }
}
