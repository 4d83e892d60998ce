using Ingestion.Parser.Extraction.Dates;

namespace Ingestion.Parser.Tests.Dates;

public class DateLabelTests
{
    public static TheoryData<string, string> Labels => new()
    {
        { "Published on ", "Updated " },
        { "First published: ", "Last modified: " },
        { "Veröffentlicht am ", "Zuletzt aktualisiert: " },
        { "Publié le ", "Mis à jour le " },
        { "Publicado el ", "Actualizado el " },
        { "Publicado em ", "Atualizado em " },
        { "Pubblicato il ", "Aggiornato il " },
        { "Gepubliceerd op ", "Bijgewerkt op " },
        { "Publicerad ", "Uppdaterad " },
        { "Publisert ", "Oppdatert " },
        { "Udgivet ", "Opdateret " },
        { "Julkaistu ", "Päivitetty " },
        { "Avaldatud ", "Uuendatud " },
        { "Publicēts ", "Atjaunots " },
        { "Paskelbta ", "Atnaujinta " },
        { "Opublikowano: ", "Zaktualizowano: " },
        { "Publikováno ", "Aktualizováno " },
        { "Zverejnené ", "Aktualizované " },
        { "Objavljeno ", "Ažurirano " },
        { "Објављено ", "Ажурирано " },
        { "Публикувано на ", "Обновена на " },
        { "Опубликовано ", "Обновлено " },
        { "Опубліковано ", "Оновлено " },
        { "Publicat ", "Actualizat " },
        { "Megjelent: ", "Frissítve: " },
        { "Δημοσιεύτηκε: ", "Ενημερώθηκε: " },
        { "Yayınlanma: ", "Güncelleme: " },
        { "تم نشره ", "آخر تحديث " },
        { "انتشار: ", "بروزرسانی: " },
        { "פורסם: ", "עודכן: " },
        { "प्रकाशित: ", "अपडेट: " },
        { "প্রকাশ: ", "আপডেট: " },
        { "เผยแพร่ ", "อัปเดต " },
        { "Đăng lúc ", "Cập nhật lúc " },
        { "Diterbitkan ", "Diperbarui " },
        { "发布时间：", "更新时间：" },
        { "公開日：", "最終更新：" },
        { "입력 ", "수정 " },
    };

    [Theory]
    [MemberData(nameof(Labels))]
    public void The_word_before_a_date_says_what_happened_then(string published, string modified)
    {
        Assert.Equal(DateLabel.Published, DateLabels.Before(published));
        Assert.Equal(DateLabel.Modified, DateLabels.Before(modified));
    }

    [Theory]
    [InlineData("Published 1 March, updated ", "Modified")]
    [InlineData("Updated Monday, first published ", "Published")]
    [InlineData("By Ada Moreno | ", "None")]
    [InlineData("", "None")]
    [InlineData("Copyright ", "Other")]
    [InlineData("© ", "Other")]
    [InlineData("Member since ", "Other")]
    [InlineData("The harbour's publishers met, and the workers who had been waiting since dawn left on ", "Other")]
    public void The_nearest_label_counts(string before, string expected) => Assert.Equal(expected, DateLabels.Before(before).ToString());
}
