using System.Runtime.InteropServices;

namespace ShareGateway.Audit.Entries;

/// <summary>Which generation of each root key stood behind a disclosure, counted from 1; 0 when the key was not used.</summary>
/// <param name="Pseudonym">Root of the delivered pseudonyms.</param>
/// <param name="Audit">Root of the subject references in the side file.</param>
/// <param name="Consent">Root of the keys in the consent index.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct KeyEpochs(int Pseudonym, int Audit, int Consent);
