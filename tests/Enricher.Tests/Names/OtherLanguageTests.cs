using Ingestion.Contracts;

namespace Ingestion.Enricher.Tests.Names;

public sealed class OtherLanguageTests
{
    [Theory]
    [InlineData("es", "El presidente del Consejo, Ramón Ibarra, viajó el martes a Bogotá para reunirse con el presidente de Colombia. El acuerdo se firmó en Cartagena.", "Bogotá g CO, Cartagena g CO, Colombia g CO, Ramón Ibarra p")]
    [InlineData("es", "La alcaldesa de Madrid y el ministro de Hacienda cenaron ayer en Lima. La reina de Inglaterra no viajó con ellos.", "Inglaterra g GB, Lima g PE, Madrid g ES")]
    [InlineData("fr", "Le ministre de l'Intérieur a reçu le maire de Lyon mardi. Le roi d'Espagne était présent au dîner offert à Paris, et le président Paul Conti aussi.", "Lyon g FR, Paris g FR, Paul Conti p")]
    [InlineData("it", "Il presidente della Repubblica ha incontrato ieri il sindaco di Milano. Il ministro dell'Interno era assente, il premier Paolo Conti no.", "Milano g IT, Paolo Conti p")]
    [InlineData("pt", "O presidente do Brasil encontrou ontem o ministro da Fazenda em Brasília. A ministra Lúcia Paredes não compareceu à reunião.", "Brasil g BR, Brasília g BR, Lúcia Paredes p")]
    [InlineData("nl", "De minister van Financiën sprak gisteren met de burgemeester van Amsterdam. De koning van Spanje kwam naar Den Haag voor het feest.", "Amsterdam g NL, Den Haag g NL, Spanje g ES")]
    [InlineData("de", "Die Ministerin von der Heide sprach gestern in Brüssel. Der König von Spanien und der Bürgermeister von Wien waren ebenfalls da.", "Brüssel g BE, Spanien g ES, Wien g AT, von der Heide p")]
    [InlineData("de", "Frau Professor hat das gestern nicht gesagt, und Herr König war auch nicht da. Frau Professor Lange lehrt seit zwei Jahren in Graz.", "Graz g AT, König p, Lange p")]
    public void A_role_and_what_it_presides_over_are_nobody(string language, string text, string names)
    {
        var article = Articles.Enrich(text);

        Assert.Equal(language, article.Language.Tag);
        Assert.Equal(names, string.Join(", ", article.Entities.Select(Spelled).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("ru", "Президент Павел Орлов прибыл в Пекин во вторник. Украина и Россия ведут переговоры, сообщает Лондон.")]
    [InlineData("zh", "中国国家主席星期二在北京会见法国总统。他们谈到了两国的贸易问题。")]
    public void Other_scripts_have_no_names(string language, string text)
    {
        var article = Articles.Enrich(text);

        Assert.Equal(language, article.Language.Tag);
        Assert.Empty(article.Entities);
    }

    private static string Spelled(Entity entity) => $"{entity.Name} {(entity.Type == EntityType.Place ? 'g' : entity.Type[0])} {entity.CountryCode}".TrimEnd();
}
