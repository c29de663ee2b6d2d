using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Loading.Files;

/// <summary>Reads a file of a <c>recipients</c> folder.</summary>
internal static class RecipientFile
{
    public static RecipientDraft Read(FilePlace place, MapReader file)
    {
        var draft = new RecipientDraft(place, file.At)
        {
            Id = file.Required("id", Values.Id),
            LegalName = file.Required("legalName", Values.Line),
            Role = file.Required("role", Values.Term(TermKind.LegalRole)),
            Country = file.Required("country", Values.Term(TermKind.Place)),
            ProcessesIn = file.RequiredList("processesIn", Values.Term(TermKind.Place)),
            TransferTool = file.Optional("transferTool", Values.Term(TermKind.TransferBasis)),
            Contacts = file.RequiredList("contacts", Values.Email),
            ClientIds = file.RequiredList("clientIds", Values.ClientId),
            Certificates = file.OptionalList("certificates", Values.Thumbprint) ?? [],
            Lines = file.Lines,
        };
        file.Done();
        return draft;
    }
}
