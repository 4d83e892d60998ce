using System.Globalization;

namespace Ingestion.Standalone.SampleWire.Pages;

/// <summary>What stands around a story on every page of a publisher.</summary>
internal static class Chrome
{
    /// <summary>What every footer links to.</summary>
    public static IReadOnlyList<string> FooterPages { get; } =
        ["About us", "Editorial code", "Corrections", "Contact", "Careers", "Advertise", "Terms of use", "Privacy notice", "Accessibility", "Syndication"];

    public static string Style(Publisher publisher) => $$"""
        <style>
        :root { --ink: #1b1b1b; --paper: #fffdf9; --brand: {{publisher.Colour}}; --rule: #d9d4c9; --muted: #6b6b6b; --gap: 1.25rem; }
        *, *::before, *::after { box-sizing: border-box; }
        body { margin: 0; font: 1.0625rem/1.6 Georgia, "Times New Roman", serif; color: var(--ink); background: var(--paper); }
        a { color: var(--brand); text-decoration-thickness: 1px; text-underline-offset: 2px; }
        a:hover { text-decoration-thickness: 2px; } a:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
        header, footer, nav, .wrap { max-width: 72rem; margin: 0 auto; padding: 0 var(--gap); }
        .masthead { display: flex; gap: var(--gap); align-items: baseline; border-bottom: 4px solid var(--brand); padding-block: .75rem; }
        .masthead strong { font-size: 1.9rem; letter-spacing: -.02em; } .masthead small { color: var(--muted); }
        nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 0; padding: .5rem 0; font: .875rem/1.4 system-ui, sans-serif; }
        article, .story { max-width: 42rem; } h1 { font-size: 2.2rem; line-height: 1.15; margin: 1.5rem 0 .5rem; text-wrap: balance; }
        h2 { font-size: 1.3rem; margin: 2rem 0 .5rem; } .standfirst { font-size: 1.2rem; color: #3d3d3d; margin: 0 0 1rem; }
        .meta, time, figcaption, .credit, .share { font: .8125rem/1.5 system-ui, sans-serif; color: var(--muted); }
        figure { margin: 1.5rem 0; } img { max-width: 100%; height: auto; display: block; background: var(--rule); }
        .ad, .ad-slot { min-height: 90px; margin: 1.5rem 0; border: 1px dashed var(--rule); text-align: center; font: .75rem/90px system-ui, sans-serif; color: var(--muted); }
        .newsletter { margin: 1.5rem 0; padding: 1rem; border: 1px solid var(--rule); font-family: system-ui, sans-serif; }
        .cookie-banner { position: fixed; inset: auto 0 0; padding: 1rem; background: #fff; box-shadow: 0 -2px 12px rgba(0,0,0,.2); font: .875rem/1.5 system-ui, sans-serif; }
        .related ul { padding-left: 1.1rem; } .comments { border-top: 1px solid var(--rule); margin-top: 2rem; }
        footer { margin-top: 3rem; border-top: 4px solid var(--brand); padding-block: 1.5rem; font: .8125rem/1.6 system-ui, sans-serif; color: var(--muted); }
        footer .cols { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: var(--gap); } footer ul { list-style: none; padding: 0; margin: 0; }
        @media (max-width: 40rem) { h1 { font-size: 1.7rem; } .masthead small { display: none; } }
        @media (prefers-color-scheme: dark) { :root { --ink: #e9e6e0; --paper: #17171a; --rule: #3a3a3f; --muted: #a3a3a3; } .cookie-banner { background: #222; } }
        @media print { nav, footer, .share, .newsletter, .ad, .ad-slot, .cookie-banner, .related, .comments { display: none; } }
        </style>
        """;

    public static string Masthead(PageModel model) => $"""
        <header class="site-header" role="banner">
          <a class="skip" href="#content" hidden>{Html.Text(model.Publisher.Name)}</a>
          <div class="masthead"><a href="{model.Root}/"><strong>{Html.Text(model.Publisher.Name)}</strong></a> <small>{Html.Text(model.Publisher.Tagline)}</small></div>
          <nav class="main-nav" aria-label="Main"><ul>
            {Html.Each(model.Publisher.Sections, section => $"<li><a href=\"{model.Root}/section/{Slug(section)}\">{Html.Text(section)}</a></li>")}
          </ul></nav>
        </header>
        """;

    public static string Footer(PageModel model) => $"""
        <footer class="site-footer" role="contentinfo">
          <div class="cols">
            <div><strong>{Html.Text(model.Publisher.Name)}</strong><ul>{Html.Each(FooterPages, page => $"<li><a href=\"{model.Root}/about/{Slug(page)}\">{page}</a></li>")}</ul></div>
            <div><ul>{Html.Each(model.Publisher.Sections, section => $"<li><a href=\"{model.Root}/section/{Slug(section)}\">{Html.Text(section)}</a></li>")}</ul></div>
            <div><ul>{Html.Each(Social, name => $"<li><a rel=\"nofollow noopener\" href=\"{model.Root}/follow/{Slug(name)}\">{name}</a></li>")}</ul></div>
          </div>
          <p>© {model.Story.Published.Year} {Html.Text(model.Publisher.Name)}. {model.Words.Rights}</p>
        </footer>
        """;

    public static string Related(PageModel model, int count = 6) => $"""
        <aside class="related" aria-label="{model.Words.Related}"><h3>{model.Words.Related}</h3><ul>
        {Html.Each(model.Others.Take(count), Link)}
        </ul></aside>
        """;

    public static string ReadMore(PageModel model) => model.Others.Count == 0 ? "" : $"<p class=\"read-more\"><strong>{model.Words.ReadMore}</strong> {Anchor(model.Others[^1])}</p>";

    public static string Share(PageModel model) => $"""
        <div class="share" role="group" aria-label="{model.Words.Share}"><span>{model.Words.Share}</span>
        {Html.Each(Social, name => $"<a class=\"share-{Slug(name)}\" rel=\"nofollow\" href=\"{model.Root}/share/{Slug(name)}?u={Uri.EscapeDataString(model.Url)}\">{name}</a>")}
        </div>
        """;

    public static string Cookies(PageModel model) => $"""
        <div class="cookie-banner" id="consent" role="dialog" aria-live="polite"><p>{model.Words.Cookies}</p>
        <button type="button" class="cookie-accept">{model.Words.Accept}</button></div>
        """;

    public static string Newsletter(PageModel model) => $"""
        <div class="newsletter newsletter-signup"><h4>{model.Words.NewsletterTitle}</h4><p>{model.Words.Newsletter}</p>
        <form action="{model.Root}/newsletter" method="post"><input type="email" name="email" placeholder="name@example.com"><button>OK</button></form></div>
        """;

    /// <summary>The kind of counting script that pages carry; it sends nothing anywhere.</summary>
    public static string Counter(PageModel model) => $$"""
        <script>
        (function (w, d) {
          "use strict";
          var queue = w.sampleLayer = w.sampleLayer || [];
          function push(name, fields) { fields = fields || {}; fields.event = name; fields.at = w.performance ? w.performance.now() : 0; queue.push(fields); }
          push("page", { site: "{{model.Publisher.Key}}", section: "{{Slug(model.Story.Section)}}", id: {{model.Story.Number.ToString(CultureInfo.InvariantCulture)}}, words: {{model.Story.Text.Length / 6}} });
          var marks = [25, 50, 75, 100], seen = {};
          function depth() {
            var page = d.documentElement, height = page.scrollHeight - w.innerHeight, share = height > 0 ? 100 * w.pageYOffset / height : 100;
            marks.forEach(function (mark) { if (share >= mark && !seen[mark]) { seen[mark] = true; push("scroll", { percent: mark }); } });
          }
          w.addEventListener("scroll", depth, { passive: true });
          d.addEventListener("click", function (e) {
            var link = e.target.closest && e.target.closest("a");
            if (link) { push("click", { href: link.getAttribute("href") }); }
            if (e.target.className === "cookie-accept") { d.getElementById("consent").remove(); push("consent", { value: "all" }); }
          });
        })(window, document);
        </script>
        """;

    public static string Slug(string words) => words.ToLowerInvariant().Replace(' ', '-');

    private static readonly string[] Social = ["Mail", "Feed", "Messenger", "Copy link"];

    private static string Anchor(PageLink link) => $"<a href=\"{Html.Text(link.Url)}\">{Html.Text(link.Headline)}</a>";

    private static string Link(PageLink link) => $"<li>{Anchor(link)}</li>";
}
