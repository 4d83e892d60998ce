namespace Ingestion.Enricher.Enrichment.Names;

/// <summary>Titles and roles that stand before a name. Not part of it.</summary>
/// <remarks>Common knowledge of English-language news; for German, French, Spanish, Italian, Portuguese and Dutch the most frequent.</remarks>
internal static class Titles
{
    /// <summary>Forms of address: title; m, f or nothing.</summary>
    public const string Courtesy = "Mr=m,Mr.=m,Mrs=f,Mrs.=f,Ms=f,Ms.=f,Miss=f,Messrs=m,Mx=,Herr=m,Herrn=m,Frau=f,M.=m,Mme=f,Mme.=f,Mlle=f,Monsieur=m,Madame=f,Señor=m,Señora=f,Sra.=f,Sr.=m,Signor=m,Signora=f,Senhor=m,Senhora=f,Meneer=m,Mevrouw=f,Smt=f,Smt.=f,Shri=m,Kumari=f";

    /// <summary>Words that alone before a name are a role. Capitalised here, found in lower case as well.</summary>
    public const string Heads = """
        President,Minister,Chancellor,Premier,Secretary,Senator,Sen,Sen.,Representative,Rep,Rep.,Congressman,Congresswoman,Governor,Gov,Gov.,Mayor,MP,MEP,MSP,Councillor,Councilman,Councilwoman,Ambassador,Envoy,Commissioner,Speaker,Leader,Spokesman,Spokeswoman,Spokesperson,
        King,Queen,Prince,Princess,Duke,Duchess,Earl,Emperor,Emir,Sheikh,Sheik,Sultan,Lord,Lady,Sir,Dame,Baroness,Baron,Pope,Archbishop,Bishop,Cardinal,Rabbi,Imam,Ayatollah,Reverend,Rev,Rev.,Father,Pastor,Priest,Patriarch,Mullah,Dalai,
        General,Gen,Gen.,Colonel,Col,Col.,Lieutenant,Lt,Lt.,Major,Maj,Maj.,Captain,Capt,Capt.,Sergeant,Sgt,Sgt.,Corporal,Private,Admiral,Adm,Adm.,Commander,Cmdr,Cmdr.,Marshal,Brigadier,Officer,Constable,Inspector,Superintendent,Supt,Detective,Sheriff,Deputy,Warden,
        Judge,Justice,Prosecutor,Attorney,Lawyer,Solicitor,Barrister,Magistrate,Coroner,Chief,Director,Chairman,Chairwoman,Chair,Chairperson,CEO,CFO,Executive,Founder,Co-founder,Manager,Coach,Trainer,Boss,Head,Treasurer,Editor,Owner,Economist,Analyst,Strategist,Trader,Broker,Banker,Investor,
        Doctor,Dr,Dr.,Professor,Prof,Prof.,Scientist,Researcher,Engineer,Historian,Astronaut,Cosmonaut,Biologist,Physicist,Chemist,Astronomer,Epidemiologist,Psychologist,Surgeon,Nurse,Teacher,Headteacher,Principal,Student,Farmer,Fisherman,Driver,Pilot,
        Actor,Actress,Singer,Musician,Rapper,Author,Writer,Novelist,Poet,Artist,Painter,Architect,Designer,Comedian,Presenter,Broadcaster,Journalist,Reporter,Correspondent,Columnist,Photographer,Filmmaker,Producer,Conductor,Composer,Model,
        Striker,Midfielder,Defender,Goalkeeper,Forward,Winger,Batsman,Bowler,Quarterback,Pitcher,Sprinter,Swimmer,Boxer,Jockey,Cyclist,Golfer,Referee,Umpire,Champion,Champions,Medallist,Skipper,Teammate,
        Candidate,Nominee,Activist,Campaigner,Dissident,Lawmaker,Politician,Diplomat,Negotiator,Aide,Adviser,Advisor,Delegate,Official,Dictator,Strongman,Warlord,Rebel,Whistleblower,Tycoon,Billionaire,Entrepreneur,Businessman,Businesswoman,Resident,Witness,Neighbour,Neighbor,Victim,Suspect,Defendant,Volunteer,Organiser,Organizer,Lama,Comrade
        """;

    /// <summary>Words that may stand before such a word and belong to the role.</summary>
    public const string Modifiers = """
        Prime,Foreign,Defence,Defense,Finance,Interior,Home,Health,Education,Transport,Justice,Trade,Energy,Environment,Economy,Economic,Economics,Culture,Agriculture,Labour,Labor,Housing,Treasury,Climate,Science,Sports,Sport,Tourism,Immigration,Migration,Security,Intelligence,Information,Press,Communications,Oil,Planning,Development,Industry,Commerce,Business,Work,Pensions,Family,Youth,Women's,Water,Digital,Brexit,Cabinet,
        Vice,Vice-President,Deputy,Assistant,Acting,Interim,Former,Ex,Late,First,Second,Senior,Junior,Chief,Executive,Managing,General,Attorney,District,State,Federal,National,Regional,Provincial,Local,Lead,Principal,Permanent,Special,Supreme,High,Crown,Major,Lieutenant,Rear,Brigadier,Detective,Police,Fire,Army,Navy,Air,Military,Staff,Armed,Financial,Operating,Technology,Marketing,Medical,Scientific,Research,Editorial,Party,Opposition,Majority,Minority,House,Senate,Parliamentary,Parliament,Labour,Conservative,Republican,Democratic,Democrat,Liberal,Tory,Green,Socialist,Communist,Social,Union,Trade,Football,Team,Head,Assistant,World,Olympic,Euro,Incoming,Outgoing,Elected,President-elect,Presidential,Vice-presidential,Gubernatorial,Grand,Shadow,Company,Club,Human,Rights,Political,Lead,Right,Left,Co,Famed,Veteran,Ruling,Then,Longtime,Media,Investigative,Village,City,County,Town
        """;

    /// <summary>After a role and <c>of</c>.</summary>
    public const string Offices = "State,Defence,Defense,Justice,Health,Education,Commerce,Labor,Energy,Agriculture,Transportation,Homeland Security,the Treasury,the Interior,Staff,Finance,Foreign Affairs,the House,the Exchequer,Police,Parliament,the Senate,the Opposition";

    /// <summary>Roles of other languages, before a name.</summary>
    public const string OtherLanguages = """
        Präsident,Präsidentin,Bundespräsident,Kanzler,Kanzlerin,Bundeskanzler,Bundeskanzlerin,Minister,Ministerin,Ministerpräsident,Ministerpräsidentin,Außenminister,Außenministerin,Innenminister,Innenministerin,Finanzminister,Finanzministerin,Verteidigungsminister,Verteidigungsministerin,Verkehrsminister,Verkehrsministerin,Wirtschaftsminister,Wirtschaftsministerin,Bürgermeister,Bürgermeisterin,Oberbürgermeister,Oberbürgermeisterin,Sprecher,Sprecherin,Regierungssprecher,Regierungssprecherin,Parteichef,Parteichefin,Vorsitzende,Vorsitzender,Generalsekretär,Generalsekretärin,Trainer,Trainerin,Bundestrainer,Papst,König,Königin,Professor,Professorin,Richter,Richterin,Staatspräsident,Premierminister,Premierministerin,Regierungschef,Regierungschefin,Landrat,Landrätin,
        président,présidente,ministre,maire,chancelier,chancelière,sénateur,sénatrice,député,députée,procureur,procureure,directeur,directrice,porte-parole,secrétaire,général,juge,pape,roi,reine,professeur,entraîneur,avocat,avocate,
        presidente,presidenta,ministro,ministra,alcalde,alcaldesa,canciller,senador,senadora,diputado,diputada,portavoz,secretario,secretaria,gobernador,gobernadora,rey,reina,papa,juez,jueza,fiscal,profesor,profesora,entrenador,director,directora,sindaco,sindaca,cancelliere,portavoce,segretario,segretaria,re,regina,giudice,professore,professoressa,allenatore,governador,prefeito,prefeita,deputado,deputada,técnico,premier,minister-president,burgemeester,woordvoerder,koning,koningin
        """;

    /// <summary>Where the name begins in the text of a mention: behind "Mr " in "Mr Putin", at 0 in "Putin".</summary>
    public static int NameStart(string mention) =>
        mention.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space && Gazetteer.Courtesy.ContainsKey(mention[..space]) ? space + 1 : 0;
}
