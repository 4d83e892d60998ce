using System.Collections.Frozen;

namespace Ingestion.Parser.Extraction.Dates;

internal enum DateLabel : byte
{
    None,
    Published,
    Modified,

    /// <summary>Another thing's date: an event, a comment, a reader's joining, a copyright.</summary>
    Other,
}

/// <summary>The word before a date that says what it is the date of.</summary>
internal static class DateLabels
{
    // First words of what pages print there: beginnings where a language declines them. Written down from the languages' own words for to publish, to post, to update, to change.
    private static readonly string[] Published =
    [
        "publish", "posted", "created", "released", "issued", "written", "veröffentlich", "publizi", "erschien", "erstellt", "eingestellt", "gepostet", "geschrieben", "publié", "publie", "posté", "rédigé", "paru", "publica", "publicó",
        "creado", "pubblica", "inserito", "scritto", "postado", "gepubliceerd", "geplaatst", "publicer", "publisert", "udgivet", "oprettet", "inlagd", "opprettet", "julkais", "birt", "publikov", "zveřejn", "vydán", "vydané",
        "zverejn", "uverejn", "opublikow", "dodano", "utworzon", "опубликов", "размещ", "создан", "опублікован", "розміщен", "публикув", "публикац", "објавље", "објавен", "objavlj", "objavljen", "közzétév", "megjelen", "létrehoz",
        "publicat", "postat", "paskelbt", "publicēts", "avaldat", "yayın", "eklenme", "oluşturul", "dərc", "δημοσ", "ανάρτ", "נכתב", "פורסם", "פרסום", "نشر", "النشر", "منتشر", "انتشار", "شائع", "प्रकाशित", "प्रकाशन",
        "প্রকাশ", "வெளியிட", "పోస్ట", "เผยแพร่", "ลงวันที่", "đăng", "xuất", "diterbit", "dipublikasi", "dikirim", "terbit", "公開", "掲載", "配信", "発表", "投稿", "发布", "發布", "发表", "發表", "입력", "등록", "게시", "기사입력", "publikua",
        "cyhoeddwyd", "foilsithe", "argitarat", "жарияланды", "e'lon", "гамарсан", "გამოქვეყნ",
    ];

    private static readonly string[] Modified =
    [
        "updat", "modified", "edited", "revised", "changed", "corrected", "reviewed", "aktualisi", "geändert", "überarbeitet", "bearbeitet", "änderung", "letzte", "mis à jour", "mise à jour", "modifi", "actualis", "actualiz",
        "editado", "aggiorna", "atualiza", "bijgewerkt", "gewijzigd", "aangepast", "uppdatera", "ändrad", "opdater", "oppdater", "päivit", "muokat", "aktualiz", "změněno", "zaktualizow", "zmodyfikow", "обновл", "изменен", "изменён",
        "оновлен", "змінен", "обновен", "актуализ", "ажурира", "ažurira", "posodob", "frissít", "módosít", "atnaujin", "atjaun", "uuendat", "muudet", "güncelle", "yenilən", "ενημ", "τροποπ", "עודכן", "עדכון", "تحديث", "تعديل",
        "به‌روز", "بروزرسانی", "अपडेट", "संशोधित", "আপডেট", "புதுப்பி", "อัปเดต", "แก้ไข", "cập nhật", "diperbarui", "dikemas", "update", "更新", "修改", "수정", "업데이트", "최종", "përditës", "eguneratu", "განახლ",
    ];

    private static readonly string[] Other =
    [
        "copyright", "expires", "deadline", "until", "since", "born", "died", "joined", "member", "registered", "accessed", "retrieved", "archived", "event", "starts", "ends", "geboren", "gestorben", "gültig", "bis", "seit",
        "termin", "anmeldeschluss", "abgerufen", "registriert", "beigetreten", "mitglied", "depuis", "jusqu", "inscri", "hasta", "desde", "fino", "valid", "consult", "dabei",
    ];

    // By the first two letters, so that a word is compared with a handful and not with all.
    private static readonly FrozenDictionary<int, (string Stem, DateLabel Label)[]> Stems = Published.Select(stem => (stem, DateLabel.Published))
        .Concat(Modified.Select(stem => (stem, DateLabel.Modified)))
        .Concat(Other.Select(stem => (stem, DateLabel.Other)))
        .GroupBy(pair => Key(pair.stem))
        .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(pair => pair.stem.Length).Select(pair => (pair.stem, pair.Item2)).ToArray());

    /// <summary>How far before a date its label may begin, in characters: "Last updated on Monday, ".</summary>
    private const int Reach = 48;

    /// <param name="before">What stands before the date in its line; only the end of it is read.</param>
    /// <returns>What the nearest label says.</returns>
    public static DateLabel Before(ReadOnlySpan<char> before)
    {
        before = before.Length > Reach ? before[^Reach..] : before;
        var label = DateLabel.None;
        Span<char> word = stackalloc char[16];
        for (var i = 0; i < before.Length; i++)
        {
            if (before[i] == '©')
            {
                label = DateLabel.Other;
                continue;
            }

            var cut = before[i] is >= '\u3040' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7A3';
            if (!char.IsLetter(before[i]) || (!cut && i > 0 && char.IsLetter(before[i - 1])))
            {
                continue;
            }

            var length = Math.Min(word.Length, before.Length - i);
            before.Slice(i, length).ToLowerInvariant(word);
            if (length >= 2 && Stems.TryGetValue(Key(word), out var stems))
            {
                foreach (var (stem, meaning) in stems)
                {
                    if (word[..length].StartsWith(stem, StringComparison.Ordinal))
                    {
                        label = meaning;
                        break;
                    }
                }
            }
        }

        return label;
    }

    private static int Key(ReadOnlySpan<char> word) => (word[0] << 16) | word[1];
}
