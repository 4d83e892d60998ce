namespace Ingestion.Enricher.Enrichment.Text;

/// <summary>Tells whether a full stop ends its sentence: behind it white space and then what can begin a sentence.</summary>
/// <remarks>Reads a run of dots and closing marks once, however many of its dots are asked for.</remarks>
internal struct SentenceStop(string text)
{
    private int known = -1;
    private bool ends;

    /// <summary>Whether a full stop before <paramref name="at"/> ends a sentence; to be asked in the order of the text.</summary>
    public bool EndsAt(int at)
    {
        if (at <= known)
        {
            return ends;
        }

        while (at < text.Length && text[at] is '"' or '”' or '’' or '»' or ')' or '“' or '.')
        {
            at++;
        }

        known = at;
        if (at < text.Length && !char.IsWhiteSpace(text[at]))
        {
            return ends = false;
        }

        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return ends = at == text.Length || !char.IsLower(text[at]);
    }
}
