namespace Ingestion.Standalone.SampleWire.Pages;

/// <summary>The page shapes met on the open web, by the name that a story's file gives.</summary>
internal static class PageTemplates
{
    public static IReadOnlyDictionary<string, Func<PageModel, string>> All { get; } = new Dictionary<string, Func<PageModel, string>>(StringComparer.Ordinal)
    {
        ["semantic"] = SemanticPage.Render,
        ["div-soup"] = DivSoupPage.Render,
        ["open-graph"] = OpenGraphPage.Render,
        ["split"] = SplitPage.Render,
        ["amp"] = AmpPage.Render,
        ["table"] = TablePage.Render,
        ["data-island"] = DataIslandPage.Render,
    };
}
