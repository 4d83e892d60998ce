namespace Ingestion.News.Urls;

/// <summary>Why a text is no http or https URL.</summary>
public enum UrlFault
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>No scheme, and nothing that it could be relative to.</summary>
    NotAbsolute,

    /// <summary>Another scheme.</summary>
    OtherScheme,

    /// <summary>No host.</summary>
    NoHost,

    /// <summary>A host that cannot be: a character that hosts do not have, or an address with a number too many or too large.</summary>
    BadHost,

    /// <summary>No number from 0 to 65535 where the port should be.</summary>
    BadPort,
}
