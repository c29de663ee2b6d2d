using System.Collections.Immutable;
using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Policy.Vocabulary;
using ShareGateway.Records;

namespace ShareGateway.Policy.Loading.Files;

/// <summary>Reads a file of an <c>agreements</c> folder.</summary>
internal static class AgreementFile
{
    private const string NoFilters = "a request cannot filter in this version";

    public static AgreementDraft Read(FilePlace place, MapReader file)
    {
        var draft = new AgreementDraft(place, file.At)
        {
            Id = file.Required("id", Values.Id),
            Owner = file.Required("owner", Values.Email),
            Lines = file.Lines,
            Title = file.Required("title", Values.Line),
            Version = file.Required("version", Values.Number(1, int.MaxValue)),
            Dataset = file.Required("dataset", Values.Dataset),
            Recipient = file.Required("recipient", Values.Id),
            Purpose = file.Required("purpose", Values.Term(TermKind.Purpose)),
            LegalBasis = file.Required("legalBasis", Values.Term(TermKind.LegalBasis)),
            Consent = ReadConsent(file.RequiredMap("consent")),
            Fields = ReadFields(file.RequiredMap("fields")),
            MinimumGroup = file.Optional(GuardrailFile.MinimumGroup, GuardrailFile.GroupSize),
            Reidentification = file.Optional(GuardrailFile.Reidentification, Values.Reidentified),
            Rows = [.. file.OptionalMaps("rows").Select(ReadRow).OfType<RowDraft>()],
        };
        draft = ReadQuestions(draft, file.RequiredMap("questions"));
        draft = ReadAfterDelivery(draft, file.RequiredMap("afterDelivery"));
        draft = ReadValidity(draft, file.RequiredMap("validity"));
        file.NotYet("mayFilterOn", NoFilters);
        file.Done();
        return draft;
    }

    private static ConsentDraft? ReadConsent(MapReader? map)
    {
        if (map?.Required("needed", Values.YesNo) is not { } needed)
        {
            return null;
        }

        // Without a need for consent the other keys would be read and not enforced: they are unknown then.
        var consent = needed.Value
            ? new ConsentDraft(
                needed,
                map.Required("mustNameRecipient", Values.YesNo),
                map.Required("maxAge", Values.Calendar),
                map.Required("maxStaleness", Values.Time))
            : new ConsentDraft(needed, null, null, null);
        map.Done();
        return consent;
    }

    private static ImmutableArray<FieldDraft> ReadFields(MapReader? map)
    {
        var fields = ImmutableArray.CreateBuilder<FieldDraft>();
        foreach (var (key, value) in map?.TakeRest() ?? [])
        {
            var path = map!.Read("fields", key, Values.Path);
            var field = map.AsMap(key.Text, value);
            if (field is not null && ReadField(path, field) is { } draft)
            {
                fields.Add(draft);
            }
        }

        if (map is { } present && fields.Count == 0 && present.PlaceOf("") is null)
        {
            present.Findings.Add(FindingCodes.WrongShape, present.At, "`fields` names no field");
        }

        return fields.ToImmutable();
    }

    private static FieldDraft? ReadField(Placed<FieldPath>? path, MapReader field)
    {
        var action = field.Required("do", GuardrailFile.TransformName);
        var because = field.Optional("because", Values.Line);
        var onFailure = field.Optional("onFailure", Values.OneOf("null", "dropRecord", "failRequest"));
        field.NotYet("mayFilterOn", NoFilters);
        var parameters = ImmutableArray.CreateBuilder<(Placed<string>, Placed<string>)>();
        foreach (var (key, value) in field.TakeRest())
        {
            if (field.Read(key.Text, value, Values.AnyText) is { } text)
            {
                parameters.Add((new Placed<string>(key.Text, key.At, key.Text), text));
            }
        }

        return path is null || action is null ? null : new FieldDraft(path, action, parameters.ToImmutable(), because, Mode(onFailure?.Value));
    }

    private static RowDraft? ReadRow(MapReader row)
    {
        var path = row.Required("field", Values.Path);
        var accepted = row.RequiredList("is", Values.AnyText);
        row.Done();
        return path is null ? null : new RowDraft(path, accepted);
    }

    private static AgreementDraft ReadQuestions(AgreementDraft draft, MapReader? map)
    {
        map?.Required("counts", Values.Only("hidden", "shown", "this version tells no counts"));
        var rowsPerDay = map?.Required("rowsPerDay", Values.Number(1, 1_000_000_000_000));
        map?.Done();
        return draft with { RowsPerDay = rowsPerDay };
    }

    private static AgreementDraft ReadAfterDelivery(AgreementDraft draft, MapReader? map)
    {
        draft = draft with
        {
            KeepFor = map?.Required("keepFor", Values.Calendar),
            Then = map?.Required("then", Values.OneOf("erase", "return")),
            ActOnWithdrawalWithin = map?.Required("actOnWithdrawalWithin", Values.Time),
        };
        map?.Done();
        return draft;
    }

    private static AgreementDraft ReadValidity(AgreementDraft draft, MapReader? map)
    {
        draft = draft with { From = map?.Required("from", Values.Date), Until = map?.Required("until", Values.Date) };
        map?.Done();
        return draft;
    }

    private static FailureMode Mode(string? text) => text switch
    {
        "failRequest" => FailureMode.FailRequest,
        "dropRecord" => FailureMode.DropRecord,
        _ => FailureMode.Null, // also when nothing is written: the value is lost, the record is not
    };
}
