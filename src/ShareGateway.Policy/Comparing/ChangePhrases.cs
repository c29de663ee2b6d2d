using System.Globalization;
using System.Xml;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Policy.Comparing;

/// <summary>All words of a comparison, English and French, in one place.</summary>
internal static class ChangePhrases
{
    public static Said Nothing { get; } = new("nothing", "rien");

    // Leads of "lead after (before: before)", by dimension.
    private static readonly Dictionary<string, Said> Leads = new(StringComparer.Ordinal)
    {
        ["recipient"] = new("the recipient is", "le destinataire est"),
        ["dataset"] = new("the dataset is", "le jeu de données est"),
        ["purpose"] = new("the purpose is", "la finalité est"),
        ["legalBasis"] = new("the legal basis is", "la base légale est"),
        ["consent.needed"] = new("consent of each person:", "consentement de chaque personne :"),
        ["consent.mustNameRecipient"] = new("the consent must name the recipient:", "le consentement doit nommer le destinataire :"),
        ["consent.maxAge"] = new("a consent counts for", "un consentement vaut pendant"),
        ["consent.maxStaleness"] = new("the gateway's knowledge of consents may be as old as", "la connaissance des consentements peut dater de"),
        ["questions.rowsPerDay"] = new("records per day, at most:", "enregistrements par jour, au plus :"),
        ["questions.counts"] = new("counts are", "les totaux sont"),
        ["afterDelivery.keepFor"] = new("the recipient may keep the data for", "le destinataire peut conserver les données pendant"),
        ["afterDelivery.then"] = new("after that time, the recipient must", "passé ce délai, le destinataire doit"),
        ["afterDelivery.actOnWithdrawalWithin"] = new("the recipient acts on a withdrawal within", "le destinataire donne suite à un retrait dans un délai de"),
        ["validity.from"] = new("the agreement begins on", "l'accord commence le"),
        ["validity.until"] = new("the agreement ends on", "l'accord prend fin le"),
        ["transferTool"] = new("the tool of the transfer is", "l'instrument du transfert est"),
        ["reidentification"] = new("leading a pseudonym back to its person:", "retrouver la personne derrière un pseudonyme :"),
        ["minimumGroup"] = new("smallest group about which a count may be told:", "plus petit groupe dont un total peut être donné :"),
        ["recipient.country"] = new("the recipient's seat is in", "le siège du destinataire est en"),
        ["recipient.role"] = new("the recipient's role is", "le rôle du destinataire est"),
        ["contract.servers"] = new("the data comes from", "les données viennent de"),
        ["contract.controller"] = new("the controller is", "le responsable de traitement est"),
        ["maximum.recipientRetention"] = new("longest time for which a recipient may keep data:", "durée la plus longue de conservation par un destinataire :"),
        ["maximum.agreementLength"] = new("longest time for which an agreement may run:", "durée la plus longue d'un accord :"),
        ["maximum.consentAge"] = new("oldest consent that counts:", "consentement le plus ancien qui vaille :"),
        ["maximum.consentStaleness"] = new("oldest knowledge of consents that counts:", "connaissance la plus ancienne des consentements qui vaille :"),
    };

    // For sets: what it means that words came in, and that words went out. {0} are the words, {1} which set.
    private static readonly Dictionary<string, (Said Added, Said Removed)> Sets = new(StringComparer.Ordinal)
    {
        ["rows"] = (
            new("records with {0} in `{1}` leave too", "les enregistrements avec {0} dans `{1}` sont aussi transmis"),
            new("records with {0} in `{1}` no longer leave", "les enregistrements avec {0} dans `{1}` ne sont plus transmis")),
        ["recipient.processesIn"] = (
            new("the recipient processes the data in {0} too", "le destinataire traite aussi les données dans {0}"),
            new("the recipient no longer processes the data in {0}", "le destinataire ne traite plus les données dans {0}")),
        ["recipient.clientIds"] = (
            new("client {0} may ask too", "le client {0} peut aussi demander"),
            new("client {0} may no longer ask", "le client {0} ne peut plus demander")),
        ["recipient.certificates"] = (
            new("certificate {0} is accepted too", "le certificat {0} est aussi accepté"),
            new("certificate {0} is no longer accepted", "le certificat {0} n'est plus accepté")),
        ["forbidPurposes"] = (
            new("{0} is forbidden now, and everything narrower", "{0} est désormais interdit, et tout ce qui en relève"),
            new("{0} is no longer forbidden", "{0} n'est plus interdit")),
        ["legalBasisFor"] = (
            new("for {1}, {0} is accepted too", "pour {1}, {0} est aussi accepté"),
            new("for {1}, {0} is no longer accepted", "pour {1}, {0} n'est plus accepté")),
        ["fieldActions"] = (
            new("with {1}, an agreement may do {0} too", "avec {1}, un accord peut aussi faire {0}"),
            new("with {1}, an agreement may no longer do {0}", "avec {1}, un accord ne peut plus faire {0}")),
        ["transfer.freeWithin"] = (
            new("data may go freely to {0} too", "les données peuvent aussi aller librement vers {0}"),
            new("data may no longer go freely to {0}", "les données ne peuvent plus aller librement vers {0}")),
        ["transfer.elsewhereNeeds"] = (
            new("elsewhere, {0} is accepted as a tool too", "ailleurs, {0} est aussi accepté comme instrument"),
            new("elsewhere, {0} is no longer accepted as a tool", "ailleurs, {0} n'est plus accepté comme instrument")),
    };

    public static Said Changed(string dimension, Said before, Said after) => Now(Leads[dimension], before, after);

    public static Said Now(Said lead, Said before, Said after) => new(
        $"{lead.English} {after.English} (before: {before.English})", $"{lead.French} {after.French} (avant : {before.French})");

    public static Said Added(string set, string about, string words) => Fill(Sets[set].Added, words, about);

    public static Said Removed(string set, string about, string words) => Fill(Sets[set].Removed, words, about);

    public static Said NewAgreement(SharePlan plan) => new(
        $"new: {plan.Recipient.Id} may have {plan.Contract.Dataset} for {plan.Purpose}, from {Day(plan.ValidFrom)} to {Day(plan.ValidUntil)}",
        $"nouveau : {plan.Recipient.Id} peut obtenir {plan.Contract.Dataset} pour {plan.Purpose}, du {Day(plan.ValidFrom)} au {Day(plan.ValidUntil)}");

    public static Said GoneAgreement(SharePlan plan) => new(
        $"gone: {plan.Recipient.Id} could have {plan.Contract.Dataset} for {plan.Purpose}, from {Day(plan.ValidFrom)} to {Day(plan.ValidUntil)}",
        $"supprimé : {plan.Recipient.Id} pouvait obtenir {plan.Contract.Dataset} pour {plan.Purpose}, du {Day(plan.ValidFrom)} au {Day(plan.ValidUntil)}");

    public static Said Idle(Said said) => new(said.English + "; no request passes under it", said.French + " ; aucune demande ne passe à ce titre");

    public static Said NowCovers(string what, string value) => new($"the {what} {value} is covered now", $"{FrenchKey(what)} {value} entre dans l'accord");

    public static Said NoLongerCovers(string what, string value) => new($"the {what} {value} is no longer covered", $"{FrenchKey(what)} {value} sort de l'accord");

    public static Said NewRow(PlannedRow row, string words) => new(
        $"only records with {words} in `{row.Path}` leave (before: all)", $"seuls les enregistrements avec {words} dans `{row.Path}` sont transmis (avant : tous)");

    public static Said GoneRow(PlannedRow row, string words) => new(
        $"records leave whatever stands in `{row.Path}` (before: only with {words})", $"les enregistrements sont transmis quel que soit `{row.Path}` (avant : seulement avec {words})");

    public static Said FieldForm(PlannedField field, TransformSpec? before, TransformSpec? after)
    {
        var said = Now(new($"the field `{field.Path}` is", $"le champ `{field.Path}` est"), Form(before), Form(after));
        var order = TransformOrder.Compare(before, after);
        if (order == ChangeOrder.Neither && before?.Name != after?.Name)
        {
            return new($"{said.English}; the two kinds have no order", $"{said.French} ; ces deux formes n'ont pas d'ordre entre elles");
        }

        var (low, high) = order == ChangeOrder.Looser ? (after, before) : (before, after);
        return TransformOrder.ShortTexts(low, high) is not { } lengths || order == ChangeOrder.Neither ? said : new(
            $"{said.English}; texts of {(lengths.From == lengths.Until ? "" : $"{lengths.From} to ")}{lengths.Until} characters show {(order == ChangeOrder.Looser ? "less" : "more")} than before",
            $"{said.French} ; les textes de {(lengths.From == lengths.Until ? "" : $"{lengths.From} à ")}{lengths.Until} caractères montrent {(order == ChangeOrder.Looser ? "moins" : "plus")} qu'avant");
    }

    public static Said FieldFailure(PlannedField field, Said before, Said after) => Now(
        new($"when that cannot be done with a value of `{field.Path}`,", $"lorsque c'est impossible pour une valeur de `{field.Path}`,"), before, after);

    public static Said FieldNature(PlannedField field, string before, string after) => Now(
        new($"the field `{field.Path}` is described as", $"le champ `{field.Path}` est décrit comme"), Said.Plainly(before), Said.Plainly(after));

    public static Said TransferDays(IReadOnlyList<DayRange> days, bool added)
    {
        string english = string.Join(", ", days.Select(range => $"from {Day(range.From)} to {Day(range.Until)}"));
        string french = string.Join(", ", days.Select(range => $"du {Day(range.From)} au {Day(range.Until)}"));
        return added
            ? new($"the transfer is covered {english} too", $"le transfert est aussi couvert {french}")
            : new($"the transfer is no longer covered {english}", $"le transfert n'est plus couvert {french}");
    }

    public static Said SubjectKey(PlannedSubject subject, string state) => state switch
    {
        "added" => new($"people named in `{subject.Path}` must agree too", $"les personnes désignées par `{subject.Path}` doivent aussi être d'accord"),
        "removed" => new($"people named in `{subject.Path}` are no longer asked", $"les personnes désignées par `{subject.Path}` ne sont plus consultées"),
        "required" => new($"a record without a readable id in `{subject.Path}` no longer leaves", $"un enregistrement sans identifiant lisible dans `{subject.Path}` n'est plus transmis"),
        "optional" => new($"a record may leave without an id in `{subject.Path}`", $"un enregistrement peut être transmis sans identifiant dans `{subject.Path}`"),
        _ => new($"ids in `{subject.Path}` are read in another way", $"les identifiants de `{subject.Path}` sont lus autrement"),
    };

    public static Said CertificatesBind(bool bound) => bound
        ? new("clients must show a certificate", "les clients doivent présenter un certificat")
        : new("clients need no certificate any more", "les clients n'ont plus besoin de certificat");

    public static Said RuleOn(string set, string about, string words, bool isNew) => (set, isNew) switch
    {
        ("legalBasisFor", true) => new($"for {about}, only {words} is accepted (before: any)", $"pour {about}, seul {words} est accepté (avant : tout)"),
        ("legalBasisFor", false) => new($"for {about}, any legal basis is accepted (before: {words})", $"pour {about}, toute base légale est acceptée (avant : {words})"),
        ("fieldActions", true) => new($"with {about}, an agreement may do only {words} (before: anything)", $"avec {about}, un accord ne peut faire que {words} (avant : tout)"),
        ("fieldActions", false) => new($"with {about}, an agreement may do anything (before: {words})", $"avec {about}, un accord peut tout faire (avant : {words})"),
        (_, true) => new($"{set} is stated now: {words}", $"{set} est désormais fixé : {words}"),
        _ => new($"{set} is no longer stated (before: {words})", $"{set} n'est plus fixé (avant : {words})"),
    };

    public static Said Versionless(string dataset, int before, int after) => Now(
        new($"a request for `{dataset}` without a version means version", $"une demande de `{dataset}` sans version désigne la version"),
        Said.Plainly(Number(before)), Said.Plainly(Number(after)));

    public static Said YesNo(bool value) => value ? new("yes", "oui") : new("no", "non");

    public static Said Needed(bool value) => value ? new("needed", "nécessaire") : new("not needed", "pas nécessaire");

    public static Said Counts(bool hidden) => hidden ? new("hidden", "cachés") : new("shown", "montrés");

    public static Said Then(string then) => then switch
    {
        "erase" => new("erase the data", "effacer les données"),
        "return" => new("give the data back", "restituer les données"),
        _ => Said.Plainly(then),
    };

    public static Said Failure(string mode) => mode switch
    {
        "null" => new("the value is left empty", "la valeur est laissée vide"),
        "dropRecord" => new("the record is withheld", "l'enregistrement est retenu"),
        _ => new("the whole answer fails", "toute la réponse échoue"),
    };

    public static Said Length(Period? period) => period is not { } length ? Unlimited : length switch
    {
        { Months: 0 } => Count(length.Days, "day", "jour"),
        { Days: 0 } => length.Months == 1 ? new("1 month", "1 mois") : new($"{length.Months} months", $"{length.Months} mois"),
        _ => new($"{length.Months} months and {length.Days} days", $"{length.Months} mois et {length.Days} jours"),
    };

    public static Said Length(TimeSpan? time) => time is not { } length ? Unlimited : length switch
    {
        _ when length.Ticks != 0 && length.Ticks % TimeSpan.TicksPerDay == 0 && length.Days > 1 => Count(length.Days, "day", "jour"),
        _ when length.Ticks != 0 && length.Ticks % TimeSpan.TicksPerHour == 0 => Count((long)length.TotalHours, "hour", "heure"),
        _ when length.Ticks != 0 && length.Ticks % TimeSpan.TicksPerMinute == 0 => Count((long)length.TotalMinutes, "minute", "minute"),
        _ when length.Ticks % TimeSpan.TicksPerSecond == 0 => Count((long)length.TotalSeconds, "second", "seconde"),
        _ => Said.Plainly(XmlConvert.ToString(length)),
    };

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static Said Unlimited => new("unlimited", "sans limite");

    private static Said Form(TransformSpec? spec) => spec is null ? new("left out", "non transmis")
        : TransformCatalogue.Find(spec.Name) is { } definition ? new(definition.Describe(spec, "en"), definition.Describe(spec, "fr"))
        : Said.Plainly(spec.Name);

    private static Said Count(long number, string english, string french) => number == 1
        ? new($"1 {english}", $"1 {french}")
        : new($"{Number(number)} {english}s", $"{Number(number)} {french}s");

    private static Said Fill(Said said, string words, string about) => new(
        string.Format(CultureInfo.InvariantCulture, said.English, words, about), string.Format(CultureInfo.InvariantCulture, said.French, words, about));

    private static string FrenchKey(string key) => key switch
    {
        "recipient" => "le destinataire",
        "dataset" => "le jeu de données",
        _ => "la finalité",
    };
}
