using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ingestion.Contracts;
using static Ingestion.Parser.Tests.Wire.WireFormatTests;

namespace Ingestion.Parser.Tests.Wire;

/// <summary>XML and JSON that are meant to hurt: refused or read harmlessly, and soon.</summary>
public class HostileWireTests
{
    // A thousand times what any of these takes, and a hundredth of what an attack would.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private static string Laughs()
    {
        var dtd = new StringBuilder("<!DOCTYPE newsItem [<!ENTITY lol0 \"lol\">");
        for (var i = 1; i < 10; i++)
        {
            dtd.Append(CultureInfo.InvariantCulture, $"<!ENTITY lol{i} \"{string.Concat(Enumerable.Repeat($"&lol{i - 1};", 10))}\">");
        }

        return dtd.Append("]>").ToString();
    }

    private static string WithDtd(string dtd, string reference) => NewsMl().Replace("<newsItem", dtd + "<newsItem", StringComparison.Ordinal).Replace("Harbour strike enters", reference + " Harbour strike enters", StringComparison.Ordinal);

    public static TheoryData<string, string, string> Bombs => new()
    {
        { "billion laughs", WithDtd(Laughs(), "&lol9;"), RejectReason.Malformed },
        { "quadratic blowup", WithDtd($"<!DOCTYPE a [<!ENTITY x \"{new string('x', 100_000)}\">]>", string.Concat(Enumerable.Repeat("&x;", 50_000))), RejectReason.Malformed },
        { "external entity", WithDtd("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", "&x;"), RejectReason.Malformed },
        { "100,000 deep XML", NewsMl(string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000))), RejectReason.TooDeep },
        { "100,000 deep NITF", "<nitf>" + string.Concat(Enumerable.Repeat("<p>", 100_000)), RejectReason.TooDeep },
        { "a million elements", NewsMl(string.Concat(Enumerable.Repeat("<a/>", 1_000_000))), RejectReason.TooLong },
        { "100,000 deep JSON", string.Concat(Enumerable.Repeat("{\"a\":", 100_000)), RejectReason.TooDeep },
        { "an unclosed comment", "<?xml version='1.0'?><!--" + new string('-', 1_000_000), RejectReason.Malformed },
        { "an unclosed section", NewsMl("<inlineData><![CDATA[" + new string('&', 1_000_000)), RejectReason.Malformed },
        { "associations in associations", """{"uri": "x", "type": "text", """ + string.Concat(Enumerable.Repeat(""" "associations": {"a": {"uri": "x", """, 30)) + "\"headline\": 1" + string.Concat(Enumerable.Repeat("}}", 30)) + "}", RejectReason.Malformed },
        { "a property that nobody can write", """{"uri": "x", "\udc00": 1}""", RejectReason.Malformed },
        { "a null character", WireSamples.Nitf.Replace("Forty ships wait.", "&#0;", StringComparison.Ordinal), RejectReason.Malformed },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_bomb_is_refused_and_soon(string because, string document, string reason)
    {
        var clock = Stopwatch.StartNew();

        var (refusedFor, detail) = Refused(document, because.Contains("comment", StringComparison.Ordinal) ? "application/xml" : null);

        Assert.True(refusedFor == reason, $"{because}: {refusedFor}: {detail}");
        Assert.True(detail.Length < 600, $"{because}: a detail of {detail.Length} characters");
        Assert.True(clock.Elapsed < Soon, $"{because}: {clock.Elapsed}");
    }

    public static TheoryData<string, string> Harmless => new()
    {
        { "an external document type that nobody fetches", NewsMl().Replace("<newsItem", "<!DOCTYPE newsItem SYSTEM \"http://127.0.0.1:1/x.dtd\"><newsItem", StringComparison.Ordinal) },
        { "a parameter entity that nobody reads", NewsMl().Replace("<newsItem", "<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/p\"> %p;]><newsItem", StringComparison.Ordinal) },
        { "half a surrogate in JSON", WireSamples.Ninjs1.Replace("Editorial use only", "\\ud800", StringComparison.Ordinal) },
        { "cells outside of rows", NewsMl($"<inlineXML><div><td>7</td><p>{WireSamples.First}</p><td><p>8</p></td></div></inlineXML>") },
        { "a huge attribute", NewsMl().Replace("<catalogRef ", $"<catalogRef title=\"{new string('x', 5_000_000)}\" ", StringComparison.Ordinal) },
        { "many attributes", NewsMl().Replace("<catalogRef ", "<catalogRef " + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"a{i}=\"\" ")), StringComparison.Ordinal) },
        { "names of characters that only HTML has", NewsMl($"<inlineXML><div><p>{WireSamples.First}&nbsp;&mdash;&eacute;&hellip;</p></div></inlineXML>") },
        { "HTML that is 100,000 deep in a field", WireSamples.Ninjs1.Replace("<h2>No talks yet</h2>", $"<p>{WireSamples.First}</p>" + string.Concat(Enumerable.Repeat("<div>", 100_000)), StringComparison.Ordinal) },
        { "white space and a mark before the XML", "\uFEFF\n  " + NewsMl() },
        { "100,000 notes", WireSamples.Nitf.Replace("<body.head>", "<body.head>" + string.Concat(Enumerable.Repeat("<note><p>Eds: same</p></note>", 20_000)), StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Harmless))]
    public void What_only_looks_like_a_bomb_is_read_and_soon(string because, string document)
    {
        var clock = Stopwatch.StartNew();

        var item = Read(document);

        Assert.True(item.Headline == WireSamples.Headline, $"{because}: {item.Headline}");
        Assert.True(clock.Elapsed < Soon, $"{because}: {clock.Elapsed}");
    }

    [Fact]
    public void Named_characters_become_what_they_name()
    {
        var item = Read(NewsMl("<inlineXML><div><p>Caf&eacute;&nbsp;&mdash; A&amp;B <![CDATA[&eacute; <b>]]> at the port of Port Ellis</p></div></inlineXML>"));

        Assert.Equal("Café — A&B &eacute; <b> at the port of Port Ellis", item.Body.Text);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_document_with_bytes_changed_at_random_is_read_or_refused_and_never_throws(int seed)
    {
        var random = new Random(seed);
        string[] samples = [WireSamples.Nitf, NewsMl(), WireSamples.Ninjs1, WireSamples.Ninjs2, WireSamples.Ninjs3, WireSamples.Rss];
        var (read, refused) = (0, 0);
        for (var i = 0; i < 600; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(samples[i % samples.Length]);
            for (var changes = random.Next(1, 12); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : bytes[random.Next(bytes.Length)];
            }

            var cut = random.Next(4) == 0 ? bytes[..random.Next(1, bytes.Length)] : bytes;
            var result = Parser.Extraction.DocumentParser.Parse(cut, Extraction.Pages.Document(Urn, contentType: null), new ParserOptions());
            (read, refused) = result is Parser.Extraction.ParseResult.Article ? (read + 1, refused) : (read, refused + 1);
        }

        Assert.True(read > 20 && refused > 20, $"{read} read, {refused} refused");
    }
}
