using System.Collections.Frozen;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>Words around names in bylines, in the languages of the sets that we measured and some more.</summary>
internal static class NameWords
{
    /// <summary>What stands before a name; longest first, so that <c>written by</c> goes before <c>by</c>.</summary>
    public static readonly string[] Leads =
    [
        .. new[]
        {
            "by", "written by", "words by", "text by", "story by", "reported by", "reporting by", "posted by", "published by", "authored by", "created by", "contributed by", "opinion by", "analysis by", "review by", "reviewed by",
            "interview by", "commentary by", "column by", "view all posts by", "view all articles by", "posts by", "articles by", "more by", "more from", "insights from", "author", "authors", "about the author", "from", "medium by",
            "von", "text", "autor", "autorin", "autoren", "ein gastbeitrag von", "eine kolumne von", "ein kommentar von", "ein interview von", "eine analyse von", "aus", "par", "écrit par", "publié par", "propos recueillis par",
            "por", "escrito por", "publicado por", "texto", "di", "da", "a cura di", "scritto da", "door", "tekst", "geschreven door", "av", "af", "skrevet av", "skriven av", "foto og tekst", "autorzy", "opracował", "opracowała", "tekijä",
            "автор", "авторы", "автор:", "yazan", "haber", "文", "文／", "記者", "撰文", "作者", "글", "بقلم", "كتب", "כותב", "מאת",
        }.OrderByDescending(lead => lead.Length),
    ];

    /// <summary>Bodies that send copy but have no by-line of their own, by their usual prints.</summary>
    public static readonly FrozenSet<string> Agencies = new[]
    {
        "ap", "associated press", "the associated press", "afp", "agence france-presse", "reuters", "thomson reuters", "dpa", "deutsche presse-agentur", "upi", "united press international", "epa", "ansa", "efe", "tass", "ria novosti", "xinhua",
        "pti", "press trust of india", "ani", "ians", "kyodo", "kyodo news", "jiji", "jiji press", "pa", "pa media", "press association", "bloomberg", "bloomberg news", "apa", "sda", "keystone-sda", "belga", "anp", "ntb", "tt", "ritzau", "stt",
        "pap", "čtk", "ctk", "mti", "lusa", "sid", "kna", "epd", "afx", "dpa-afx", "getty images", "getty", "cnn wire", "cnn newsource", "yonhap", "antara", "bernama", "anadolu", "aa", "dha", "iha", "interfax", "ukrinform", "cp", "the canadian press",
        "aap", "europa press", "news agencies", "agencies", "agenturen", "agences", "agencias", "agenzie", "shutterstock", "imago", "adobe stock",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What stands where a name should and is none.</summary>
    public static readonly FrozenSet<string> NotNames = new[]
    {
        "admin", "administrator", "editor", "editors", "staff", "staff writer", "staff reporter", "newsroom", "redaktion", "die redaktion", "redaction", "rédaction", "la rédaction", "redacción", "redação", "redazione", "la redazione", "redakcja",
        "redactie", "redaksjonen", "redaktionen", "toimitus", "редакция", "web desk", "news desk", "desk", "author", "authors", "by", "and", "guest", "guest author", "contributor", "contributors", "unknown", "none", "null", "undefined", "n/a",
        "anonymous", "others", "and others", "more authors", "posts", "full bio", "learn more", "paid", "free", "newsdesk", "author posts", "other authors", "associated", "correspondent", "online", "agency", "reporter", "digital", "editorial", "editorial board", "editorial team", "follow", "following", "share", "subscribe", "profile", "profiles", "people", "bio", "about", "contact",
        "email", "e-mail", "mail", "twitter", "facebook", "linkedin", "instagram", "home", "news", "view profile", "see all", "more", "read more", "comments", "comment", "the author", "author information", "sponsored", "advertisement", "opinion",
        "md", "phd", "ms", "ma", "ba", "mph", "rdn", "rd", "ld", "jd", "mba", "msc", "bsc", "rn", "dvm", "dds", "dr", "jr", "sr", "ii", "iii", "user", "root", "webmaster", "wordpress", "editorial staff", "web team", "著者一覧", "記者",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Who did something else to the text than write it. Lower case.</summary>
    public static readonly string[] OtherWork =
    [
        "reviewed by", "fact-checked by", "fact checked by", "checked by", "edited by", "editing by", "tested by", "researched by", "research by", "photos by", "photo by", "photographs by", "photography by", "illustration by", "illustrations by", "illustrated by",
        "produced by", "translated by", "curated by", "data analysis by", "additional reporting", "video by", "graphics by", "updated by", "fotos:", "foto:", "redigiert von", "übersetzt von", "traduit par", "traducido por",
    ];

    /// <summary>Words of roles: what stands from there on is no name.</summary>
    public static readonly FrozenSet<string> Roles = new[]
    {
        "editor", "editors", "reporter", "reporters", "correspondent", "writer", "columnist", "producer", "journalist", "contributor", "contributors", "contributing", "korrespondent", "korrespondentin", "redakteur", "redakteurin", "redaktør",
        "director", "analyst", "photographer", "staff", "newsletter", "published", "updated", "posted", "special", "senior", "junior", "chief", "managing", "associate", "executive", "founder", "co-founder", "cofounder", "ceo", "former", "head",
        "manager", "expert", "specialist", "consultant", "strategist", "professor", "lecturer", "fellow", "author", "guest", "freelance", "freelancer", "journaliste", "rédacteur", "rédactrice", "periodista", "redactor", "redactora", "giornalista",
        "jornalista", "repórter", "dziennikarz", "dziennikarka", "journalistin", "volontär", "volontärin", "reporterin", "follow", "read", "min", "minute", "minutes", "copied", "link", "translated", "edited", "edit", "contact", "reviewed", "medically",
        "기자", "특파원", "記者", "編集委員", "论述", "view", "share", "says", "photos", "photography", "photographs", "video", "illustration", "illustrations", "on", "as",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Words of bodies: what has one of them is no person, at the end of a name or after <c>The</c>.</summary>
    public static readonly FrozenSet<string> Bodies = new[]
    {
        "news", "times", "post", "journal", "gazette", "tribune", "press", "report", "magazine", "media", "network", "networks", "agency", "agentur", "agence", "agencia", "agenzia", "herald", "telegram", "telegraph", "daily", "weekly", "tv", "radio",
        "channel", "university", "universität", "université", "institute", "institut", "center", "centre", "college", "foundation", "board", "desk", "team", "staff", "redaktion", "redaktionen", "rédaction", "redacción", "redazione", "redakcja", "redactie",
        "group", "inc", "llc", "ltd", "gmbh", "association", "council", "committee", "department", "ministry", "office", "studios", "online", "digital", "zeitung", "nachrichten", "anzeiger", "tageblatt", "blatt", "editors", "contributors", "society",
        "bureau", "service", "services", "company", "corp", "publishing", "communications", "partners", "solutions", "blog", "enquirer", "examiner", "observer", "chronicle", "courier", "courier-post", "sentinel", "dispatch", "bulletin", "register", "reporter",
        "review", "globe", "mirror", "standard", "independent", "wire", "nachrichtenagentur", "presse-agentur", "correspondents", "writers", "reporters", "editorial", "administration", "project", "program", "research", "union", "club", "newspaper", "com",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Small words inside names, written without capitals.</summary>
    public static readonly FrozenSet<string> Particles = new[]
    {
        "de", "del", "della", "di", "da", "das", "dos", "do", "du", "des", "den", "der", "die", "van", "von", "vom", "zu", "zum", "zur", "und", "la", "le", "les", "el", "al", "bin", "ben", "ibn", "ter", "ten", "te", "af", "av", "of", "y", "e", "i", "'t", "op", "in't", "dalla", "lo", "san",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Months as they stand before the day in dates that follow a name.</summary>
    public static readonly FrozenSet<string> DateWords = new[]
    {
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "januar", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember", "am", "le", "el", "the", "at", "den",
        "janvier", "février", "mars", "avril", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre", "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
