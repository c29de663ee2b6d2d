namespace ShareGateway.Policy.Vocabulary;

/// <summary>What a term of the vocabulary stands for. The zero value is no kind, and no term has it.</summary>
internal enum TermKind
{
    None = 0,
    Purpose,
    LegalBasis,
    TransferBasis,
    DataCategory,
    LegalRole,
    Place,
    PlaceGroup,
}
