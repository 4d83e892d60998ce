namespace Ingestion.Enricher.Enrichment.Names.Perceptron;

/// <summary>What the tables of the enricher say of a word.</summary>
[Flags]
internal enum TokenKinds
{
    None = 0,
    Courtesy = 1,
    Role = 2,
    RoleModifier = 4,
    FirstName = 8,
    Organisation = 16,
    Demonym = 32,
    Calendar = 64,
    Place = 128,
    Direction = 256,
    Grammar = 512,
}
