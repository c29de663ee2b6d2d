using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Drafting;

/// <summary>Makes a new recipient file by asking.</summary>
public static class RecipientDrafting
{
    /// <summary>Asks for everything that a recipient file says.</summary>
    /// <param name="set">The policies that the file will join.</param>
    /// <param name="ask">Puts the questions.</param>
    public static DraftedFile Create(PolicySet set, Ask ask)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(ask);
        string scope = ask.Scope(set);
        string id = ask.NewId("Short id of the company, such as galerie-lumiere", set.Recipients.Select(recipient => recipient.Id));
        string name = ask.Value("legalName", "Legal name of the company", Values.Line);
        string role = ask.Term("role", "Its role, such as dpv:ThirdParty or dpv:DataProcessor", TermKind.LegalRole, unlessGiven: "dpv:ThirdParty");
        string country = ask.Term("country", "Country of its seat, such as loc:FR", TermKind.Place);
        var countries = ask.List("processesIn", "Every country in which it processes the data", Values.Term(TermKind.Place), country);
        var contacts = ask.List("contacts", "E-mail addresses for questions of data protection", Values.Email);
        var clients = ask.List("clientIds", "Client ids that its tokens carry", Values.ClientId, $"{id}-client");
        return Asking.File(scope, "recipient", id, $"""
            # Who the company is, where it processes data, and how the gateway recognises it.
            kind: Recipient
            id: {id}
            legalName: {YamlScalar.Of(name)}
            role: {role}
            country: {country}
            processesIn: {YamlScalar.Of(countries)}   # all of them must be free, or covered by the tool below
            {Tool(set, scope, [country, .. countries], ask)}
            contacts: {YamlScalar.Of(contacts)}
            clientIds: {YamlScalar.Of(clients)}   # each belongs to this company alone

            """);
    }

    private static string Tool(PolicySet set, string scope, IReadOnlyCollection<string> countries, Ask ask)
    {
        var limits = Asking.LimitsOf(set, scope);
        if (limits.IsFree(countries))
        {
            return "# transferTool: not needed, the guardrails let data go to these countries freely";
        }

        string[] tools = ["none", .. limits.ElsewhereNeeds ?? []];
        string tool = ask.Choice("transferTool", "Data does not go freely to all of these countries. Which tool is signed?", tools, "none");
        return tool == "none"
            ? "# transferTool: none signed yet; until one stands here, the gateway refuses this company's requests"
            : $"transferTool: {tool}";
    }
}
