namespace Ingestion.News.Urls;

/// <summary>
/// What a URL carries that does not name the page: one row for each habit, with the document that tells of it. Dropping it must never lead to another
/// page, so that names which some sites use for content (<c>id</c>, <c>cid</c>, <c>ref</c>) are not here, or only with the value or the host that makes them safe.
/// </summary>
internal static class CanonicalRules
{
    /// <param name="Names">
    /// Query parameters, case ignored: <c>name</c>, <c>prefix*</c>, or <c>name=value</c>; <c>==name</c> is for this spelling only.
    /// </param>
    /// <param name="Source">Who says so.</param>
    /// <param name="Host">Only on this host and the hosts below it; null everywhere.</param>
    internal sealed record Row(string Names, string Source, string? Host = null);

    public static readonly Row[] Parameters =
    [
        // Campaigns
        new("utm_*", "Google Analytics Help, 'URL builders: Collect campaign data with custom URLs'"),
        new("_ga _gl", "Google Analytics Help, 'Set up cross-domain measurement'"),
        new("mtm_* matomo_campaign matomo_kwd", "Matomo, 'Campaign tracking: URL parameters'"),
        new("pk_campaign pk_cpn pk_kwd pk_keyword pk_source pk_medium pk_content pk_cid piwik_campaign piwik_kwd", "Matomo, 'Campaign tracking: URL parameters' (Piwik's names)"),
        new("at_*", "Piano Analytics, 'Campaign tracking'"),
        new("xtor xtref xtatc", "AT Internet, 'Marketing campaigns: xtor'"),
        new("ns_mchannel ns_source ns_campaign ns_linkname ns_fee", "comScore Digital Analytix, 'Campaign measurement'"),
        new("s_cid adobe_mc adobe_mc_ref adobe_mc_sdid", "Adobe Experience League, 'Tracking code' and 'appendVisitorIDsTo'"),
        new("ef_id s_kwcid", "Adobe Advertising, 'Click-tracking parameters'"),
        new("==CMP cmpid intcmp intcid", "Adobe Analytics, 'Campaign and internal campaign tracking' (names customary with publishers)"),
        new("cm_mmc cm_mmca1 cm_mmca2 cm_mmca3 cm_re cm_sp", "Acoustic (Coremetrics) Digital Analytics, 'Marketing channels'"),
        new("WT.mc_id WT.mc_ev WT.nav WT.tsrc", "Webtrends, 'Query parameters reference'"),
        new("wt_mc wt_zmc", "Mapp Intelligence (Webtrekk), 'Campaign tracking'"),
        new("etcc_*", "etracker, 'Campaign parameters'"),
        new("_openstat", "OpenStat, 'Campaign marks', as Yandex Direct adds them"),
        new("hsa_*", "HubSpot, 'Ads tracking parameters'"),

        // Click identifiers
        new("gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid", "Google Ads Help, 'Auto-tagging' and 'URL parameters'"),
        new("srsltid", "Google Merchant Center Help, 'Auto-tagging'"),
        new("fbclid fb_action_ids fb_action_types fb_source fb_ref", "Meta for Developers, 'fbp and fbc parameters' and 'Referrals'"),
        new("igsh igshid", "Instagram's share links (ClearURLs rules, 'instagram')"),
        new("msclkid", "Microsoft Advertising Help, 'Auto-tagging of the Microsoft click ID'"),
        new("ttclid", "TikTok Business Help, 'TikTok click ID'"),
        new("twclid", "X Business, 'Click ID'"),
        new("ref_src=twsrc* ref_src=twsrc^*", "X, 'Embedded posts': links out of an embed"),
        new("li_fat_id", "LinkedIn Marketing Solutions Help, 'First-party cookies'"),
        new("epik", "Pinterest Developers, 'Click ID'"),
        new("ScCid", "Snapchat Business Help, 'Click ID'"),
        new("rdt_cid", "Reddit Ads Help, 'Click ID'"),
        new("yclid ymclid ysclid", "Yandex Direct and Yandex Metrica Help, 'Click labels'"),
        new("dicbo", "Outbrain Help, 'Click ID'"),
        new("tblci", "Taboola Help, 'Click ID'"),
        new("_branch_match_id _branch_referrer", "Branch Help, 'Query parameters on links'"),
        new("irclickid cjevent", "impact.com and CJ, 'Click ID'"),

        // Newsletters: who received it
        new("mc_cid mc_eid mc_tc", "Mailchimp, 'About e-commerce and campaign tracking'"),
        new("_hsenc _hsmi __hstc __hssc __hsfp hsCtaTracking", "HubSpot, 'Cookies and parameters of HubSpot's tracking code'"),
        new("mkt_tok", "Marketo (Adobe), 'mkt_tok in tracked links'"),
        new("_ke _kx", "Klaviyo Help, 'Tracking parameters'"),
        new("vero_id vero_conv", "Vero Help, 'Conversion tracking'"),
        new("oly_enc_id oly_anon_id", "Omeda Olytics, 'Known and anonymous visitors'"),
        new("ml_subscriber ml_subscriber_hash", "MailerLite Help, 'Link tracking'"),
        new("vgo_ee", "ActiveCampaign Help, 'Site tracking'"),
        new("spMailingID spUserID spJobID spReportId", "Acoustic Campaign (Silverpop), 'Link tracking'"),
        new("trk_contact trk_msg trk_module trk_sid", "Listrak, 'Link tracking'"),

        // Feeds: where the link was found
        new("ref=rss source=rss src=rss from=rss via=rss partner=rss emc=rss", "The value says it: the link stands in an RSS feed"),
        new("amp_js_v amp_gsa amp_lite usqp", "AMP, 'AMP Cache URL format': what viewers add"),

        // Single sites: what their own feeds, newsletters and share buttons add
        new("smid smtyp smvar emc partner referringSource", "ClearURLs rules, 'nytimes'", "nytimes.com"),
        new("wpisrc wpmm itid", "The site's own newsletters and teasers", "washingtonpost.com"),
        new("mod reflink", "The site's own feeds and teasers", "wsj.com"),
        new("ftcamp", "The site's own feeds", "ft.com"),
        new("fsrc", "The site's own feeds", "economist.com"),
        new("ocid", "The site's own share links", "bbc.com"),
        new("ocid", "The site's own share links", "bbc.co.uk"),
        new("ito", "The site's own feeds", "dailymail.co.uk"),
        new("feedType feedName", "The site's own feeds", "reuters.com"),
        new("sara_ref", "The site's own share buttons", "spiegel.de"),
        new("ocid cvid", "ClearURLs rules, 'msn'", "msn.com"),
        new("si feature", "ClearURLs rules, 'youtube'", "youtube.com"),

        // Sessions: one visitor's number
        new("PHPSESSID", "PHP Manual, 'session.use_trans_sid'"),
        new("jsessionid", "Jakarta Servlet specification, 'Session tracking: URL rewriting'"),
        new("ASPSESSIONID*", "Microsoft Learn, 'ASP: Session object'"),
        new("CFID CFTOKEN", "ColdFusion documentation, 'URLSessionFormat'"),
    ];

    /// <summary>Parameters of a path segment, <c>;name=value</c>, that name a visitor (Jakarta Servlet specification, "Session tracking: URL rewriting").</summary>
    public static readonly string[] PathParameters = ["jsessionid", "phpsessid"];

    /// <param name="Host">The host that shows other people's pages: <c>name</c>, <c>*.name</c> for hosts below it, or <c>name.*</c> for one under any top domain.</param>
    /// <param name="Path">What stands before the publisher's host and path.</param>
    /// <param name="Scheme">The publisher's scheme.</param>
    /// <param name="Source">Who says so.</param>
    internal sealed record Wrapper(string Host, string Path, string Scheme, string Source);

    /// <summary>Caches and viewers of AMP pages, which hold the publisher's URL in their path. Longer paths first.</summary>
    public static readonly Wrapper[] Wrappers =
    [
        new("*.cdn.ampproject.org", "/c/s/", "https", "AMP, 'AMP Cache URL format and request handling'"),
        new("*.cdn.ampproject.org", "/v/s/", "https", "AMP, 'AMP Cache URL format and request handling': viewer"),
        new("*.cdn.ampproject.org", "/wp/s/", "https", "AMP, 'Serve AMP using signed exchanges'"),
        new("*.cdn.ampproject.org", "/c/", "http", "AMP, 'AMP Cache URL format and request handling'"),
        new("*.cdn.ampproject.org", "/v/", "http", "AMP, 'AMP Cache URL format and request handling': viewer"),
        new("*.cdn.ampproject.org", "/wp/", "http", "AMP, 'Serve AMP using signed exchanges'"),
        new("google.*", "/amp/s/", "https", "Google Search Central, 'AMP on Google: Google AMP Viewer URL'"),
        new("google.*", "/amp/", "http", "Google Search Central, 'AMP on Google: Google AMP Viewer URL'"),
        new("bing.com", "/amp/s/", "https", "Bing Webmaster Tools, 'Bing AMP Viewer'"),
        new("bing.com", "/amp/", "http", "Bing Webmaster Tools, 'Bing AMP Viewer'"),
        new("*.bing-amp.com", "/c/s/", "https", "Bing Webmaster Tools, 'Bing AMP Cache'"),
        new("*.bing-amp.com", "/v/s/", "https", "Bing Webmaster Tools, 'Bing AMP Cache'"),
        new("*.bing-amp.com", "/c/", "http", "Bing Webmaster Tools, 'Bing AMP Cache'"),
        new("*.amp.cloudflare.com", "/c/s/", "https", "Cloudflare, 'Ampersand AMP cache'"),
        new("*.amp.cloudflare.com", "/v/s/", "https", "Cloudflare, 'Ampersand AMP cache'"),
    ];
}
