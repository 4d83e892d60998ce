namespace Ingestion.Enricher.Tests.Names;

public sealed class RolesTests
{
    [Theory]
    [InlineData("US Secretary of Commerce Harriet Vane arrived on Monday.", "Harriet Vane", "US Secretary of Commerce")]
    [InlineData("The visit was led by Norwegian Foreign Minister Ingrid Solheim, who had arrived on the day before.", "Ingrid Solheim", "Norwegian Foreign Minister")]
    [InlineData("Mr Kowalski's spokesman, Piotr Nowak, said nothing. Mr Kowalski was away.", "Piotr Nowak", "Mr Kowalski's spokesman")]
    [InlineData("It was built under former Chilean President Rosa Ibarra.", "Rosa Ibarra", "former Chilean President")]
    [InlineData("Ada Moreno, chief executive of Quill Foods, resigned on Friday.", "Ada Moreno", "chief executive of Quill Foods")]
    [InlineData("Sven Dahl, 42, a nurse from Bergen, said the road was closed.", "Sven Dahl", "nurse from Bergen")]
    [InlineData("Chinese President Xi Weimin told Premier Tao Lin that reform must speed up, it was reported.", "Xi Weimin", "Chinese President")]
    [InlineData("White House press secretary Ada Moreno said nothing on Friday.", "Ada Moreno", "White House press secretary")]
    [InlineData("Bank of England governor Ada Moreno said nothing on Friday.", "Ada Moreno", "Bank of England governor")]
    [InlineData("Trees fell on Friday. Marlow County Sheriff Sven Dahl said the road was closed.", "Sven Dahl", "Marlow County Sheriff")]
    [InlineData("Manchester United manager Sven Dahl resigned on Friday.", "Sven Dahl", "Manchester United manager")]
    [InlineData("Her barrister, Sven Dahl KC, said she would appeal.", "Sven Dahl", "barrister")]
    [InlineData("Ada Moreno, who resigned on Friday, was not there.", "Ada Moreno", null)]
    [InlineData("The award went to Ada Moreno, President Rosa Ibarra and others.", "Ada Moreno", null)]
    [InlineData("On Friday Ada Moreno resigned.", "Ada Moreno", null)]
    public void A_role_is_what_stands_beside_the_name_and_no_part_of_it(string text, string person, string? role)
    {
        var found = Articles.Enrich(text).Entity(person);

        Assert.True(found is not null, "not found");
        Assert.Equal(role, found.Role);
    }
}
