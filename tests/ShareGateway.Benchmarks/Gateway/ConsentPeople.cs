using System.Globalization;
using System.Text;
using ShareGateway.Consent;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Benchmarks.Gateway;

/// <summary>A million people's consents, written straight into the store: what the endpoint would take minutes for.</summary>
internal static class ConsentPeople
{
    /// <summary>Writes one event for each person.</summary>
    public static async Task WriteAsync(ConsentStore store, SubjectReferenceKey key, DateTimeOffset at, CancellationToken stop)
    {
        foreach (var batch in Enumerable.Range(0, BenchmarkOptions.People).Chunk(ConsentStore.MaxBatch))
        {
            var receipt = await store.AppendAsync([.. batch.Select(person => EventOf(person, key, at))], stop);
            if (receipt.Appended != batch.Length)
            {
                throw new InvalidOperationException("the consents of the benchmark were not taken");
            }
        }
    }

    private static ConsentEvent EventOf(int person, SubjectReferenceKey key, DateTimeOffset at)
    {
        Span<byte> subject = stackalloc byte[SubjectReferenceKey.ReferenceBytes];
        key.Write(PolicyFiles.Scheme, Encoding.ASCII.GetBytes(RecordBodies.IdOf(person)), subject);
        return new(
            string.Create(CultureInfo.InvariantCulture, $"b-{person}"), SubjectKey.FromBytes(subject), PolicyFiles.WholePurpose, PolicyFiles.Recipient,
            RecordBodies.HasConsent(person) ? ConsentState.Given : ConsentState.Withdrawn, at, "1", "benchmark", null);
    }
}
