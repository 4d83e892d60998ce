namespace Ingestion.Bench.Ssrf;

/// <summary>What the server of a vector answers, request by request.</summary>
internal static class ScriptedServer
{
    /// <param name="vector">Whose server.</param>
    /// <param name="url">What is asked.</param>
    /// <param name="request">Requests made before.</param>
    /// <returns>The <c>Location</c> header of a redirect; null when it answers with a page.</returns>
    public static string? Location(Vector vector, Uri url, int request) => vector.Location switch
    {
        null => null,
        "self" => url.AbsoluteUri,
        "ping-pong" => request % 2 == 0 ? "/pong" : vector.Url,
        "ever-longer-url" => url.AbsoluteUri + new string('x', 1000),
        "https->http downgrade" => request == 0 ? "https" + vector.Url[vector.Url.IndexOf(':', StringComparison.Ordinal)..] : request == 1 ? "http://" + url.Authority + "/ok" : null,
        "Location with CRLF" => "/ok\r\nSet-Cookie: a=b",
        "Location: empty" => "",
        _ when request < vector.Hops - 1 => $"/hop/{request}",
        _ => request == vector.Hops - 1 ? vector.Location : null,
    };
}
