using Ingestion.Contracts;

namespace Ingestion.Enricher.Enrichment.Topics;

/// <summary>The Media Topics among a provider's subjects; of the older IPTC subject codes the top level, which the two share.</summary>
internal static class ProviderTopics
{
    private static readonly string[] MediaTopics = ["medtop:", "http://cv.iptc.org/newscodes/mediatopic/", "https://cv.iptc.org/newscodes/mediatopic/"];
    private static readonly string[] SubjectCodes = ["subj:", "http://cv.iptc.org/newscodes/subjectcode/", "https://cv.iptc.org/newscodes/subjectcode/"];

    public static IEnumerable<Topic> Of(IReadOnlyList<Subject>? subjects) =>
        (subjects ?? []).Where(subject => subject.Kind == SubjectKind.Topic && subject.Code is not null)
            .Select(subject => (Code: MediaTopic(subject.Code!), subject.Name))
            .Where(subject => subject.Code is not null)
            .DistinctBy(subject => subject.Code)
            .Select(subject => new Topic { Code = subject.Code!, Name = TopicTable.ByCode.TryGetValue(subject.Code!, out var known) ? known.Name : subject.Name, Confidence = 1, By = "provider" });

    private static string? MediaTopic(string code)
    {
        if (Digits(code, MediaTopics) is { } topic)
        {
            return "medtop:" + topic;
        }

        return Digits(code, SubjectCodes) is { } subject && TopicTable.ByCode.ContainsKey($"medtop:{subject[..2]}000000") ? $"medtop:{subject[..2]}000000" : null;
    }

    private static string? Digits(string code, string[] prefixes)
    {
        var prefix = Array.Find(prefixes, prefix => code.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        return prefix is not null && code.Length == prefix.Length + 8 && code.AsSpan(prefix.Length).IndexOfAnyExceptInRange('0', '9') < 0 ? code[prefix.Length..] : null;
    }
}
