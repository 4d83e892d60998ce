using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Ingestion.News.Urls;

/// <summary>The parameters of a query that name the page, in their order.</summary>
internal static class CanonicalQuery
{
    private sealed record Rule(string Name, string? Value, string? Host, bool IsSpelledSo);

    private static readonly Rule[] Rules =
    [
        .. from row in CanonicalRules.Parameters
           from text in row.Names.Split(' ')
           let parts = text.StartsWith("==", StringComparison.Ordinal) ? [text[2..]] : text.Split('=', 2)
           select new Rule(parts[0], parts.Length > 1 ? parts[1] : null, row.Host, text.StartsWith("==", StringComparison.Ordinal)),
    ];

    private static readonly string[] Prefixes = [.. Rules.Where(rule => rule.Name.EndsWith('*')).Select(rule => rule.Name[..^1])];

    private static readonly SearchValues<char> PrefixLetters = SearchValues.Create(string.Concat(Prefixes.Select(prefix => $"{char.ToLowerInvariant(prefix[0])}{char.ToUpperInvariant(prefix[0])}")));

    private static readonly FrozenDictionary<string, Rule[]>.AlternateLookup<ReadOnlySpan<char>> Named =
        Rules.Where(rule => !rule.Name.EndsWith('*')).GroupBy(rule => rule.Name, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether all of a query would be kept.</summary>
    public static bool IsClean(ReadOnlySpan<char> host, ReadOnlySpan<char> query)
    {
        foreach (var range in query.Split('&'))
        {
            if (query[range].IsEmpty || IsNoise(host, query[range]))
            {
                return false;
            }
        }

        return true;
    }

    /// <param name="host">The URL's host.</param>
    /// <param name="query">Without the question mark, percent-encoding in order.</param>
    /// <returns>Empty when nothing is left.</returns>
    public static string Clean(ReadOnlySpan<char> host, string query)
    {
        if (IsClean(host, query))
        {
            return query;
        }

        var kept = new StringBuilder(query.Length);
        foreach (var range in query.AsSpan().Split('&'))
        {
            var pair = query.AsSpan(range);
            if (!pair.IsEmpty && !IsNoise(host, pair))
            {
                (kept.Length > 0 ? kept.Append('&') : kept).Append(pair);
            }
        }

        return kept.ToString();
    }

    private static bool IsNoise(ReadOnlySpan<char> host, ReadOnlySpan<char> pair)
    {
        // Feeds that escape twice leave "&amp;" between parameters.
        if (pair.StartsWith("amp;", StringComparison.Ordinal))
        {
            pair = pair[4..];
        }

        var equals = pair.IndexOf('=');
        var name = equals < 0 ? pair : pair[..equals];
        if (Named.TryGetValue(name, out var rules))
        {
            var value = equals < 0 ? [] : pair[(equals + 1)..];
            foreach (var rule in rules)
            {
                if ((rule.Value is null || IsLike(value, rule.Value)) && (rule.Host is null || IsOn(host, rule.Host))
                    && (!rule.IsSpelledSo || name.SequenceEqual(rule.Name)))
                {
                    return true;
                }
            }
        }

        if (name.IsEmpty || !PrefixLetters.Contains(name[0]))
        {
            return false;
        }

        foreach (var prefix in Prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLike(ReadOnlySpan<char> value, string pattern) =>
        pattern.EndsWith('*') ? value.StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.OrdinalIgnoreCase) : value.Equals(pattern, StringComparison.OrdinalIgnoreCase);

    internal static bool IsOn(ReadOnlySpan<char> host, ReadOnlySpan<char> site) =>
        host.EndsWith(site, StringComparison.Ordinal) && (host.Length == site.Length || host[host.Length - site.Length - 1] == '.');
}
