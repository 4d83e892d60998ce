using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Tests.Html;

/// <summary>The turns of the HTML standard's tokenizer that pages take; html5lib's tests, where they are, go further.</summary>
public sealed class TokenizerTests
{
    [Theory]
    [InlineData("a<b c", "text a")]
    [InlineData("a < b <3 <", "text a < b <3 <")]
    [InlineData("<p>x</p >", "start p|text x|end p")]
    [InlineData("<A HREF=x Href=y>", "start a [href=x]")]
    [InlineData("<a b='1' c=\"2\" d=3 e>", "start a [b=1] [c=2] [d=3] [e=]")]
    [InlineData("<a b='1'c=2/>", "start a [b=1] [c=2/]")]
    [InlineData("<br/><br / >", "start br /|start br")]
    [InlineData("<a =b=c>", "start a [=b=c]")]
    [InlineData("<a b = c>", "start a [b=c]")]
    [InlineData("<a title='>'>", "start a [title=>]")]
    [InlineData("<a href=\"x", "")]
    [InlineData("</>a</ b>c", "text a|comment  b|text c")]
    [InlineData("</p x=1 y>", "end p")]
    [InlineData("<!-- a --><!--b--!>c", "comment  a |comment b|text c")]
    [InlineData("<!--><!--->a", "comment |comment |text a")]
    [InlineData("<!--a--b->c", "comment a--b->c")]
    [InlineData("<?xml version='1.0'?><!ELEMENT a>", "comment ?xml version='1.0'?|comment ELEMENT a")]
    [InlineData("<![CDATA[a]]>", "comment [CDATA[a]]")]
    [InlineData("<!doctype HTML>", "doctype html - - correct")]
    [InlineData("<!DOCTYPE html PUBLIC \"-//W3C//DTD\" 'x'>", "doctype html -//W3C//DTD x correct")]
    [InlineData("<!DOCTYPE html SYSTEM x>a", "doctype html - - quirks|text a")]
    [InlineData("<p\r\nclass=a\fid=b>", "start p [class=a] [id=b]")]
    public void Markup_is_cut_where_the_standard_cuts_it(string html, string expected) => Assert.Equal(expected, string.Join('|', TokenText.Of(html)));

    [Theory]
    [InlineData("&amp;&lt;&gt;&quot;&nbsp;", "&<>\"\u00A0")]
    [InlineData("&amp &copy2026 &notit; &notin;", "& ©2026 ¬it; ∉")]
    [InlineData("&unknown; &; & &1 &#; &#x;", "&unknown; &; & &1 &#; &#x;")]
    [InlineData("&#65;&#x41;&#X41&#128;&#x99;", "AAA€™")]
    [InlineData("&#0;&#xD800;&#x110000;&#99999999999;", "\uFFFD\uFFFD\uFFFD\uFFFD")]
    [InlineData("&#x1F600;&NotEqualTilde;&CounterClockwiseContourIntegral;", "\uD83D\uDE00≂\u0338∳")]
    [InlineData("&ampamp;&ltgt;", "&amp;<gt;")]
    public void References_stand_for_their_characters(string html, string expected) => Assert.Equal("text " + expected, Assert.Single(TokenText.Of(html)));

    [Theory]
    [InlineData("?a=1&copy=2&reg=3&amp=4&lt;5", "?a=1&copy=2&reg=3&amp=4<5")]
    [InlineData("&copy &copy; &copyx &notin;", "© © &copyx ∉")]
    public void In_an_attribute_an_ampersand_of_an_address_is_left_alone(string value, string expected) =>
        Assert.Equal($"start a [href={expected}]", Assert.Single(TokenText.Of($"<a href=\"{value}\">")));

    [Theory]
    [InlineData(nameof(TextState.Rcdata), "title", "a<b>&amp;</b></title>c", "text a<b>&</b>|end title|text c")]
    [InlineData(nameof(TextState.RawText), "style", "a<b>&amp;</STYLE >c", "text a<b>&amp;|end style|text c")]
    [InlineData(nameof(TextState.RawText), "style", "a</styles>b", "text a</styles>b")]
    [InlineData(nameof(TextState.Script), "script", "'</p>'</script>c", "text '</p>'|end script|text c")]
    [InlineData(nameof(TextState.Script), "script", "<!--<script>a</script>b--></script>c", "text <!--<script>a</script>b-->|end script|text c")]
    [InlineData(nameof(TextState.Script), "script", "<!-- a </script>b-->", "text <!-- a |end script|text b-->")]
    [InlineData(nameof(TextState.Script), "script", "<!--><script></script>b", "text <!--><script>|end script|text b")]
    [InlineData(nameof(TextState.Script), "script", "a\0b", "text a\uFFFDb")]
    [InlineData(nameof(TextState.PlainText), "plaintext", "a</plaintext>&amp;", "text a</plaintext>&amp;")]
    [InlineData(nameof(TextState.Cdata), "", "a<b>&amp;]]>c", "text a<b>&amp;c")]
    public void Content_without_markup_ends_at_its_own_end_tag_alone(string state, string name, string html, string expected) =>
        Assert.Equal(expected, string.Join('|', TokenText.Of(html, Enum.Parse<TextState>(state), name)));
}
