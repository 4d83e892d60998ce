namespace Ingestion.Enricher.Tests;

/// <summary>Texts written for these tests, none of them about a real event, with what must and what must not come of them.</summary>
/// <param name="Topic">What it is about.</param>
/// <param name="Text">Paragraphs parted by line breaks.</param>
/// <param name="Language">The tag that must be found.</param>
/// <param name="Must">Names that must come out: name, first letter of the type, number of mentions, country code where it matters.</param>
/// <param name="MustNot">Names that must not come out, of whatever type.</param>
internal sealed record InventedText(string Topic, string Text, string Language, string[] Must, string[] MustNot)
{
    public static readonly InventedText[] All =
    [
        new(
            "sport",
            "Rovers striker Danny Okafor scored twice as Harrogate Rovers beat Luton Town 3-1 on Saturday.\n"
            + "Okafor, 24, struck in the ninth minute. However, coach Elena Marchetti said her side had been lucky.\n"
            + "\"We gave the ball away far too easily,\" said Marchetti.\nLast season Okafor played in Lyon.",
            "en",
            ["Danny Okafor p 3", "Elena Marchetti p 2", "Luton Town o 1", "Lyon g 1 FR"],
            ["Saturday", "However", "Last", "Rovers striker", "We"]),
        new(
            "business",
            "Shares in Brightwater Technologies Ltd fell 12% on Thursday after the company warned on profits.\n"
            + "Chief Executive Priya Raman told analysts that demand in Germany and Japan was weak. Ms Raman joined from Siemens in 2019.\n"
            + "The Bank of England left rates unchanged.\nBrightwater Technologies Ltd employs 4,000 people in Leeds.",
            "en",
            ["Brightwater Technologies Ltd o 2", "Priya Raman p 2", "Germany g 1 DE", "Japan g 1 JP", "Siemens o 1", "Bank of England o 1", "Leeds g 1 GB"],
            ["Shares", "Chief Executive", "Thursday", "Chief Executive Priya Raman", "England"]),
        new(
            "accident",
            "Two people were killed when a coach left the road near Arkenholt on Monday night, police said.\n"
            + "Police Chief Karl Brandt said the driver, a 52-year-old man, was in hospital. Mr Brandt said rain may have played a part.\n"
            + "Witness Sofia Lindqvist said: \"I heard a terrible noise and then nothing at all.\"\nRescuers from Sweden and Denmark helped.",
            "en",
            ["Karl Brandt p 2", "Sofia Lindqvist p 1", "Arkenholt g 1", "Sweden g 1 SE", "Denmark g 1 DK"],
            ["Police Chief", "Two", "Rescuers", "Witness", "Monday", "I"]),
        new(
            "court",
            "Judge Amanda Whitlock sentenced Robert Hale, 41, to nine years in prison at Bristol Crown Court on Friday.\n"
            + "Mrs Hale, his wife Margaret Hale, wept in the gallery. Mr Hale showed no emotion.\n"
            + "Prosecutor Tom Ekwueme called the fraud \"cynical, sustained and cruel\".",
            "en",
            ["Amanda Whitlock p 1", "Robert Hale p 2", "Margaret Hale p 2", "Tom Ekwueme p 1", "Bristol Crown Court o 1"],
            ["Judge", "Prosecutor", "Friday", "Judge Amanda Whitlock"]),
        new(
            "science",
            "Astronomers have found water on a distant planet, the European Space Agency said on Wednesday.\n"
            + "Professor Hiroshi Tanaka of the University of Kyoto led the study. \"This changes what we thought we knew,\" Tanaka said.\n"
            + "The agency, ESA, plans a mission in 2031. Scientists in Chile and South Africa took part.",
            "en",
            ["Hiroshi Tanaka p 2", "European Space Agency o 2", "University of Kyoto o 1", "Chile g 1 CL", "South Africa g 1 ZA"],
            ["Astronomers", "Professor Hiroshi Tanaka", "This", "Scientists", "Wednesday", "Kyoto"]),
        new(
            "election",
            "Prime Minister Anneke van der Velde won a second term in the Netherlands on Sunday. Mrs van der Velde took 54% of the vote.\n"
            + "Her rival, former Finance Minister Joost Bakker, conceded defeat. Bakker's Liberal Party lost 11 seats.\n"
            + "Turnout was higher than in 2022. European Union leaders sent their congratulations. French President Claire Dumont called van der Velde.",
            "en",
            ["Anneke van der Velde p 3", "Joost Bakker p 2", "Claire Dumont p 1", "Netherlands g 1 NL", "European Union o 1", "Liberal Party o 1"],
            ["Prime Minister", "French", "Turnout", "Her", "European", "Finance Minister Joost Bakker"]),
        new(
            "weather",
            "Heavy rain flooded parts of northern Italy on Tuesday. Rivers burst their banks in Lombardy, and Milan closed its schools.\n"
            + "Trains between Turin and Genoa were cancelled. Residents were told to stay at home until Thursday.",
            "en",
            ["Italy g 1 IT", "Lombardy g 1 IT", "Milan g 1 IT", "Turin g 1 IT", "Genoa g 1 IT"],
            ["Heavy", "Rivers", "Trains", "Residents", "Tuesday", "Thursday"]),
        new(
            "diplomacy",
            "Saudi Foreign Minister Khalid bin Nasser met his Egyptian counterpart, Hala el-Masry, in Cairo on Monday.\n"
            + "Mrs el-Masry said the Gulf of Aden must stay open. The United Nations and the Arab League welcomed the talks; the UN offered to help.\n"
            + "Neither the White House nor the Kremlin commented.",
            "en",
            ["Khalid bin Nasser p 1", "Hala el-Masry p 2", "Cairo g 1 EG", "Gulf of Aden g 1", "United Nations o 2", "Arab League o 1", "White House o 1", "Kremlin o 1"],
            ["Saudi", "Egyptian", "Neither", "Foreign Minister", "Khalid", "Aden"]),
        new(
            "culture",
            "The novelist Ngozi Adeyemi has won the Nobel Prize for her novel \"The Salt Road\".\n"
            + "Adeyemi, who was born in Lagos, wrote it in two years. Christmas sales are expected to be strong.\n"
            + "Critics compared the book with tales of the Cold War.",
            "en",
            ["Ngozi Adeyemi p 2", "Lagos g 1 NG"],
            ["Nobel Prize", "The Salt Road", "Salt Road", "Christmas", "Critics", "Cold War", "Nobel"]),
        new(
            "parties",
            "The Liberal Party of Canada and the Italian Republican Party sent guests, as did the New Democratic Party. It was VERY loud.",
            "en",
            ["Liberal Party of Canada o 1", "Italian Republican Party o 1", "New Democratic Party o 1"],
            ["Canada", "Italian", "Liberal Party", "VERY", "It"]),
        new(
            "two who share a name",
            "David Cole and Martin Cole were arrested in Dublin. Their sister, Jane Cole, was not.\nCole said nothing in court. Mrs Cole left at once.",
            "en",
            ["David Cole p 1", "Martin Cole p 1", "Jane Cole p 2", "Dublin g 1 IE"],
            ["Cole", "Mrs Cole"]),
        new(
            "a person called like a city",
            "Actor Peter Lincoln will open the festival in Vienna. Lincoln has never been to Austria.\nHis agent, Sally Paris, was not there.",
            "en",
            ["Peter Lincoln p 2", "Vienna g 1 AT", "Austria g 1 AT", "Sally Paris p 1"],
            ["Paris", "Lincoln", "Actor"]),
        new(
            "German",
            "Die Regierung in Berlin will das Gesetz noch vor dem Sommer ändern. Bundeskanzlerin Petra Lindemann sagte am Montag, die Wirtschaft brauche Sicherheit.\n"
            + "„Wir können nicht länger warten“, sagte Lindemann. Der Abgeordnete Jürgen Holtkamp lehnte den Entwurf ab.\n"
            + "In Frankreich und in der Schweiz gelten bereits strengere Regeln. Die Opposition kritisierte den Zeitplan der Koalition.",
            "de",
            ["Petra Lindemann p 2", "Jürgen Holtkamp p 1", "Berlin g 1 DE", "Frankreich g 1 FR", "Schweiz g 1 CH"],
            ["Regierung", "Gesetz", "Sommer", "Wirtschaft", "Opposition", "Zeitplan", "Koalition", "Sicherheit", "Montag", "Abgeordnete"]),
        new(
            "French",
            "La présidente Hélène Garnier a reçu mardi à Paris le ministre Paolo Conti. L'entretien a duré deux heures.\n"
            + "« Nous avons trouvé un accord sur la pêche », a déclaré Mme Garnier. L'Allemagne et l'Espagne doivent encore le ratifier.\n"
            + "Les syndicats ont aussitôt dénoncé une décision prise sans eux.",
            "fr",
            ["Hélène Garnier p 2", "Paolo Conti p 1", "Paris g 1 FR"],
            ["Nous", "Les", "La", "L'entretien"]),
        new(
            "Spanish",
            "El presidente Ramón Ibarra anunció este lunes en Lima una reforma de la ley de aguas. La ministra Lucía Paredes la presentará en el Congreso.\n"
            + "«No habrá privatización», dijo Ibarra ante los periodistas. Las organizaciones de agricultores de Perú y Chile siguen con atención el debate.",
            "es",
            ["Ramón Ibarra p 2", "Lucía Paredes p 1", "Lima g 1 PE", "Perú g 1 PE", "Chile g 1 CL"],
            ["El", "Las", "No"]),
    ];
}
