using System.Text;

namespace Ingestion.News.Feeds;

/// <summary>A person while its element is read: text of its own, or name and address in elements.</summary>
internal sealed class PersonDraft
{
    private string? _name;
    private string? _email;

    public StringBuilder Text { get; } = new();

    public void Set(string key, string value)
    {
        if (key == "name")
        {
            _name ??= HtmlFragment.Fold(value);
        }
        else
        {
            _email ??= HtmlFragment.Fold(value);
        }
    }

    public FeedPerson? ToPerson() => (_name, _email) switch
    {
        (null, null) => FeedPeople.Parse(Text.ToString()),
        (null, var email) => new FeedPerson(email, null, email),
        (var name, null) => new FeedPerson(name, name, null),
        var (name, email) => new FeedPerson($"{name} ({email})", name, email),
    };
}

/// <summary>People as feeds write them: <c>a@b.example (Ann)</c>, <c>Ann (a@b.example)</c>, <c>Ann &lt;a@b.example&gt;</c>, either alone.</summary>
internal static class FeedPeople
{
    /// <returns>Null for an empty text.</returns>
    public static FeedPerson? Parse(string text)
    {
        if (HtmlFragment.Fold(text) is not { } folded)
        {
            return null;
        }

        var email = folded.Split(' ', '(', ')', '<', '>', ';', ',').FirstOrDefault(IsAddress);
        var name = email is null ? folded : folded.Replace(email, "", StringComparison.Ordinal).Replace("()", "", StringComparison.Ordinal).Replace("<>", "", StringComparison.Ordinal).Trim();
        name = name is ['(', .. var inner, ')'] ? inner.Trim() : name;
        return new FeedPerson(folded, name.Length > 0 ? name : null, email);
    }

    public static void AddIfNew(this List<FeedPerson> people, FeedPerson? person)
    {
        if (person is not null && !people.Exists(known => known.Text == person.Text))
        {
            people.Add(person);
        }
    }

    private static bool IsAddress(string text) => text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1 && text.IndexOf('@', at + 1) < 0;
}
