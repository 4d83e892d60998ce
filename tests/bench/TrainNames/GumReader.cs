using System.Globalization;
using System.Text;
using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Names;

namespace Ingestion.Bench.TrainNames;

/// <summary>
/// Names from the entities of the GUM corpus (CoNLL-U): mentions of people, organisations and places whose head is a proper noun, cut to the proper nouns around
/// the head, without titles. GUM has no names as such, so this is a derivation, and its figures are for comparison only.
/// </summary>
internal static class GumReader
{
    private sealed record Word(string Form, bool IsProper, int Start, int End);

    private sealed record Mention(string Type, int First, int Head)
    {
        public int Last { get; set; }
    }

    public static NameDocument Read(FileInfo file)
    {
        var (text, words, mentions, open) = (new StringBuilder(), new List<Word>(), new List<Mention>(), new Dictionary<string, Stack<Mention?>>());
        var (raw, from) = ("", 0);
        foreach (var line in File.ReadLines(file.FullName))
        {
            if (line.StartsWith("# newpar", StringComparison.Ordinal) && text.Length > 0 && text[^1] == '\n' && !text.ToString(Math.Max(0, text.Length - 2), Math.Min(2, text.Length)).Equals("\n\n", StringComparison.Ordinal))
            {
                text.Append('\n');
            }
            else if (line.StartsWith("# text = ", StringComparison.Ordinal))
            {
                (raw, from) = (line[9..], text.Length);
                text.Append(raw).Append('\n');
            }
            else if (line.Split('\t') is { Length: 10 } cells && cells[0].All(char.IsAsciiDigit))
            {
                var start = Locate(text, cells[1], from);
                from = start + cells[1].Length;
                words.Add(new Word(cells[1], cells[3] == "PROPN", start, from));
                var entity = cells[9].Split('|').FirstOrDefault(feature => feature.StartsWith("Entity=", StringComparison.Ordinal));
                Brackets(entity?[7..] ?? "", words.Count - 1, mentions, open);
            }
        }

        return new NameDocument("gum-" + file.Name.Split('_')[1], Path.GetFileNameWithoutExtension(file.Name), text.ToString(), [.. Names(words, mentions)]);
    }

    private static int Locate(StringBuilder text, string form, int from)
    {
        for (var at = from; at + form.Length <= text.Length; at++)
        {
            if (text.ToString(at, form.Length) == form)
            {
                return at;
            }
        }

        throw new InvalidDataException($"No {form} after offset {from}.");
    }

    // "(1-place-new-…-2-coref(3-person-…)" opens two and closes one; "1)" closes.
    private static void Brackets(string value, int word, List<Mention> mentions, Dictionary<string, Stack<Mention?>> open)
    {
        for (var at = 0; at < value.Length;)
        {
            var end = value.IndexOfAny(['(', ')'], at + 1);
            end = end < 0 ? value.Length : end;
            var opens = value[at] == '(';
            var fields = value[(opens ? at + 1 : at)..end].Split('-');
            if (opens)
            {
                if (!open.TryGetValue(fields[0], out var stack))
                {
                    open.Add(fields[0], stack = new Stack<Mention?>());
                }

                stack.Push(fields.Length > 5 && int.TryParse(fields[5].Split(',')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var head) ? new Mention(fields[1], word, word + head - 1) : null);
            }

            var closes = end < value.Length && value[end] == ')';
            if (closes && open.TryGetValue(fields[0], out var opened) && opened.TryPop(out var mention) && mention is not null)
            {
                mention.Last = word;
                mentions.Add(mention);
            }

            at = closes ? end + 1 : end;
        }
    }

    private static IEnumerable<(string Type, int Start, int End)> Names(List<Word> words, List<Mention> mentions)
    {
        var taken = new HashSet<int>();
        foreach (var mention in mentions.OrderBy(mention => mention.First).ThenByDescending(mention => mention.Last))
        {
            var type = mention.Type switch { "person" => EntityType.Person, "organization" => EntityType.Organisation, "place" => EntityType.Place, _ => null };
            if (mention.Head > mention.Last || !words[mention.Head].IsProper)
            {
                continue;
            }

            var nested = mentions.Where(inner => inner != mention && inner.First >= mention.First && inner.Last <= mention.Last && !(inner.First <= mention.Head && mention.Head <= inner.Last)).ToList();
            var (first, last) = (mention.Head, mention.Head);
            while (first > mention.First && words[first - 1].IsProper && !nested.Exists(inner => inner.First <= first - 1 && first - 1 <= inner.Last))
            {
                first--;
            }

            while (last < mention.Last)
            {
                if (words[last + 1].IsProper && (type != EntityType.Person || !nested.Exists(inner => inner.First <= last + 1 && last + 1 <= inner.Last)))
                {
                    last++;
                }
                else if (type == EntityType.Organisation && words[last + 1].Form is "of" or "for" or "&" && last + 2 <= mention.Last && words[last + 2].IsProper)
                {
                    last += 2;
                }
                else if (type == EntityType.Organisation && words[last + 1].Form is "of" && last + 3 <= mention.Last && words[last + 2].Form == "the" && words[last + 3].IsProper)
                {
                    last += 3;
                }
                else
                {
                    break;
                }
            }

            while (type == EntityType.Person && first < last && (Gazetteer.Courtesy.ContainsKey(words[first].Form) || Gazetteer.RoleHeads.Contains(words[first].Form) || Gazetteer.RoleModifiers.Contains(words[first].Form)))
            {
                first++;
            }

            if (Enumerable.Range(first, last - first + 1).All(taken.Add) && type is not null && !Gazetteer.IsDemonym(words[first].Form + (last > first ? " " : "")))
            {
                yield return (type, words[first].Start, words[last].End);
            }
        }
    }
}
