namespace Ingestion.Standalone.SampleWire;

/// <summary>The words around a story in the language of the story: what a reader sees and an extractor must leave out.</summary>
internal sealed record ChromeWords(
    string By, string Published, string Updated, string Share, string Cookies, string Accept, string NewsletterTitle, string Newsletter,
    string ReadMore, string Related, string Advertisement, string Comments, string Rights, string Photo)
{
    private static readonly Dictionary<string, ChromeWords> ByLanguage = new(StringComparer.Ordinal)
    {
        ["en"] = new(
            "By ", "Published", "Updated", "Share",
            "We and our 112 partners store cookies on your device to measure how our pages are used. You can change your choice at any time.",
            "Accept all", "The Morning Sheet", "Five stories before your first coffee. Sign up for our free newsletter.",
            "READ MORE:", "More from us", "Advertisement", "Comments", "All rights reserved.", "Photo"),
        ["de"] = new(
            "Von ", "Veröffentlicht", "Aktualisiert", "Teilen",
            "Wir und unsere 112 Partner speichern Cookies auf Ihrem Gerät, um die Nutzung unserer Seiten zu messen.",
            "Alle akzeptieren", "Das Morgenblatt", "Fünf Meldungen vor dem ersten Kaffee. Jetzt kostenlos abonnieren.",
            "LESEN SIE AUCH:", "Mehr zum Thema", "Anzeige", "Kommentare", "Alle Rechte vorbehalten.", "Foto"),
        ["fr"] = new(
            "Par ", "Publié", "Mis à jour", "Partager",
            "Avec nos 112 partenaires, nous déposons des cookies sur votre appareil afin de mesurer l’audience de nos pages.",
            "Tout accepter", "La feuille du matin", "Cinq articles avant le premier café. Inscription gratuite.",
            "LIRE AUSSI :", "Sur le même sujet", "Publicité", "Commentaires", "Tous droits réservés.", "Photo"),
        ["es"] = new(
            "Por ", "Publicado", "Actualizado", "Compartir",
            "Nosotros y nuestros 112 socios guardamos cookies en su dispositivo para medir el uso de nuestras páginas.",
            "Aceptar todo", "La hoja de la mañana", "Cinco noticias antes del primer café. Suscríbase gratis.",
            "LEA TAMBIÉN:", "Más noticias", "Publicidad", "Comentarios", "Todos los derechos reservados.", "Foto"),
        ["pt"] = new(
            "Por ", "Publicado", "Atualizado", "Partilhar",
            "Nós e os nossos 112 parceiros guardamos cookies no seu dispositivo para medir a utilização das páginas.",
            "Aceitar tudo", "A folha da manhã", "Cinco notícias antes do primeiro café. Subscreva gratuitamente.",
            "LEIA TAMBÉM:", "Mais notícias", "Publicidade", "Comentários", "Todos os direitos reservados.", "Foto"),
        ["pl"] = new(
            "", "Opublikowano", "Aktualizacja", "Udostępnij",
            "Wraz ze 112 partnerami zapisujemy pliki cookie na Twoim urządzeniu, aby mierzyć korzystanie z naszych stron.",
            "Akceptuję wszystko", "Poranny arkusz", "Pięć wiadomości przed pierwszą kawą. Zapisz się bezpłatnie.",
            "CZYTAJ TAKŻE:", "Więcej wiadomości", "Reklama", "Komentarze", "Wszelkie prawa zastrzeżone.", "Fot."),
        ["ar"] = new(
            "", "نُشر", "آخر تحديث", "مشاركة",
            "نستخدم نحن وشركاؤنا ملفات تعريف الارتباط على جهازك لقياس استخدام صفحاتنا.",
            "قبول الكل", "صحيفة الصباح", "خمسة أخبار قبل قهوتك الأولى. اشترك مجانا.",
            "اقرأ أيضا:", "المزيد من الأخبار", "إعلان", "تعليقات", "جميع الحقوق محفوظة.", "تصوير"),
        ["ja"] = new(
            "", "公開", "更新", "シェア",
            "当社と112の提携先は、ページの利用状況を測定するため端末にクッキーを保存します。",
            "すべて同意", "朝刊メール", "最初のコーヒーの前に五つのニュース。無料で登録。",
            "あわせて読む：", "関連記事", "広告", "コメント", "無断転載を禁じます。", "写真"),
    };

    public static ChromeWords For(string language) => ByLanguage[language];
}
