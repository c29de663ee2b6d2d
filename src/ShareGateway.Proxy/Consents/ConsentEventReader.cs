using System.Globalization;
using System.Text;
using ShareGateway.Consent;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Proxy.Keys;
using ShareGateway.Proxy.Policies;

namespace ShareGateway.Proxy.Consents;

/// <summary>Turns posted events into stored ones: checks each, and puts the subject key in the place of the raw id.</summary>
internal sealed class ConsentEventReader(GatewayKeys keys, TimeProvider clock)
{
    private const int KeyBytes = 16;

    /// <summary>Reads one event.</summary>
    /// <param name="form">As it was posted.</param>
    /// <param name="policies">Those of the request.</param>
    /// <returns>The event, or the name of the member that is wrong; never what stood there.</returns>
    public (ConsentEvent? Event, string? Wrong) Read(ConsentEventForm form, LivePolicies policies)
    {
        if (form.Controller is not { } controller || !policies.Names.KnowsController(controller))
        {
            return (null, "controller");
        }

        if (form.Scheme is not { } scheme || policies.Names.FormOfScheme(controller, scheme) is not { } canonical)
        {
            return (null, "scheme");
        }

        if (SubjectOf(controller, scheme, canonical, form.Id) is not { } subject)
        {
            return (null, "id");
        }

        if (!ConsentStateNames.TryParse(form.State, out var state))
        {
            return (null, "state");
        }

        if (!policies.Names.KnowsPurpose(form.Purpose ?? ""))
        {
            return (null, "purpose"); // a misspelt withdrawal must not look accepted
        }

        if (form.Recipient is not null && policies.Set.FindRecipient(form.Recipient) is null)
        {
            return (null, "recipient");
        }

        // A grant from the future would outlive a withdrawal of today.
        if (!TryReadMoment(form.At, out var at) || (state.IsGrant() && at > clock.GetUtcNow()))
        {
            return (null, "at");
        }

        DateTimeOffset? until = null;
        if (form.ValidUntil is not null)
        {
            if (!TryReadMoment(form.ValidUntil, out var end))
            {
                return (null, "validUntil");
            }

            until = end;
        }

        return (new ConsentEvent(
            form.EventId ?? "", subject, form.Purpose ?? "", form.Recipient, state, at, form.NoticeVersion ?? "", form.Source ?? "", until), null);
    }

    /// <summary>RFC 3339 date-time: without its offset a moment would depend on where the gateway runs.</summary>
    private static bool TryReadMoment(string? text, out DateTimeOffset moment)
    {
        moment = default;
        return text is { Length: >= 20 and <= 40 } && text[10] is 'T' or 't'
            && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-')
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);
    }

    private SubjectKey? SubjectOf(string controller, string scheme, CanonicalForm form, string? id)
    {
        if (id is null || id.Length > CanonicalValue.MaxBytes)
        {
            return null;
        }

        Span<byte> canonical = stackalloc byte[CanonicalValue.MaxBytes];
        if (!CanonicalValue.TryWrite(form, Encoding.UTF8.GetBytes(id), canonical, out var written))
        {
            return null;
        }

        Span<byte> key = stackalloc byte[KeyBytes];
        keys.ConsentKey(controller).Write(scheme, canonical[..written], key);
        return SubjectKey.FromBytes(key);
    }
}
