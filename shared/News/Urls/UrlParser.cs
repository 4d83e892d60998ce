using System.Buffers;
using System.Globalization;
using System.Text;

namespace Ingestion.News.Urls;

/// <summary>
/// Reads http and https URLs as browsers do, so that every spelling gives the host that a browser would ask. The states of the standard's machine
/// are the methods below.
/// </summary>
/// <remarks>WHATWG URL Standard, section 4.4, for the special schemes http and https.</remarks>
public static class UrlParser
{
    private static readonly SearchValues<char> EndOfAuthority = SearchValues.Create("/\\?#");
    private static readonly SearchValues<char> EndOfPath = SearchValues.Create("?#");
    private static readonly SearchValues<char> NotInUrls = SearchValues.Create("\t\n\r");
    private static readonly SearchValues<char> Slashes = SearchValues.Create("/\\");

    /// <summary>Reads a URL.</summary>
    /// <param name="text">Anything.</param>
    /// <param name="baseUrl">What a relative URL is relative to; null when only absolute ones are taken.</param>
    /// <param name="fault">Why not.</param>
    /// <returns>Null when it is no http or https URL.</returns>
    public static WebUrl? Parse(string text, WebUrl? baseUrl, out UrlFault fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rest = WithoutControls(text);
        var scheme = Scheme(rest);
        if (scheme.IsEmpty)
        {
            fault = baseUrl is null ? UrlFault.NotAbsolute : UrlFault.None;
            return baseUrl is null ? null : Relative(rest, baseUrl, out fault);
        }

        var known = scheme.Equals("https", StringComparison.OrdinalIgnoreCase) ? "https" : scheme.Equals("http", StringComparison.OrdinalIgnoreCase) ? "http" : null;
        if (known is null)
        {
            fault = UrlFault.OtherScheme;
            return null;
        }

        rest = rest[(scheme.Length + 1)..];
        return baseUrl?.Scheme == known && !rest.StartsWith("//", StringComparison.Ordinal) ? Relative(rest, baseUrl, out fault) : Authority(known, rest, out fault);
    }

    /// <summary>
    /// Whether readers disagree about the host, in <c>https://one\@two/</c>: to browsers the backslash ends it, to RFC 3986 it is part of a user name.
    /// Such a URL is made to deceive one of them.
    /// </summary>
    /// <param name="text">A URL.</param>
    /// <returns>True when an @ follows a backslash in what RFC 3986 calls the authority.</returns>
    public static bool IsAmbiguous(ReadOnlySpan<char> text)
    {
        var slashes = text.IndexOf("//", StringComparison.Ordinal);
        var authority = slashes < 0 ? text : text[(slashes + 2)..];
        var end = authority.IndexOfAny('/', '?', '#');
        authority = end < 0 ? authority : authority[..end];
        return authority.IndexOf('\\') is >= 0 and var backslash && authority[backslash..].Contains('@');
    }

    // Controls and spaces around a URL, and tabs and line ends within it, are not part of it.
    private static ReadOnlySpan<char> WithoutControls(string text)
    {
        var (from, to) = (0, text.Length);
        while (from < to && text[from] <= ' ')
        {
            from++;
        }

        while (to > from && text[to - 1] <= ' ')
        {
            to--;
        }

        var url = text.AsSpan(from, to - from);
        return url.ContainsAny(NotInUrls) ? string.Concat(url.ToString().Split(['\t', '\n', '\r'])) : url;
    }

    /// <returns>What stands before the first colon, if it has the form of a scheme; else nothing.</returns>
    private static ReadOnlySpan<char> Scheme(ReadOnlySpan<char> url)
    {
        if (url.IsEmpty || !char.IsAsciiLetter(url[0]))
        {
            return [];
        }

        for (var index = 1; index < url.Length; index++)
        {
            if (url[index] == ':')
            {
                return url[..index];
            }

            if (!char.IsAsciiLetterOrDigit(url[index]) && url[index] is not ('+' or '-' or '.'))
            {
                return [];
            }
        }

        return [];
    }

    private static WebUrl? Relative(ReadOnlySpan<char> rest, WebUrl baseUrl, out UrlFault fault)
    {
        if (rest is ['/' or '\\', '/' or '\\', ..])
        {
            return Authority(baseUrl.Scheme, rest, out fault);
        }

        fault = UrlFault.None;
        switch (rest)
        {
            case []:
                return baseUrl with { Fragment = null };
            case ['#', ..]:
                return baseUrl with { Fragment = PercentSet.Encode(rest[1..], PercentSet.Fragment) };
            case ['?', ..]:
                return WithTail(baseUrl, baseUrl.Path, rest);
            case ['/' or '\\', ..]:
                return WithPath(baseUrl, "", rest[1..]);
            default:
                return WithPath(baseUrl, baseUrl.Path.AsSpan(0, baseUrl.Path.LastIndexOf('/')), rest);
        }
    }

    private static WebUrl? Authority(string scheme, ReadOnlySpan<char> rest, out UrlFault fault)
    {
        rest = rest.TrimStart("/\\");
        var end = rest.IndexOfAny(EndOfAuthority);
        var authority = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[end..];

        var (user, password) = ("", "");
        if (authority.LastIndexOf('@') is >= 0 and var at)
        {
            var colon = authority[..at].IndexOf(':');
            user = PercentSet.Encode(colon < 0 ? authority[..at] : authority[..colon], PercentSet.UserInfo);
            password = colon < 0 ? "" : PercentSet.Encode(authority[(colon + 1)..at], PercentSet.UserInfo);
            authority = authority[(at + 1)..];
        }

        var name = authority;
        int? port = null;
        if (PortColon(authority) is >= 0 and var portAt)
        {
            name = authority[..portAt];
            if (!TryPort(authority[(portAt + 1)..], out port))
            {
                fault = UrlFault.BadPort;
                return null;
            }
        }

        if (HostParser.Parse(name) is not { } host)
        {
            fault = name.IsEmpty ? UrlFault.NoHost : UrlFault.BadHost;
            return null;
        }

        fault = UrlFault.None;
        var url = new WebUrl { Scheme = scheme, User = user, Password = password, Host = host, Port = port == WebUrl.DefaultPort(scheme) ? null : port, Path = "/" };
        return WithPath(url, "", rest is ['/' or '\\', ..] ? rest[1..] : rest);
    }

    // The first colon that is not inside brackets.
    private static int PortColon(ReadOnlySpan<char> authority)
    {
        var inBrackets = false;
        for (var index = 0; index < authority.Length; index++)
        {
            switch (authority[index])
            {
                case '[':
                    inBrackets = true;
                    break;
                case ']':
                    inBrackets = false;
                    break;
                case ':' when !inBrackets:
                    return index;
            }
        }

        return -1;
    }

    private static bool TryPort(ReadOnlySpan<char> text, out int? port)
    {
        port = null;
        if (text.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        if (text.IsEmpty)
        {
            return true;
        }

        text = text.TrimStart('0');
        port = text.IsEmpty ? 0 : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 65535 ? number : null;
        return port is not null;
    }

    /// <param name="url">Whose scheme and authority stay.</param>
    /// <param name="folder">Segments that the path begins with, each with its slash before it.</param>
    /// <param name="rest">The path after those, and what follows it.</param>
    private static WebUrl WithPath(WebUrl url, ReadOnlySpan<char> folder, ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAny(EndOfPath);
        var text = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[end..];
        return WithTail(url, IsPlain(text) ? string.Concat(folder, "/", text) : Path(folder, text), rest);
    }

    // Nothing to encode, no backslash, and no segment that begins with a dot, written or encoded.
    private static bool IsPlain(ReadOnlySpan<char> path) =>
        !path.ContainsAnyExcept(PercentSet.Path) && !path.Contains('\\') && !path.StartsWith('.') && !path.Contains("/.", StringComparison.Ordinal)
        && !path.Contains("%2e", StringComparison.OrdinalIgnoreCase);

    private static string Path(ReadOnlySpan<char> folder, ReadOnlySpan<char> text)
    {
        var path = new StringBuilder(folder.Length + text.Length + 16).Append(folder);
        while (true)
        {
            var slash = text.IndexOfAny(Slashes);
            var segment = slash < 0 ? text : text[..slash];
            var isUp = IsDots(segment, 2);
            if (isUp)
            {
                path.Length = Math.Max(0, LastSlash(path));
            }

            if (slash < 0 && (isUp || IsDots(segment, 1)))
            {
                return path.Append('/').ToString();
            }

            if (!isUp && !IsDots(segment, 1))
            {
                path.Append('/');
                PercentSet.Append(path, segment, PercentSet.Path);
            }

            if (slash < 0)
            {
                return path.ToString();
            }

            text = text[(slash + 1)..];
        }
    }

    private static int LastSlash(StringBuilder path)
    {
        var index = path.Length - 1;
        while (index >= 0 && path[index] != '/')
        {
            index--;
        }

        return index;
    }

    // "." and ".." with any of the dots written as %2e.
    private static bool IsDots(ReadOnlySpan<char> segment, int count)
    {
        for (; count > 0; count--)
        {
            if (segment.StartsWith('.'))
            {
                segment = segment[1..];
            }
            else if (segment.StartsWith("%2e", StringComparison.OrdinalIgnoreCase))
            {
                segment = segment[3..];
            }
            else
            {
                return false;
            }
        }

        return segment.IsEmpty;
    }

    private static WebUrl WithTail(WebUrl url, string path, ReadOnlySpan<char> rest)
    {
        var hash = rest.IndexOf('#');
        var query = hash < 0 ? rest : rest[..hash];
        return url with
        {
            Path = path,
            Query = query.IsEmpty ? null : PercentSet.Encode(query[1..], PercentSet.Query),
            Fragment = hash < 0 ? null : PercentSet.Encode(rest[(hash + 1)..], PercentSet.Fragment),
        };
    }
}
