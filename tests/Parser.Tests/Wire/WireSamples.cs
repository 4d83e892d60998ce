namespace Ingestion.Parser.Tests.Wire;

/// <summary>One invented story in every wire format, as an agency would send it.</summary>
internal static class WireSamples
{
    public const string Headline = "Harbour strike enters second day";

    public const string First = "Crane drivers stayed away from their cabins on Monday, and forty ships were waiting in the bay of Port Ellis.";

    public const string Second = "The port's owners said that they would talk when the cranes move again.";

    public const string Nitf = $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <nitf xmlns="http://iptc.org/std/NITF/2006-10-18/" version="-//IPTC//DTD NITF 3.6//EN" xml:lang="en-GB">
          <head>
            <title>{Headline}</title>
            <meta name="usageterms" content="Editorial use only"/>
            <tobject tobject.type="news"><tobject.property tobject.property.type="Analysis"/>
              <tobject.subject tobject.subject.refnum="09000000" tobject.subject.type="labour"/></tobject>
            <docdata management-status="usable">
              <doc-id id-string="HW-2026-0412" regsrc="harbour-wire.example"/>
              <urgency ed-urg="3"/>
              <date.issue norm="20260302T080500Z"/>
              <ed-msg info="Adds owners' answer"/>
              <du-key key="PORT-STRIKE" version="2"/>
              <doc.copyright year="2026" holder="Harbour Wire"/>
              <key-list><keyword key="ports"/><keyword key="strikes"/></key-list>
              <identified-content><person idsrc="hw" value="p7">Lena Brandt</person><org>Port Ellis Terminals</org><location><city>Port Ellis</city></location></identified-content>
            </docdata>
            <pubdata type="web" date.publication="20260302T080600Z" name="Harbour Wire" position.section="Business"/>
            <revision-history name="ed" norm="20260302T084000Z" comment="second version"/>
          </head>
          <body>
            <body.head>
              <hedline><hl1>{Headline}</hl1><hl2>Cranes stand still</hl2></hedline>
              <byline>By <person>Ada Moreno</person> <byttl>Correspondent</byttl></byline>
              <distributor>Harbour Wire</distributor>
              <dateline><location><city>Port Ellis</city></location>, <story.date norm="20260302">March 2</story.date></dateline>
              <abstract><p>Forty ships wait.</p></abstract>
            </body.head>
            <body.content>
              <p>Crane drivers stayed away from <em>their</em> <org>cabins</org> on Monday, and forty ships were waiting in the bay of Port Ellis.</p>
              <hl2>No talks yet</hl2>
              <media media-type="image"><media-reference mime-type="image/jpeg" source="https://harbour-wire.example/i/1.jpg"/><media-caption><p>Cranes at dawn</p></media-caption></media>
              <bq><block><p>"We are not in a hurry," said Lena Brandt.</p></block></bq>
              <ul><li>40 ships</li><li>400 drivers</li></ul>
              <table><tr><th>Berth</th><th>Ships</th></tr><tr><td>1</td><td>7</td></tr></table>
              <p>{Second}</p>
            </body.content>
            <body.end><tagline>Harbour Wire</tagline></body.end>
          </body>
        </nitf>
        """;

    public const string NewsMl = $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:harbour-wire.example:20260302:0412" version="2" standard="NewsML-G2" standardversion="2.34" conformance="power" xml:lang="en-GB">
          <catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_39.xml"/>
          <rightsInfo>
            <copyrightHolder literal="hw"><name>Harbour Wire</name></copyrightHolder>
            <copyrightNotice>© 2026 Harbour Wire</copyrightNotice>
            <usageTerms>Editorial use only</usageTerms>
          </rightsInfo>
          <itemMeta>
            <itemClass qcode="ninat:text"/>
            <provider literal="hw"><name>Harbour Wire</name></provider>
            <versionCreated>2026-03-02T10:40:00+01:00</versionCreated>
            <firstCreated>2026-03-02T09:05:00+01:00</firstCreated>
            <pubStatus qcode="stat:usable"/>
            <edNote>Adds owners' answer</edNote>
            <signal qcode="sig:update"/>
          </itemMeta>
          <contentMeta>
            <urgency>3</urgency>
            <located><name>Port Ellis</name></located>
            <creator><name>Ada Moreno</name></creator>
            <genre qcode="genre:Analysis"><name xml:lang="en-GB">Analysis</name></genre>
            <language tag="en-GB"/>
            <keyword>ports</keyword>
            <subject type="cpnat:abstract" qcode="medtop:20000523"><name xml:lang="de">Arbeitsmarkt</name><name xml:lang="en-GB">labour market</name></subject>
            <subject type="cpnat:person" qcode="hwp:7"/>
            <subject type="cpnat:organisation" literal="PET"><name>Port Ellis Terminals</name></subject>
            <subject type="cpnat:geoArea" uri="http://cv.iptc.org/newscodes/mediatopic/1"><name>Port Ellis</name></subject>
            <subject type="cpnat:event" qcode="hwe:3"><name>Port strike</name></subject>
            <slugline>PORT-STRIKE</slugline>
            <headline>{Headline}</headline>
            <headline role="hld:subHeadline">Cranes stand still</headline>
            <dateline>PORT ELLIS, March 2</dateline>
            <by>By Ada Moreno</by>
            <description role="drol:summary">Forty ships wait.</description>
          </contentMeta>
          <assert qcode="hwp:7"><name>Lena Brandt</name></assert>
          <contentSet>BODY</contentSet>
        </newsItem>
        """;

    public const string InlineXhtml = $"""
        <inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><h1>No talks yet</h1><p>{First}</p><p>{Second}</p></body></html></inlineXML>
        """;

    public const string Ninjs1 = $$"""
        {"$standard": {"name": "ninjs", "version": "1.3", "schema": "https://iptc.org/std/ninjs/ninjs-schema_1.3.json"},
         "uri": "tag:harbour-wire.example,2026:0412", "type": "text", "version": "2", "firstcreated": "2026-03-02T09:05:00+01:00", "versioncreated": "2026-03-02T10:40:00+01:00",
         "pubstatus": "usable", "urgency": 3, "language": "en-GB", "copyrightholder": "Harbour Wire", "copyrightnotice": "© 2026 Harbour Wire", "usageterms": "Editorial use only",
         "ednote": "Adds owners' answer", "headline": "{{Headline}}", "headline_sub": "Cranes stand still", "slugline": "PORT-STRIKE", "byline": "By Ada Moreno", "located": "Port Ellis",
         "description_summary": "Forty ships wait.",
         "body_text": "{{First}}\n\n{{Second}}", "body_html": "<h2>No talks yet</h2><p>{{First}}</p><p>{{Second}}</p>",
         "subject": [{"name": "labour market", "scheme": "http://cv.iptc.org/newscodes/mediatopic/", "code": "20000523"}],
         "person": [{"name": "Lena Brandt"}], "organisation": [{"name": "Port Ellis Terminals"}], "place": [{"name": "Port Ellis"}], "event": [{"name": "Port strike"}],
         "genre": [{"name": "Analysis"}],
         "associations": {"main": {"uri": "urn:p:1", "type": "picture", "description_caption": "Cranes at dawn", "renditions": {"a": {"href": "https://harbour-wire.example/i/s.jpg", "width": 100}, "b": {"href": "https://harbour-wire.example/i/l.jpg", "width": 900} } } } }
        """;

    public const string Ninjs2 = $$"""
        {"standard": {"name": "ninjs", "version": "2.1", "schema": "https://iptc.org/std/ninjs/ninjs-schema_2.1.json"},
         "uri": "tag:harbour-wire.example,2026:0412", "type": "text", "version": "2", "firstcreated": "2026-03-02T09:05:00+01:00", "versioncreated": "2026-03-02T10:40:00+01:00",
         "pubstatus": "usable", "urgency": 3, "language": "en-GB", "copyrightholder": "Harbour Wire", "copyrightnotice": "© 2026 Harbour Wire", "usageterms": "Editorial use only",
         "ednote": "Adds owners' answer", "headlines": [{"role": "sub", "value": "Cranes stand still"}, {"role": "main", "value": "{{Headline}}"}], "slugline": "PORT-STRIKE", "by": "By Ada Moreno", "located": "Port Ellis",
         "descriptions": [{"role": "summary", "value": "Forty ships wait."}],
         "bodies": [{"role": "main", "contenttype": "text/html", "value": "<h2>No talks yet</h2><p>{{First}}</p><p>{{Second}}</p>"}],
         "subjects": [{"name": "labour market", "uri": "http://cv.iptc.org/newscodes/mediatopic/20000523"}],
         "people": [{"name": "Lena Brandt"}], "organisations": [{"name": "Port Ellis Terminals"}], "places": [{"name": "Port Ellis"}], "events": [{"name": "Port strike"}],
         "genres": [{"name": "Analysis"}],
         "associations": [{"name": "main", "uri": "urn:p:1", "type": "picture", "descriptions": [{"role": "caption", "value": "Cranes at dawn"}], "renditions": [{"name": "l", "href": "https://harbour-wire.example/i/l.jpg", "width": 900}]}]}
        """;

    public const string Ninjs3 = $$"""
        {"standard": {"name": "ninjs", "version": "3.0", "schema": "https://iptc.org/std/ninjs/ninjs-schema_3.0.json"},
         "uri": "tag:harbour-wire.example,2026:0412", "type": "text", "version": "2", "firstCreated": "2026-03-02T09:05:00+01:00", "versionCreated": "2026-03-02T10:40:00+01:00",
         "pubStatus": "usable", "urgency": 3, "language": "en-GB", "copyrightHolder": "Harbour Wire", "copyrightNotice": "© 2026 Harbour Wire", "usageTerms": "Editorial use only",
         "edNote": "Adds owners' answer", "headlines": [{"role": "main", "value": "{{Headline}}"}, {"role": "sub", "value": "Cranes stand still"}], "slugline": "PORT-STRIKE", "by": "By Ada Moreno", "located": "Port Ellis",
         "descriptions": [{"role": "summary", "value": "Forty ships wait."}],
         "bodies": [{"role": "main", "contentType": "text/html", "value": "<h2>No talks yet</h2><p>{{First}}</p><p>{{Second}}</p>"}],
         "subjects": [{"name": "labour market", "uri": "http://cv.iptc.org/newscodes/mediatopic/20000523"}],
         "people": [{"name": "Lena Brandt"}], "organisations": [{"name": "Port Ellis Terminals"}], "places": [{"name": "Port Ellis"}], "events": [{"name": "Port strike"}],
         "genres": [{"name": "Analysis"}],
         "associations": [{"name": "main", "uri": "urn:p:1", "type": "picture", "descriptions": [{"role": "caption", "value": "Cranes at dawn"}], "renditions": [{"name": "l", "href": "https://harbour-wire.example/i/l.jpg", "width": 900}]}]}
        """;

    public const string Rss = $"""
        <?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
        <title>Harbour Wire</title><link>https://harbour-wire.example/</link><language>en-gb</language>
        <item><title>{Headline}</title><link>https://harbour-wire.example/s/1</link><guid isPermaLink="false">HW-0412</guid><pubDate>Mon, 02 Mar 2026 09:05:00 +0100</pubDate><dc:creator>Ada Moreno</dc:creator>
        <description>Forty ships wait.</description><content:encoded><![CDATA[<h2>No talks yet</h2><p>{First}</p><p>{Second}</p>]]></content:encoded></item>
        </channel></rss>
        """;
}
