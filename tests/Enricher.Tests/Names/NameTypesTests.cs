using Ingestion.Contracts;

namespace Ingestion.Enricher.Tests.Names;

public sealed class NameTypesTests
{
    [Theory]
    [InlineData("an honorific", "Sheikh Rashid bin Nasser Al Amri, who rules the emirate, joined the talks by video on Sunday.", "Rashid bin Nasser Al Amri p")]
    [InlineData("a family name that comes first", "Wang Tao, the country's top diplomat, will visit Oslo on Friday.", "Oslo g, Wang Tao p")]
    [InlineData("a club that is also a first name", "The match ended 3-1 on Sunday. Chelsea drew 0-0 with Everton.", "Chelsea o, Everton o")]
    [InlineData("a person called like a club", "Chelsea Moreno has left the council. Chelsea said on Sunday that she was tired.", "Chelsea Moreno p")]
    [InlineData("a firm called like a person", "J.P. Morgan analyst Tom Ekwueme lowered his target on Friday.", "J.P. Morgan o, Tom Ekwueme p")]
    [InlineData("a common word before a firm", "Shares of the maker fell on Friday. Rival Siemens AG rose 2%.", "Siemens AG o")]
    [InlineData("a feast", "Shops close early in Ramadan and on New Year's Eve, said Ada Moreno.", "Ada Moreno p")]
    [InlineData("a feast that somebody is called like", "Eve Moreno spoke on New Year's Eve. Eve was tired.", "Eve Moreno p")]
    [InlineData("a form of address of India", "Chief Minister Ravi Patel and Smt. Nirmala Rao were present on Monday.", "Nirmala Rao p, Ravi Patel p")]
    [InlineData("letters behind a name", "Her barrister, James Whitlock KC, said on Monday that she would appeal.", "James Whitlock p")]
    [InlineData("a hospital that has an owner", "A nurse at St Mary's Hospital in Leeds was found guilty on Wednesday.", "Leeds g, St Mary's Hospital o")]
    [InlineData("a square that has an owner", "Pilgrims prayed for the victims of the floods at St. Peter's Square on Sunday.", "St. Peter's Square g")]
    [InlineData("a country and its minister", "Britain's Ada Moreno met Sweden's Sven Dahl on Sunday.", "Ada Moreno p, Sven Dahl p, Sweden g, United Kingdom g")]
    [InlineData("an office", "The Dalai Lama and Ada Moreno sent their condolences on Sunday.", "Ada Moreno p")]
    public void A_name_is_what_it_says_itself(string because, string text, string names)
    {
        var found = string.Join(", ", Articles.Enrich(text).Entities.Select(entity => $"{entity.Name} {(entity.Type == EntityType.Place ? 'g' : entity.Type[0])}").Order(StringComparer.Ordinal));

        Assert.True(found == names, $"{because}: {found}");
    }
}
