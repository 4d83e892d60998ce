using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Ingestion.TestSupport;
using NJsonSchema;

namespace Ingestion.Parser.Tests.Wire;

/// <summary>Where the standards' own schemas are there, our samples hold to them, and our tables agree with them.</summary>
[Trait("Kind", "Evaluation")]
public class WireSchemaTests
{
    [Fact]
    public void Our_NITF_sample_is_valid_and_what_the_schema_refuses_is_noticed()
    {
        var path = EvaluationSets.Shared("data/wire/nitf-3-6.xsd");

        Assert.Empty(Errors(path, WireSamples.Nitf));
        Assert.NotEmpty(Errors(path, WireSamples.Nitf.Replace("<hl1>", "<hl9>", StringComparison.Ordinal).Replace("</hl1>", "</hl9>", StringComparison.Ordinal)));
        Assert.NotEmpty(Errors(path, WireSamples.Nitf.Replace("<body>", "<body.none/><body>", StringComparison.Ordinal)));
    }

    public static TheoryData<string, string> Samples => new()
    {
        { "1.3", WireSamples.Ninjs1 },
        { "2.1", WireSamples.Ninjs2 },
        { "3.0", WireSamples.Ninjs3 },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Our_ninjs_samples_are_valid(string version, string sample)
    {
        var path = EvaluationSets.Shared($"data/wire/ninjs/specification/ninjs-schema_{version}.json");

        var schema = await NinjsSchemas.LoadAsync(path);

        Assert.Empty(schema.Validate(sample).Select(error => error.ToString()));
    }

    private static List<string> Errors(string path, string document)
    {
        var schemas = new XmlSchemaSet { XmlResolver = null };
        schemas.Add(Xml());
        schemas.Add(Schema(Nitf(path)));
        schemas.Compile();
        var errors = new List<string>();
        XDocument.Parse(document).Validate(schemas, (_, problem) => errors.Add(problem.Message));
        return errors;
    }

    // The file names two others that are not beside it: xml.xsd, which Xml() stands for, and one for ruby text, which our sample has none of.
    private static string Nitf(string path)
    {
        var schema = XDocument.Load(path);
        XNamespace xs = "http://www.w3.org/2001/XMLSchema";
        schema.Root!.Elements(xs + "import").Attributes("schemaLocation").Remove();
        schema.Root.Elements(xs + "include").Remove();
        XNamespace nitf = "http://iptc.org/std/NITF/2006-10-18/";
        var known = schema.Root.Elements().Attributes("name").Select(name => name.Value).ToHashSet();
        var missing = schema.Descendants().Where(element => element.Attribute("ref") is not null && element.Attribute("ref")!.Value.StartsWith("nitf:", StringComparison.Ordinal) && !known.Contains(element.Attribute("ref")!.Value[5..])).ToList();
        Assert.All(missing, one => Assert.Contains("ruby", one.Attribute("ref")!.Value, StringComparison.OrdinalIgnoreCase));
        missing.Remove();
        Assert.Equal(nitf.NamespaceName, schema.Root.Attribute("targetNamespace")!.Value);
        return schema.ToString();
    }

    private static XmlSchema Xml() => Schema("""
        <schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace"><attribute name="lang" type="string"/></schema>
        """);

    private static XmlSchema Schema(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return XmlSchema.Read(reader, (_, _) => { })!;
    }
}
