using Ingestion.Enricher.Enrichment.Text;
using Microsoft.ML.Tokenizers;

namespace Ingestion.Enricher.Enrichment.Names.Onnx;

/// <summary>Some sentences of a text as the model reads them at once.</summary>
/// <param name="Ids">Pieces of the vocabulary, with the marks for beginning and end.</param>
/// <param name="Words">The token of the text that a piece begins, or -1.</param>
internal sealed record TokenWindow(long[] Ids, int[] Words)
{
    // BERT's positions; longer sentences are cut.
    private const int Longest = 512;

    // No word of a language has more; what does is an address or noise, and its first pieces say so.
    private const int MostPieces = 16;

    /// <summary>Windows over all tokens, parted between sentences where that is possible.</summary>
    public static IEnumerable<TokenWindow> Cut(Token[] tokens, BertTokenizer pieces)
    {
        var (ids, words) = (new List<long>(), new List<int>());
        var (sentenceIds, sentenceWords) = (new List<long>(), new List<int>());
        for (var at = 0; at <= tokens.Length; at++)
        {
            var ends = at == tokens.Length || (at > 0 && tokens[at].Sentence != tokens[at - 1].Sentence) || sentenceIds.Count > Longest - 2 - MostPieces;
            if (ends && sentenceIds.Count > 0)
            {
                if (ids.Count + sentenceIds.Count > Longest - 2)
                {
                    yield return Closed(ids, words, pieces);
                    (ids, words) = ([], []);
                }

                ids.AddRange(sentenceIds);
                words.AddRange(sentenceWords);
                sentenceIds.Clear();
                sentenceWords.Clear();
            }

            if (at < tokens.Length)
            {
                var first = true;
                foreach (var id in pieces.EncodeToIds(tokens[at].Text.Length > 100 ? tokens[at].Text[..100] : tokens[at].Text, addSpecialTokens: false).Take(MostPieces))
                {
                    sentenceIds.Add(id);
                    sentenceWords.Add(first ? at : -1);
                    first = false;
                }
            }
        }

        if (ids.Count > 0)
        {
            yield return Closed(ids, words, pieces);
        }
    }

    private static TokenWindow Closed(List<long> ids, List<int> words, BertTokenizer pieces) =>
        new([pieces.ClassificationTokenId, .. ids, pieces.SeparatorTokenId], [-1, .. words, -1]);
}
