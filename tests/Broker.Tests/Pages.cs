namespace Ingestion.Broker.Tests;

/// <summary>Invented pages.</summary>
internal static class Pages
{
    public static string English(int number) => $"""
        <!doctype html><html lang="en"><head><title>Harbour crane {number} is back at work | Port Paper</title>
        <meta property="article:published_time" content="2026-03-02T09:05:00+01:00"></head><body><nav><a href="/">Home</a></nav>
        <article><h1>Harbour crane {number} is back at work</h1>
        <p>Crane number {number} in the harbour of Rotterdam lifted its first container on Monday after a repair of eleven weeks, the port authority said.</p>
        <p>“We have waited for this sound all winter,” Transport Minister Lena Brandt said as the hook came down for the {number}th time.</p>
        <p>The repair cost {number + 100} thousand euros and was paid for by the insurers, according to the port authority, which runs forty cranes.</p>
        <p>Engineers from Hamburg and Gdansk worked in three shifts, and the last of them left for home on Sunday evening with the tools.</p>
        </article><footer>Port Paper</footer></body></html>
        """;

    public const string German = """
        <!doctype html><html lang="de"><head><title>Der Kran im Hafen arbeitet wieder</title></head><body>
        <article><h1>Der Kran im Hafen arbeitet wieder</h1>
        <p>Der große Kran im Hafen von Hamburg hat am Montag nach elf Wochen Reparatur den ersten Container gehoben, teilte die Hafenverwaltung mit.</p>
        <p>Die Reparatur hat mehr als hunderttausend Euro gekostet und wurde von den Versicherern bezahlt, wie ein Sprecher der Verwaltung sagte.</p>
        <p>Ingenieure aus Rotterdam und Danzig haben in drei Schichten gearbeitet, und die letzten von ihnen sind am Sonntagabend abgereist.</p>
        </article></body></html>
        """;
}
