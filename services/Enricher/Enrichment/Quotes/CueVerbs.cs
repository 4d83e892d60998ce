using System.Collections.Frozen;

namespace Ingestion.Enricher.Enrichment.Quotes;

/// <summary>Verbs that introduce somebody's words, as they are printed.</summary>
/// <remarks>Common knowledge of news language; English, then German, French, Spanish, Italian, Portuguese, Dutch.</remarks>
internal static class CueVerbs
{
    private static readonly FrozenSet<string> All = """
        said says say told tells added adds asked asks replied replies answered explained explains argued argues claimed claims insisted insists stated states declared declares announced
        wrote writes tweeted posted noted notes warned warns admitted admits acknowledged conceded recalled recalls remarked commented observed continued continues concluded
        suggested predicted promised vowed urged called calls described responded joked quipped shouted cried whispered testified complained denied stressed emphasised emphasized
        pointed reiterated maintained confirmed revealed reported repeated quoted believes thinks hopes saying adding telling arguing writing calling warning insisting describing
        agreed agrees disagreed disagrees thanked spoke speaks apologised apologized apologises mocked dismissed rejected rejects welcomed blamed criticised criticized demanded
        demands ordered begged prayed muttered sighed laughed laughs screamed yelled chanted roared snapped exclaimed assured informed advised reminded proclaimed pledged
        threatened threatens teased interrupted opined reasoned speculated swore asserted asserts contended contends alleged alleges disclosed hinted implied indicated
        blogged texted emailed summarised summarized likened labelled labeled branded dubbed slammed blasted hailed denounced decried deplored cautioned cautions appealed
        inquired enquired wondered wonders queried responds rejoined reckoned reckons remembered remembers recounted relates related recites complains jokes admits concedes
        maintains stresses suggests predicts promises confirms writes denies confessed confesses defended fumed raged grumbled gushed enthused raved echoed agreeing
        responding replying explaining recalling describing noting asking urging pointing admitting claiming promising stressing telling declaring commenting joking shouting
        boasted lamented mused countered conceded retorted pleaded ruled accused praised condemned
        sagte sagt erklärte erklärt betonte betont meinte meint schrieb schreibt teilte mahnte warnte kritisierte forderte ergänzte versicherte
        sagten erklärten meinten äußerte äußerten rief fragte antwortete entgegnete erwiderte klagte lobte bekräftigte unterstrich kündigte bezeichnete berichtete erzählte
        regretté regrette rappelé rappelle répondu répond insisté insiste dénoncé dénonce confirmé confirme annoncé martelé regrettait soupiré témoigne raconté raconte
        respondió responde insistió insiste denunció denuncia lamentó lamenta recordó recuerda confirmó anunció reconoció contó agregó sostuvo apuntó destacó
        risposto risponde ricordato ricorda raccontato racconta commentato commenta denunciato confermato annunciato precisato
        respondeu contou lembrou ressaltou lamentou criticou anunciou confirmou
        vertelt antwoordde reageerde benadrukte waarschuwde voegde
        sade säger uppgav förklarade menade berättade skriver sa sier fortalte forklarte siger sagde forklarede fortæller
        powiedział powiedziała dodał dodała stwierdził stwierdziła oświadczył oświadczyła mówi
        сказал сказала заявил заявила сообщил сообщила отметил отметила добавил добавила подчеркнул подчеркнула пояснил пояснила говорит
        сказав заявив повідомив повідомила зазначив зазначила додав dedi söyledi belirtti açıkladı
        dit déclaré déclare affirmé affirme expliqué explique ajouté ajoute précisé précise indiqué indique estimé estime souligné souligne assuré assure lancé confié
        dijo dice afirmó afirma declaró explicó explica señaló señala aseguró asegura añadió añade manifestó subrayó advirtió comentó
        detto dichiarato dichiara spiegato spiega affermato afferma aggiunto aggiunge sottolineato ribadito
        disse diz afirmou afirma declarou explicou acrescentou destacou
        zei zegt verklaarde aldus vertelde
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    private static readonly FrozenSet<string> AccordingTo = new[] { "laut", "selon", "según", "secondo", "segundo", "volgens" }.ToFrozenSet();

    public static bool Contains(string lower) => All.Contains(lower);

    /// <summary>One word that means "according to".</summary>
    public static bool IsAccordingTo(string lower) => AccordingTo.Contains(lower);
}
