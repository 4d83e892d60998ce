namespace Ingestion.Enricher.Copies;

/// <summary>Agencies whose copy others carry: name, what credits call them, and where they publish themselves.</summary>
/// <remarks>Names and hosts as the agencies give them on their own pages.</remarks>
internal static class Agencies
{
    // Short forms count only where they stand alone, in brackets or as a whole byline: "PA" and "TT" are words elsewhere.
    private static readonly (string Name, string[] Full, string[] Short, string[] Hosts)[] Table =
    [
        ("Reuters", ["Reuters", "Thomson Reuters"], [], ["reuters.com"]),
        ("Associated Press", ["Associated Press"], ["AP"], ["apnews.com", "ap.org"]),
        ("Agence France-Presse", ["Agence France-Presse", "Agence France Presse"], ["AFP"], ["afp.com"]),
        ("dpa", ["Deutsche Presse-Agentur"], ["dpa", "DPA"], ["dpa.com", "dpa-international.com"]),
        ("ANSA", ["Agenzia ANSA"], ["ANSA", "Ansa"], ["ansa.it"]),
        ("EFE", ["Agencia EFE"], ["EFE"], ["efe.com"]),
        ("Europa Press", ["Europa Press"], ["EP"], ["europapress.es"]),
        ("Lusa", ["Agência Lusa"], ["Lusa", "LUSA"], ["lusa.pt"]),
        ("PA Media", ["PA Media", "Press Association"], ["PA"], ["pamediagroup.com"]),
        ("UPI", ["United Press International"], ["UPI"], ["upi.com"]),
        ("Bloomberg", ["Bloomberg News", "Bloomberg"], [], ["bloomberg.com"]),
        ("Canadian Press", ["Canadian Press", "La Presse Canadienne"], ["CP"], ["thecanadianpress.com"]),
        ("AAP", ["Australian Associated Press"], ["AAP"], ["aap.com.au"]),
        ("Xinhua", ["Xinhua"], [], ["xinhuanet.com", "news.cn"]),
        ("Kyodo", ["Kyodo News", "Kyodo"], [], ["kyodonews.net"]),
        ("Jiji Press", ["Jiji Press"], ["Jiji"], ["jiji.com"]),
        ("Yonhap", ["Yonhap"], [], ["yna.co.kr"]),
        ("Press Trust of India", ["Press Trust of India"], ["PTI"], ["ptinews.com"]),
        ("ANI", ["Asian News International"], ["ANI"], ["aninews.in"]),
        ("IANS", ["Indo-Asian News Service"], ["IANS"], ["ians.in"]),
        ("TASS", ["ITAR-TASS"], ["TASS", "ТАСС"], ["tass.ru", "tass.com"]),
        ("Interfax", ["Interfax", "Интерфакс"], [], ["interfax.ru", "interfax.com"]),
        ("Ukrinform", ["Ukrinform", "Укрінформ"], [], ["ukrinform.net", "ukrinform.ua"]),
        ("Anadolu", ["Anadolu Agency", "Anadolu Ajansı"], ["AA"], ["aa.com.tr"]),
        ("PAP", ["Polska Agencja Prasowa"], ["PAP"], ["pap.pl"]),
        ("ČTK", ["Česká tisková kancelář"], ["ČTK"], ["ctk.cz", "ceskenoviny.cz"]),
        ("APA", ["Austria Presse Agentur"], ["APA"], ["apa.at"]),
        ("ANP", ["Algemeen Nederlands Persbureau"], ["ANP"], ["anp.nl"]),
        ("Belga", [], ["Belga", "BELGA"], ["belga.be"]),
        ("TT", ["TT Nyhetsbyrån"], ["TT"], ["tt.se"]),
        ("NTB", ["Norsk Telegrambyrå"], ["NTB"], ["ntb.no"]),
        ("Ritzau", ["Ritzau"], [], ["ritzau.dk", "ritzau.com"]),
        ("Bernama", ["Bernama"], [], ["bernama.com"]),
        ("Antara", [], ["ANTARA", "Antara"], ["antaranews.com"]),
    ];

    /// <summary>The agency that a credit names; null when it names none, or more than one.</summary>
    /// <param name="credit">A byline, a credit line, what stands in brackets in a dateline: a few words.</param>
    public static string? Named(string? credit)
    {
        if (string.IsNullOrWhiteSpace(credit) || credit.Length > 300)
        {
            return null;
        }

        var alone = credit.Trim().Trim('(', ')', '[', ']', '.', ',', '-', '–', '—', ' ');
        string? found = null;
        foreach (var (name, full, abbreviated, _) in Table)
        {
            if (!full.Any(word => Holds(credit, word)) && !abbreviated.Any(word => alone == word || credit.Contains($"({word})", StringComparison.Ordinal)))
            {
                continue;
            }

            // "Australian Associated Press" holds "Associated Press".
            if (found is null || (name == "AAP" && found == "Associated Press"))
            {
                found = name;
            }
            else
            {
                return null;
            }
        }

        return found;
    }

    /// <summary>The agency that publishes at a host; null when none does.</summary>
    public static string? At(string? host) => host is null
        ? null
        : Table.FirstOrDefault(row => row.Hosts.Any(own => host == own || host.EndsWith("." + own, StringComparison.Ordinal))).Name;

    /// <summary>The agency that a provider's whole name is; null when it is none's.</summary>
    public static string? Called(string? provider) => provider is null
        ? null
        : Table.FirstOrDefault(row => row.Name == provider || row.Full.Contains(provider) || row.Short.Contains(provider) || row.Full.Any(full => "The " + full == provider)).Name;

    private static bool Holds(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + word.Length == text.Length || !char.IsLetterOrDigit(text[at + word.Length])))
            {
                return true;
            }
        }

        return false;
    }
}
