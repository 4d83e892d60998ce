using System.Xml.Linq;
using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>What an NITF head says that the story is about.</summary>
internal static class NitfSubjects
{
    public static void Read(WireItem item, XElement? head, XElement? data)
    {
        foreach (var subject in head.Child("tobject").Children("tobject.subject"))
        {
            var name = subject.Value("tobject.subject.detail") ?? subject.Value("tobject.subject.matter") ?? subject.Value("tobject.subject.type");
            item.AddSubject(SubjectKind.Topic, SubjectCode(subject), name);
        }

        foreach (var property in head.Child("tobject").Children("tobject.property"))
        {
            item.AddSubject(SubjectKind.Genre, code: null, property.Value("tobject.property.type"));
        }

        foreach (var keyword in data.Child("key-list").Children("keyword"))
        {
            item.AddKeyword(keyword.Value("key"));
        }

        foreach (var place in data.Children("evloc"))
        {
            item.AddSubject(SubjectKind.Place, place.Value("iso-cc") is { } country ? "iso3166-1a2:" + country : null, place.Value("city") ?? place.Value("county-dist") ?? place.Value("state-prov"));
        }

        foreach (var named in (data.Child("identified-content") ?? head.Child("identified-content"))?.Elements() ?? [])
        {
            if (Kind(named) is { } kind)
            {
                item.AddSubject(kind, Code(named), kind == SubjectKind.Place ? named.Child("city").Words() ?? named.Words() : named.Words() ?? named.Value("value"));
            }
        }
    }

    private static string? Kind(XElement named) => named.Name.LocalName switch
    {
        "person" => SubjectKind.Person,
        "org" => SubjectKind.Organisation,
        "location" => SubjectKind.Place,
        "event" => SubjectKind.Event,
        "classifier" => SubjectKind.Topic,
        _ => null,
    };

    private static string? Code(XElement named) =>
        (named.Value("idsrc") ?? named.Value("code-source"), named.Value("value") ?? named.Value("location-code")) is ({ } source, { } code) ? $"{source}:{code}" : null;

    // Eight digits are an IPTC Subject Code, which NewsML-G2 calls subj.
    private static string? SubjectCode(XElement subject) =>
        subject.Value("tobject.subject.refnum") is not { } number ? null : number.Length == 8 && number.All(char.IsAsciiDigit) ? "subj:" + number : number;
}
