using System.Text.Json.Nodes;

namespace Ingestion.Standalone.SampleWire.Pages;

/// <summary>A story as schema.org/NewsArticle.</summary>
internal static class NewsArticleJson
{
    public static JsonObject Of(PageModel model, bool withBody)
    {
        var story = model.Story;
        var json = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "NewsArticle",
            ["mainEntityOfPage"] = new JsonObject { ["@type"] = "WebPage", ["@id"] = model.Url },
            ["headline"] = story.Headline,
            ["datePublished"] = model.PublishedIso,
            ["dateModified"] = model.ModifiedIso,
            ["inLanguage"] = story.Language,
            ["articleSection"] = story.Section,
            ["isAccessibleForFree"] = true,
            ["author"] = new JsonArray([.. story.Authors.Select(name => new JsonObject { ["@type"] = "Person", ["name"] = name })]),
            ["publisher"] = new JsonObject
            {
                ["@type"] = "NewsMediaOrganization",
                ["name"] = model.Publisher.Name,
                ["logo"] = new JsonObject { ["@type"] = "ImageObject", ["url"] = model.Root + "/img/logo.svg" },
            },
        };
        AddIfSaid(json, "description", story.Standfirst);
        AddIfSaid(json, "image", story.Caption is null ? null : model.ImageUrl);
        AddIfSaid(json, "keywords", story.Keywords.Count == 0 ? null : string.Join(", ", story.Keywords));
        AddIfSaid(json, "articleBody", withBody ? story.Text : null);
        return json;
    }

    private static void AddIfSaid(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
