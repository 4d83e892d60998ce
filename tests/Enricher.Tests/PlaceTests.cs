using System.Globalization;
using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Places;

namespace Ingestion.Enricher.Tests;

public sealed class PlaceTests
{
    [Theory]
    [InlineData("a state behind a comma", "The mill in Birmingham, Alabama, closed on Monday.", "Birmingham", "US", 33.5)]
    [InlineData("the larger of the name", "The mill in Birmingham closed on Monday.", "Birmingham", "GB", 52.5)]
    [InlineData("a country behind a comma", "Police in Sochi, Russia, closed the harbour.", "Sochi", "RU", 43.6)]
    [InlineData("a country behind in", "The dam near Hyderabad in Pakistan is full.", "Hyderabad", "PK", 25.4)]
    [InlineData("the country that the text is about", "Pakistan lifted the curfew. Pakistani police left Hyderabad on Friday, and Pakistan sent buses.", "Hyderabad", "PK", 25.4)]
    [InlineData("a demonym before", "The Indian city of Hyderabad has a new bridge.", "Hyderabad", "IN", 17.4)]
    [InlineData("a possessor", "Buses left Canada's London on Friday.", "London", "CA", 43.0)]
    [InlineData("a capital before its namesakes", "The mayor of Paris opened the bridge in Paris on Monday.", "Paris", "FR", 48.9)]
    [InlineData("a state of the United States", "The mill in Paris, Texas, closed on Monday.", "Paris", "US", 33.7)]
    public void A_place_is_the_one_that_is_meant(string because, string text, string name, string country, double latitude)
    {
        var place = Articles.Enrich(text).Places!.FirstOrDefault(place => place.Name == name);

        Assert.True(place?.CountryCode == country && Math.Abs(place.Latitude!.Value - latitude) < 0.3, $"{because}: {place}");
    }

    [Theory]
    [InlineData("a state that is called like a country", "A storm hit Savannah, Georgia, on Monday. Officials in Georgia said three people had died.", "Georgia US 32.7, Savannah US 32.1")]
    [InlineData("a country that is called like a state", "A storm hit Batumi, Georgia, on Monday. Officials in Georgia said three people had died.", "Batumi GE 41.6, Georgia GE 42.0")]
    [InlineData("both", "Georgian voters gave Georgia a new parliament, the election board in Tbilisi said on Sunday. Lawmakers in Atlanta, Georgia, were asleep.", "Atlanta US 33.8, Georgia GE 42.0, Georgia US 32.7, Tbilisi GE 41.7")]
    [InlineData("a town in a state, called like a country", "Firefighters in Lebanon, Ohio, were called on Monday.", "Lebanon US , Ohio US ")]
    [InlineData("a town in a state, called like a capital", "A school was shut on Monday by a flood in Cairo, Illinois.", "Cairo US , Illinois US ")]
    [InlineData("a town in a province", "The mayor of London, Ontario, spoke on Monday.", "London CA 43.0, Ontario CA 50.0")]
    [InlineData("a city in another country than any that is known", "The mill in Moscow, Sweden, closed on Monday.", "Moscow  , Sweden SE 62.0")]
    [InlineData("countries in a row", "The firm has offices in France, Germany, and Italy.", "France FR 46.0, Germany DE 51.0, Italy IT 42.8")]
    [InlineData("countries and states in a row", "The firm has mills in Mexico, Ohio and Texas.", "Mexico MX 23.0, Ohio US , Texas US 31.5")]
    [InlineData("cities and countries in a row", "The firm has offices in Leeds, Paris, Sweden, Egypt and Kenya.", "Egypt EG 27.0, Kenya KE 1.0, Leeds GB 53.8, Paris FR 48.9, Sweden SE 62.0")]
    [InlineData("a state by its governor", "Gov. Ann Holt of Washington signed the bill on Monday.", "Washington US 47.4")]
    [InlineData("a state by the word", "Washington state officials said on Monday that the law was the first of its kind.", "Washington US 47.4")]
    [InlineData("the capital of the same name", "Officials in Washington said on Monday that the law was the first of its kind.", "Washington US 38.9")]
    [InlineData("two cities of one name", "Ann Holt left Birmingham, Alabama, on Monday for Birmingham, England.", "Alabama US , Birmingham GB 52.5, Birmingham US 33.5, England GB 52.5")]
    public void What_stands_beside_a_place_tells_which_it_is(string because, string text, string places)
    {
        var found = Articles.Enrich(text).Places!.Select(place => string.Create(CultureInfo.InvariantCulture, $"{place.Name} {place.CountryCode} {place.Latitude:0.0}")).Order(StringComparer.Ordinal);

        Assert.True(string.Join(", ", found) == places, $"{because}: {string.Join(", ", found)}");
    }

    [Theory]
    [InlineData("a hospital in a city", "A nurse at St Mary's Hospital in Leeds was found guilty on Wednesday.", "Leeds")]
    [InlineData("a square alone", "Crowds met in St Brannoc's Square on Sunday and sang.", "")]
    [InlineData("a town that is in no table", "Two people were hurt when a coach left the road near Arkenholt on Monday.", "")]
    public void What_has_no_country_is_no_place_of_the_event(string because, string text, string places)
    {
        var found = string.Join(", ", Articles.Enrich(text).Places!.Where(place => place.Role == PlaceRole.Event).Select(place => place.Name));

        Assert.True(found == places, $"{because}: {found}");
    }

    [Theory]
    [InlineData("who accuses is a government", "Moscow has accused its neighbour of spying.", "Moscow", PlaceRole.Metonym)]
    [InlineData("adverbs between", "Beijing has repeatedly denied the report.", "Beijing", PlaceRole.Metonym)]
    [InlineData("who is pressed", "The envoys hoped to press Moscow to sign.", "Moscow", PlaceRole.Metonym)]
    [InlineData("who has relations", "Relations between Washington and Beijing are cool.", "Beijing", PlaceRole.Metonym)]
    [InlineData("who is dealt with", "A minister spoke of sanctions against Tehran.", "Tehran", PlaceRole.Metonym)]
    [InlineData("whose policy", "The papers wrote this morning that Ankara's stance has not changed at all.", "Ankara", PlaceRole.Metonym)]
    [InlineData("somebody in a capital", "A bus driver in Moscow said on Monday that the road was closed.", "Moscow", PlaceRole.Event)]
    [InlineData("a city that governs nothing", "Rotterdam said on Monday that the port was full.", "Rotterdam", PlaceRole.Mentioned)]
    [InlineData("the place of a thing", "A crane fell in Rotterdam on Monday.", "Rotterdam", PlaceRole.Event)]
    [InlineData("a resort", "The two met in the Black Sea resort of Sochi on Tuesday.", "Sochi", PlaceRole.Event)]
    [InlineData("what the resort lies at", "The two met in the Black Sea resort of Sochi on Tuesday.", "Black Sea", PlaceRole.Mentioned)]
    [InlineData("what the talk is of", "The ministers met on Tuesday in Vienna. They spoke of the war in Syria.", "Syria", PlaceRole.Mentioned)]
    public void A_place_has_its_role(string because, string text, string name, string role)
    {
        var place = Articles.Enrich(text).Places!.FirstOrDefault(place => place.Name == name);

        Assert.True(place?.Role == role, $"{because}: {place}");
    }

    [Fact]
    public void The_dateline_is_where_it_happens()
    {
        var item = Articles.Parsed("Cranes stand still", ["Dockers stayed out for a second day. A ship was sent to Lisbon."]) with { Dateline = new Dateline { Text = "GDANSK, Poland, March 2", Place = "Gdansk" } };

        var places = Articles.Enricher.Enrich(item).Places!;

        Assert.Equal(("PL", PlaceRole.Event, null), (places[0].CountryCode, places[0].Role, places[0].Entity));
        Assert.Equal(PlaceRole.Mentioned, places.Single(place => place.Name == "Lisbon").Role);
    }

    [Theory]
    [InlineData("Crimea", "UA")]
    [InlineData("Kashmir", null)]
    [InlineData("Western Sahara", "EH")]
    public void Disputed_lands_are_flagged(string name, string? country)
    {
        var place = Articles.Enrich($"A ship with grain was sent from {name} on Monday, the harbour said.").Places!.FirstOrDefault(place => place.Name == name);

        Assert.Equal((true, country), (place?.Disputed, place?.CountryCode));
    }

    [Fact]
    public void A_place_that_is_in_no_table_has_no_coordinates()
    {
        var place = Articles.Enrich("Two people were hurt when a coach left the road near Arkenholt on Monday.").Places!.FirstOrDefault(place => place.Name == "Arkenholt");

        Assert.True(place is null or { Latitude: null, Longitude: null, CountryCode: null }, $"{place}");
    }

    [Fact]
    public void Every_city_of_the_table_has_a_country_and_lies_on_Earth()
    {
        Assert.True(PlaceTable.Find("Sochi") is [{ CountryCode: "RU" }]);
        foreach (var name in new[] { "London", "San Jose", "Alexandria", "Santiago", "Victoria", "Tripoli", "Springfield", "Kyiv", "Sao Paulo", "Gothenburg" })
        {
            var places = PlaceTable.Find(name);

            Assert.NotEmpty(places);
            Assert.All(places.Where(place => place.Kind == PlaceKind.City), place => Assert.True(
                place.CountryCode is { Length: 2 } && place.Latitude is > -90 and < 90 && place.Longitude is >= -180 and <= 180, place.ToString()));
        }
    }
}
