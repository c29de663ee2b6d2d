using System.Collections.Frozen;

namespace ShareGateway.Proxy.Edge;

/// <summary>What a partner's developer reads for each reason: a title, and what to do. A reason without a text does not exist.</summary>
internal static class ProblemTexts
{
    private static readonly FrozenDictionary<string, ProblemText> Texts = new Dictionary<string, ProblemText>(StringComparer.Ordinal)
    {
        ["token-missing"] = new("no access token", "send `Authorization: Bearer` with a token of the configured issuer"),
        ["token-invalid"] = new("access token not accepted", "ask the issuer for a new token with this gateway's audience"),
        ["scope-missing"] = new("access token lacks a scope", "ask the issuer for a token with the scope that this endpoint needs"),
        ["role-missing"] = new("access token lacks a role", "ask the issuer for a token of your own with the role that this endpoint needs"),
        ["unknown-recipient"] = new("client not known", "ask the data owner to add this client id to your recipient file"),
        ["no-agreement"] = new("no agreement covers this dataset", "`GET /v1/datasets` lists what your agreements cover"),
        ["purpose-missing"] = new("no purpose given", "name the purpose in the `Sharing-Purpose` header or the `purpose` parameter"),
        ["purpose-ambiguous"] = new("two purposes given", "name one purpose, in the header or in the parameter"),
        ["purpose-not-agreed"] = new("purpose not agreed for this dataset", "`GET /v1/datasets` lists the purposes that you may use"),
        ["agreement-not-yet-valid"] = new("agreement not yet valid", "ask again from its first day on"),
        ["agreement-over"] = new("agreement is over", "ask the data owner to renew it"),
        ["transfer-not-covered"] = new("transfer to your country is not covered", "the agreement needs a transfer tool under chapter V of the GDPR"),
        ["consent-knowledge-too-old"] = new("consent cannot be checked now", "try again later"),
        ["quota-used-up"] = new("the day's rows are used up", "ask again after midnight UTC, or ask for less"),
        ["format-not-offered"] = new("no such format for this dataset", "`GET /v1/datasets` lists the formats"),
        ["parameter-unknown"] = new("unknown query parameter", "use `purpose`, `limit` and `page` only, each once"),
        ["parameter-invalid"] = new("query parameter out of range", "`limit` is a number from 1 to 10000, for JSON only"),
        ["page-invalid"] = new("page token not valid here", "follow `nextLink` with the same client and purpose, or start again"),
        ["audit-unavailable"] = new("the disclosure cannot be recorded", "nothing was sent; try again later"),
        ["upstream-failed"] = new("the dataset could not be read", "nothing was sent; try again later"),
        ["upstream-unusable"] = new("the dataset does not keep its contract", "nothing was sent; the data owner has been told"),
        ["answer-too-long"] = new("the page could not be filled in time", "ask for fewer records with `limit`, or for the whole dataset as `application/x-ndjson`"),
        ["target-too-long"] = new("request target too long", "send at most 4096 characters"),
        ["target-ambiguous"] = new("request target not plain", "send the path without escapes, empty or dotted segments"),
        ["method-not-allowed"] = new("method not allowed", "use GET"),
        ["framing-ambiguous"] = new("message framing not clear", "send either a length or chunks"),
        ["framing-unsupported"] = new("transfer coding not supported", "send a plain or a chunked body"),
        ["body-not-allowed"] = new("no body expected", "send the request without a body"),
        ["header-not-allowed"] = new("header not allowed", "send the request without `Range` and `Upgrade`"),
        ["not-found"] = new("nothing here", "see `GET /v1/datasets`"),
        ["keys-destroyed"] = new("your pseudonym key was destroyed", "earlier pseudonyms mean nothing any more; ask the data owner whether you get a new key"),
        ["order-invalid"] = new("order not understood", "send JSON with `do` and what it needs; see `sharegateway keys`"),
        ["translations-invalid"] = new("pseudonyms not understood", "send JSON `{\"pseudonyms\":[…]}` with 1 to 1000 of your own"),
        ["translations-used-up"] = new("the day's translations are used up", "ask again after midnight UTC"),
        ["reidentification-invalid"] = new("request not understood", 
            "send case, ground (data-subject-request, vital-interest, court-order, fraud-investigation, breach-notification or recipient-notice), agreement, field, values and candidates"),
        ["reidentification-not-allowed"] = new("the guardrails allow no re-identification here", "ask the owner of the guardrail; nothing was looked at"),
        ["reidentification-unknown"] = new("no such request", "nothing was looked at"),
        ["reidentification-not-open"] = new("the request is not at this step", "each step is taken once; make a new request"),
        ["reidentification-same-person"] = new("you asked for this yourself", "another data protection officer must approve it"),
        ["reidentification-other-person"] = new("somebody else asked for this", "the result goes to who asked"),
        ["reidentification-other-list"] = new("this is not the list of the request", "use the very list that was requested"),
        ["capability-invalid"] = new("capability not accepted", "it is good once, for its list, for 15 minutes; make a new request"),
        ["events-invalid"] = new("consent events not accepted", "nothing was stored; mend the events named below"),
        ["subject-invalid"] = new("no such person can be asked for", "name a `scheme` of the contracts, an `id` in it, and a `controller` that has it or none"),
        ["erasure-invalid"] = new("erasure not accepted", "send `rows` and `before`, whole numbers from 0"),
        ["disclosure-unknown"] = new("no such disclosure of yours", "use the `Sharing-Disclosure` header of an answer that you received"),
        ["not-yet-signed"] = new("the log is not signed up to here yet", "ask again in a second"),
        ["pruning-invalid"] = new("pruning not accepted", "send `below`, the number of an entry of this log"),
        ["fault"] = new("the gateway failed", "nothing more was sent; try again later"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The text of a reason.</summary>
    /// <exception cref="KeyNotFoundException">The reason is not in the table: a bug, found by the tests that walk all reasons.</exception>
    public static ProblemText Find(string reason) => Texts[reason];

    /// <summary>True when the reason has a text.</summary>
    public static bool Knows(string reason) => Texts.ContainsKey(reason);
}

/// <summary>A reason in words.</summary>
/// <param name="Title">What is wrong, lower case.</param>
/// <param name="WhatToDo">What the caller can do about it.</param>
internal sealed record ProblemText(string Title, string WhatToDo);
