using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Tests.Html;

public sealed class PageTests
{
    [Theory]
    [InlineData("", "(html(body))")]
    [InlineData("<title>x", "(html(head(title:x) body))")]
    [InlineData("x", "(html(body(\"x\")))")]
    [InlineData("<title>A &amp; B</title>x", "(html(head(title:A & B) body(\"x\")))")]
    [InlineData("<html lang=en><head><meta charset=utf-8></head><body class=a>x</body></html>", "(html(head(meta) body(\"x\")))")]
    [InlineData("<head></head><link rel=x><body>x", "(html(head link body(\"x\")))")]
    [InlineData("<head><noscript><img src=a></noscript><meta name=b></head>x", "(html(head(noscript(img) meta) body(\"x\")))")]
    [InlineData("<head><noscript><link><body>x", "(html(head(noscript(link)) body(\"x\")))")]
    [InlineData("<head><script>if (a<b) '</p>'</script><div>x", "(html(head(script:if (a<b) '</p>') body(div(\"x\"))))")]
    [InlineData("<p>x</body></html><p>y", "(html(body(p(\"x\") p(\"y\"))))")]
    [InlineData("<!DOCTYPE html><!-- a --><p>x", "(html(body(p(\"x\"))))")]
    public void Head_and_body_are_there_whether_written_or_not(string html, string expected) =>
        Assert.Equal(expected, PageOutline.Of(html));

    [Theory]
    [InlineData("<p>a<p>b<div>c</div>", "p(\"a\") p(\"b\") div(\"c\")")]
    [InlineData("<p>a<span>b<ul><li>c<li>d</ul>e", "p(\"a\" span(\"b\")) ul(li(\"c\") li(\"d\")) \"e\"")]
    [InlineData("<ul><li>a<ul><li>b</ul><li>c</ul>", "ul(li(\"a\" ul(li(\"b\"))) li(\"c\"))")]
    [InlineData("<ul><li><p>a<div>b<li>c", "ul(li(p(\"a\") div(\"b\")) li(\"c\"))")]
    [InlineData("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt(\"a\") dd(\"b\") dt(\"c\"))")]
    [InlineData("<h1>a<h2>b</h1>c", "h1(\"a\") h2(\"b\") \"c\"")]
    [InlineData("<select><option>a<option>b</select>c", "select(option(\"a\") option(\"b\")) \"c\"")]
    [InlineData("<ruby>a<rt>b<rp>c</ruby>d", "ruby(\"a\" rt(\"b\") rp(\"c\")) \"d\"")]
    [InlineData("<a>x<a>y</a>z", "a(\"x\") a(\"y\") \"z\"")]
    [InlineData("<div>a<br></p>b</br>c</div>", "div(\"a\" br p \"b\" br \"c\")")]
    [InlineData("<button>a<p>b<button>c", "button(\"a\" p(\"b\")) button(\"c\")")]
    [InlineData("<p>a<button><p>b</button>c", "p(\"a\" button(p(\"b\")) \"c\")")]
    [InlineData("<p>a<hr>b", "p(\"a\") hr \"b\"")]
    public void Elements_end_where_browsers_end_them(string html, string expected) => Assert.Equal(expected, PageOutline.OfBody(html));

    [Theory]
    [InlineData("<div>a</span></section>b</div>c", "div(\"a\" \"b\") \"c\"")]
    [InlineData("<div><b>a</div>b", "div(b(\"a\")) \"b\"")]
    [InlineData("<b><p>a</b>b</p>c", "b(p(\"a\" \"b\")) \"c\"")]
    [InlineData("<div><span>a</div>b</span>c", "div(span(\"a\")) \"b\" \"c\"")]
    [InlineData("<div><form><div>a</form>b</div>c</div>d", "div(form(div(\"a\" \"b\")) \"c\") \"d\"")]
    [InlineData("<form>a<form>b</form>c", "form(\"a\" \"b\") \"c\"")]
    [InlineData("<x-a>a<x-b>b</x-a>c", "x-a(\"a\" x-b(\"b\")) \"c\"")]
    [InlineData("<i>a<b>b</i>c</b>d", "i(\"a\" b(\"b\")) \"c\" \"d\"")]
    public void Tags_that_do_not_match_stay_inside_their_block(string html, string expected) => Assert.Equal(expected, PageOutline.OfBody(html));

    [Theory]
    [InlineData("<table><tr><td>a<td>b<tr><th>c</table>d", "table(tbody(tr(td(\"a\") td(\"b\")) tr(th(\"c\")))) \"d\"")]
    [InlineData("<table><thead><tr><td>a<tbody><td>b</table>", "table(thead(tr(td(\"a\"))) tbody(tr(td(\"b\"))))")]
    [InlineData("<table><caption>a<tr><td>b</td></div>c</table>", "table(caption(\"a\") tbody(tr(td(\"b\") \"c\")))")]
    [InlineData("<table>lost<tr><td>a</table>", "table(\"lost\" tbody(tr(td(\"a\"))))")]
    [InlineData("<table><tr><td><table><tr><td>a</table>b<td>c</table>", "table(tbody(tr(td(table(tbody(tr(td(\"a\")))) \"b\") td(\"c\"))))")]
    [InlineData("<div><td>a</td></div>", "div(\"a\")")]
    [InlineData("<div><table><tr><td>a</div>b</table>c</div>", "div(table(tbody(tr(td(\"a\" \"b\")))) \"c\")")]
    public void Tables_keep_rows_and_cells_apart_and_lose_no_text(string html, string expected) => Assert.Equal(expected, PageOutline.OfBody(html));

    [Theory]
    [InlineData("<svg><title>a</title><path/><g>b</g></svg>c", "svg(title(\"a\") path g(\"b\")) \"c\"")]
    [InlineData("<svg><![CDATA[a<b]]></svg>c", "svg(\"a<b\") \"c\"")]
    [InlineData("<svg><g>a<p>b</svg>c", "svg(g(\"a\")) p(\"b\" \"c\")")]
    [InlineData("<svg><foreignObject><div>a</div></foreignObject></svg>b", "svg(foreignobject(div(\"a\"))) \"b\"")]
    [InlineData("<math><mi>x</mi></math>y", "math(mi(\"x\")) \"y\"")]
    [InlineData("<svg/>a", "svg \"a\"")]
    [InlineData("<![CDATA[a]]>b", "\"b\"")]
    public void Drawings_and_formulas_have_rules_of_their_own(string html, string expected) => Assert.Equal(expected, PageOutline.OfBody("<body>" + html));

    [Theory]
    [InlineData("<p>a<b>b</b>c</p><p>d</p>", "abc d")]
    [InlineData("a<br>b<span> c</span>\n<i>d</i>", "a b c d")]
    [InlineData("<div>a<script>x</script><style>y</style><noscript>z</noscript><template>t</template>b</div>", "ab")]
    [InlineData("a&nbsp;&amp;\u2003b", "a & b")]
    [InlineData("<ul><li>a</li><li>b</li></ul>c", "a b c")]
    [InlineData("a<div></div>b", "a b")]
    public void Blocks_part_words_and_inline_elements_do_not(string html, string expected)
    {
        var page = Page.Parse("<body>" + html, PageLimits.Default);

        Assert.Equal(expected, page.InnerText(page.All(Tag.Body)[0]));
    }

    [Fact]
    public void Blocks_can_be_told_apart_by_lines()
    {
        var page = Page.Parse("<div>By A<br>B <p> c\nd</p></div>", PageLimits.Default);

        Assert.Equal("By A\nB\nc d", page.InnerText(page.All(Tag.Div)[0], '\n'));
    }

    [Fact]
    public void Attributes_are_found_in_any_case_and_decoded()
    {
        var page = Page.Parse("<A HREF='/x?a=1&amp;copy=2&lang=&quot;' Class=\"b &gt; c\" hidden class=d>x</A><p>", PageLimits.Default);
        var link = page.All(Tag.A)[0];
        var seen = new List<string>();
        foreach (var (name, value) in page.Attributes(link))
        {
            seen.Add($"{name}={value}");
        }

        Assert.Equal("/x?a=1&copy=2&lang=\"", page.Attribute(link, "href"));
        Assert.Equal("b > c", page.Classes[page.ClassOf(link)]);
        Assert.Equal("", page.Attribute(link, "hidden"));
        Assert.Null(page.Attribute(link, "title"));
        Assert.Equal(["href=/x?a=1&copy=2&lang=\"", "class=b > c", "hidden=", "class=d"], seen);
        Assert.Equal(0, page.ClassOf(page.All(Tag.P)[0]));
    }

    [Fact]
    public void Equal_classes_are_one()
    {
        var page = Page.Parse("<p class=\"a b\">1<p class='a b'>2<p class=c>3", PageLimits.Default);

        Assert.Equal([1, 1, 2], page.All(Tag.P).Select(page.ClassOf));
        Assert.Equal(["", "a b", "c"], page.Classes);
    }

    [Fact]
    public void Templates_are_kept_apart_and_declared_shadow_roots_are_not()
    {
        var page = Page.Parse("<template><p>a</p></template><x-y><template shadowrootmode=open><p>b</p></template></x-y>", PageLimits.Default);

        var paragraph = Assert.Single(page.All(Tag.P));
        Assert.Equal("b", page.InnerText(paragraph));
        Assert.Equal("b", page.InnerText(0));
        Assert.False(page.InTemplate(paragraph));
        Assert.Equal(2, Enumerable.Range(0, page.Count).Count(page.InTemplate));
    }

    [Fact]
    public void The_attributes_of_a_late_body_tag_are_kept()
    {
        var page = Page.Parse("x<body id=a><html lang=de>", PageLimits.Default);

        Assert.Equal("a", page.Attribute(page.All(Tag.Body)[0], "id"));
        Assert.Equal("de", page.Attribute(page.All(Tag.Html)[0], "lang"));
    }

    [Fact]
    public void Of_a_million_attributes_the_first_thousand_are_kept_and_what_follows_is_read()
    {
        var page = Page.Parse("<div " + string.Concat(Enumerable.Range(0, 1_000_000).Select(number => $"a{number}=1 ")) + ">x", PageLimits.Default);
        var div = page.All(Tag.Div)[0];

        Assert.Equal("x", page.InnerText(div));
        Assert.Equal(("1", null), (page.Attribute(div, "a999"), page.Attribute(div, "a1000")));
    }

    [Theory]
    [InlineData("<div><div><div><div><div><div>x", 5, 100, 1_000, "TooDeep")]
    [InlineData("<p>a<p>b<p>c<p>d", 10, 6, 1_000, "TooManyNodes")]
    [InlineData("<p>a<p>b<p>c<p>d", 10, 100, 7, "TooLong")]
    [InlineData("<p>a<p>b<p>c<p>d", 10, 100, 1_000, null)]
    public void A_page_ends_where_it_passes_a_limit(string html, int depth, int nodes, int chars, string? breach)
    {
        var page = Page.Parse(html, new PageLimits(depth, nodes, chars));

        Assert.Equal(breach, page.Breach?.ToString());
        Assert.Equal(page.Count, page.End(0));
        Assert.InRange(page.Count, 1, nodes + 1);
        Assert.All(Enumerable.Range(0, page.Count), node => Assert.InRange(page.Depth(node), 0, depth + 1));
    }
}
