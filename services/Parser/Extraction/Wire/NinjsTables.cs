namespace Ingestion.Parser.Extraction.Wire;

/// <summary>
/// The properties that ninjs knows, one table for each generation: the last schema of it (iptc.org/std/ninjs: 1.6, 2.2, 3.1), which knows everything
/// that earlier ones do, and the <c>advices</c> of its drafts. A shape's name, then its properties: <c>!</c> means that it must be there, <c>~</c> that
/// the name only begins so, <c>[]</c> a list, <c>@</c> a shape, <c>one-of</c> that exactly one of these must be there.
/// </summary>
internal static class NinjsTables
{
    public const string Root = "item";

    public const string First = """
        item: uri! id; type text|audio|video|picture|graphic|composite|component; mimetype text; representationtype complete|incomplete; profile text; version text;
          firstcreated text; versioncreated text; contentcreated text; embargoed text; expires text; pubstatus usable|withheld|canceled; urgency integer;
          copyrightholder text; copyrightnotice text; usageterms text; ednote text; language text; person []@party; organisation []@organisation; place []@place;
          subject []@subject; event []@code; object []@code; infosource []@party; genre []@code; title text; byline text; headline text; slugline text; located text;
          charcount number; wordcount number; renditions @renditions; associations @associations; altids map; trustindicator []@trust; $standard @standard;
          rightsinfo @rights; digitalsourcetype @source; advices []@advice; ~description_ text; ~body_ text; ~headline_ text
        code: name text; rel text; scheme text; code text
        party: name text; rel text; scheme text; code text; contactinfo []@contact
        organisation: name text; rel text; scheme text; code text; contactinfo []@contact; symbols []@symbol
        symbol: ticker text; exchange text; symboltype text; symbol text
        place: name text; rel text; scheme text; code text; contactinfo []@contact; ~geometry_ map
        subject: name text; rel text; scheme text; code text; creator text; relevance 0..100; confidence 0..100
        contact: type text; role text; lang text; name text; value text; address @address; one-of value address
        address: lines []text; locality text; area text; postalcode text; country text
        renditions: ~ @rendition
        rendition: href text; mimetype text; title text; height number; width number; sizeinbytes number; duration number; format text
        associations: ~ @item
        trust: scheme text; code text; title text; href text
        standard: name text; version text; schema text
        rights: langid text; linkedrights text; encodedrights text; one-of linkedrights encodedrights
        source: name text; uri text; literal text
        advice: role publish; environments []@advised; importance @coded; lifetime @coded
        advised: code text; scheme text
        coded: code! text; scheme text
        """;

    public const string Second = """
        item: uri! id; type text|audio|video|picture|graphic|composite|component; representationtype full|partial; profile text; version text; firstcreated moment;
          versioncreated moment; contentcreated moment; embargoed moment; expires moment; pubstatus usable|withheld|canceled; urgency integer; copyrightholder text;
          copyrightnotice text; usageterms text; ednote text; language text; descriptions []@typed; bodies []@body; headlines []@typed; people []@party;
          organisations []@organisation; places []@place; subjects []@subject; events []@code; objects []@code; infosources []@party; title text; by text;
          slugline text; located text; renditions []@rendition; associations []@association; altids []@alternative; trustindicators []@trust; standard @standard; genres []@genre;
          rightsinfo @rights; digitalsourcetype @source; advices []@advice
        association: name text; +item
        typed: role text; contenttype text; value! text
        body: role text; contenttype text; charcount number; wordcount number; value! text
        code: name text; rel text; uri uri; literal text
        genre: name text; uri text; literal text
        party: name text; rel text; role uri; uri uri; literal text; contactinfo []@contact
        organisation: name text; rel text; uri uri; literal text; contactinfo []@contact; symbols []@symbol
        symbol: ticker text; exchange text; symboltype uri; symbol text
        place: name text; rel text; uri uri; literal text; contactinfo []@contact; geojson @geo
        geo: type! Point|MultiPoint|LineString|MultiLineString|Polygon|MultiPolygon|GeometryCollection|Feature|FeatureCollection; ~ any
        subject: name text; rel text; uri uri; literal text; creator text; relevance 0..100; confidence 0..100
        contact: type text; role text; lang text; name text; value text; address @address; one-of value address
        address: lines []text; locality text; area text; postalcode text; country text
        rendition: name! text; href uri; contenttype text; title text; height number; width number; sizeinbytes number; duration number; format text
        alternative: role text; value text
        trust: role uri; title text; href uri
        standard: name text; version text; schema uri
        rights: langid uri; linkedrights uri; encodedrights text; one-of linkedrights encodedrights
        source: name text; uri uri; literal text
        advice: role publish; environments []@advised; importance @coded; lifetime @coded
        advised: code text; scheme uri
        coded: code! text; scheme uri
        """;

    public const string Third = """
        item: uri! uri; type text|audio|video|picture|graphic|composite|component|event|planning; representationType full|partial; profile text; version text;
          firstCreated moment; versionCreated moment; contentCreated moment; embargoedUntil moment; expires moment; pubStatus usable|withheld|canceled; urgency 1..9;
          copyrightHolder text; copyrightNotice text; usageTerms text; edNote text; language text; descriptions []@typed; bodies []@body; headlines []@typed;
          people []@party; organisations []@organisation; places []@place; subjects []@subject; events []@event; eventDetails @details; plannedCoverage []@coverage;
          objects []@code; infoSources []@party; title text; by text; slugline text; located text; renditions []@rendition; associations []@association; altIds []@alternative;
          trustIndicators []@trust; standard @standard; genres []@genre; rightsInfo @rights; digitalSourceType @source
        association: name text; +item
        typed: role text; contentType text; value! text
        body: role text; contentType text; charCount integer; wordCount integer; value! text
        code: name text; rel text; uri uri; literal text
        genre: name text; uri text; literal text
        event: id text; name text; rel text; uri uri; literal text
        party: name text; rel text; role uri; uri uri; literal text; contactInfo []@contact
        organisation: name text; rel text; uri uri; literal text; contactInfo []@contact; symbols []@symbol
        symbol: exchange text; symbolType uri; symbol text
        place: name text; rel text; uri uri; literal text; contactInfo []@contact; geoJSON @geo
        geo: type! Point|MultiPoint|LineString|MultiLineString|Polygon|MultiPolygon|GeometryCollection|Feature|FeatureCollection; ~ any
        subject: name text; rel text; uri uri; literal text; creator text; relevance 0..100; confidence 0..100
        contact: type text; role text; lang text; name text; value text; address @address; one-of value address
        address: lines []text; locality text; area text; postalCode text; country text
        details: eventStatus uri; plannedCoverageStatus uri; dates @dates; organiser @organisation
        dates: startDate moment; endDate moment; expectedStartDate text; expectedEndDate text; expectedDuration text; recurrence @recurrence
        recurrence: recurrenceDates any; recurrenceRules []@rule
        rule: frequency secondly|minutely|hourly|daily|weekly|monthly|yearly; interval integer; until moment; count integer; ~by any
        coverage: ~ any; urgency 1..9; pubStatus usable|withheld|canceled
        rendition: ~ any; name! text; href uri; contentType text; title text
        alternative: role text; value text
        trust: role uri; title text; href uri
        standard: name text; version text; schema uri
        rights: langId uri; linkedRights uri; encodedRights text; one-of linkedRights encodedRights
        source: name text; uri uri; literal text
        """;
}
