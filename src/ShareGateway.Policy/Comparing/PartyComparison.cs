namespace ShareGateway.Policy.Comparing;

/// <summary>Compares the two sides of an agreement: the recipient's file and the dataset's contract.</summary>
internal static class PartyComparison
{
    public static void Compare(Differences differences, SharePlan before, SharePlan after)
    {
        if (before.Recipient.Id == after.Recipient.Id)
        {
            CompareRecipients(differences, before.Recipient, after.Recipient);
        }

        CompareSubjects(differences, before, after);
        differences.Value("contract.controller", before.Contract.Controller, after.Contract.Controller, (_, _) => ChangeOrder.Neither, scope => scope);
        differences.Value("contract.servers", ServersOf(before.Contract), ServersOf(after.Contract), (_, _) => ChangeOrder.Neither, servers => servers);
    }

    private static void CompareRecipients(Differences differences, Recipient before, Recipient after)
    {
        differences.Value("recipient.role", before.Role, after.Role, (_, _) => ChangeOrder.Neither, role => role);
        differences.Value("recipient.country", before.Country, after.Country, (_, _) => ChangeOrder.Neither, country => country);
        differences.Set("recipient.processesIn", before.ProcessingCountries, after.ProcessingCountries, ChangeOrder.Looser);
        CompareClients(differences, before, after);
        if (before.Certificates.IsEmpty == after.Certificates.IsEmpty)
        {
            differences.Set("recipient.certificates", before.Certificates, after.Certificates, ChangeOrder.Looser);
            return;
        }

        bool bound = !after.Certificates.IsEmpty;
        differences.Add(new Difference(
            "recipient.certificates",
            bound ? ChangeOrder.Tighter : ChangeOrder.Looser,
            Differences.Join(before.Certificates),
            Differences.Join(after.Certificates),
            ChangePhrases.CertificatesBind(bound)));
    }

    private static void CompareClients(Differences differences, Recipient before, Recipient after)
    {
        string old = Differences.Join(before.ClientIds);
        string now = Differences.Join(after.ClientIds);
        foreach (string client in after.ClientIds.Except(before.ClientIds, StringComparer.Ordinal))
        {
            var wording = ChangePhrases.Added("recipient.clientIds", "", client);
            differences.Add(new Difference("recipient.clientIds", ChangeOrder.Looser, old, now, wording) { ClientId = client });
        }

        foreach (string client in before.ClientIds.Except(after.ClientIds, StringComparer.Ordinal))
        {
            var wording = ChangePhrases.Removed("recipient.clientIds", "", client);
            differences.Add(new Difference("recipient.clientIds", ChangeOrder.Tighter, old, now, wording) { ClientId = client });
        }
    }

    // Whoever is named in a record must agree: one place less to look for people lets more leave.
    private static void CompareSubjects(Differences differences, SharePlan before, SharePlan after)
    {
        foreach (var path in after.SubjectFields.Concat(before.SubjectFields).Select(subject => subject.Path).Distinct())
        {
            var old = before.SubjectFields.FirstOrDefault(subject => subject.Path.Equals(path));
            var now = after.SubjectFields.FirstOrDefault(subject => subject.Path.Equals(path));
            if (old is null || now is null)
            {
                Add(differences, now ?? old!, old, now, old is null ? ChangeOrder.Tighter : ChangeOrder.Looser, old is null ? "added" : "removed");
            }
            else if (old.Required != now.Required)
            {
                Add(differences, now, old, now, now.Required ? ChangeOrder.Tighter : ChangeOrder.Looser, now.Required ? "required" : "optional");
            }

            if (old is not null && now is not null && (old.Scheme, old.Form) != (now.Scheme, now.Form))
            {
                Add(differences, now, old, now, ChangeOrder.Neither, "reading");
            }
        }
    }

    private static void Add(Differences differences, PlannedSubject subject, PlannedSubject? old, PlannedSubject? now, ChangeOrder order, string state) =>
        differences.Add(new Difference($"contract.subjectKeys.{subject.Path}", order, Written(old), Written(now), ChangePhrases.SubjectKey(subject, state)));

    private static string Written(PlannedSubject? subject) =>
        subject is null ? "" : $"{subject.Scheme}, {subject.Form}, {(subject.Required ? "required" : "optional")}".ToLowerInvariant();

    private static string ServersOf(Contract contract) => Differences.Join(contract.Servers.Select(Written).Order(StringComparer.Ordinal));

    // Other records of the same answer are other data, and so is what another parameter brings; a page's size changes nothing.
    private static string Written(ContractServer server)
    {
        string query = server.Paging is { } paging ? $"?{paging.PageParameter}&{paging.SizeParameter}" : "";
        string records = server.RecordsAt.Length > 0 ? "#" + server.RecordsAt : "";
        return $"{server.Cluster}{server.Location}{query}{records} ({server.Format.ToString().ToLowerInvariant()})";
    }
}
