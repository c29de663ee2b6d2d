using System.Net;
using System.Text;
using System.Text.Json;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Verification;
using ShareGateway.Demo.Issuing;
using ShareGateway.EndToEnd.Tests.Fixture;
using static ShareGateway.EndToEnd.Tests.Fixture.Bodies;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>What a data protection officer needs the gateway for: a person's keys, and a line in the log about what is done to the register and the log.</summary>
public sealed class DpoTests
{
    private const string Person = "C-0000001";
    private static readonly (string Path, object Form)[] Doors =
    [
        ("/v1/subject-keys", new { scheme = "customer-number", id = Person }), ("/v1/register-erasures", new { rows = 3, before = 1 }), ("/v1/log-prunings", new { below = 1 }),
    ];

    private static readonly (string Path, string Body)[] NoForms =
    [
        ("/v1/subject-keys", "{}"),
        ("/v1/subject-keys", """{"scheme":"customer-number"}"""),
        ("/v1/subject-keys", """{"scheme":"customer-number","id":""}"""),
        ("/v1/subject-keys", """{"scheme":"no-such-scheme","id":"C-0000001"}"""),
        ("/v1/subject-keys", """{"scheme":"customer-number","id":"C-0000001","controller":"de/no-such"}"""),
        ("/v1/subject-keys", """{"scheme":"customer-number","id":"C-0000001","reason":"curious"}"""),
        ("/v1/subject-keys", """{"scheme":"customer-number","id":"C-0000001","id":"C-0000002"}"""),
        ("/v1/subject-keys", """["C-0000001"]"""),
        ("/v1/register-erasures", """{"rows":1}"""),
        ("/v1/register-erasures", """{"rows":-1,"before":1}"""),
        ("/v1/register-erasures", """{"rows":1,"before":1.5}"""),
        ("/v1/register-erasures", """{"rows":1,"before":1,"id":"C-0000001"}"""),
        ("/v1/log-prunings", """{"below":0}"""),
        ("/v1/log-prunings", """{"below":1000000}"""),
        ("/v1/log-prunings", """{"below":"1"}"""),
        ("/v1/log-prunings", "nonsense"),
    ];

    [Fact]
    public async Task Only_a_data_protection_officer_comes_in_and_nobody_else_leaves_an_entry_that_says_so()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        string[] strangers =
        [
            gateway.StaffToken("lea", "operator"), gateway.StaffToken("ines"), gateway.StaffToken("demo-console", "dpo"), gateway.Token("crm-consent", DemoIssuer.ManagementAudience, "consent:write"),
        ];
        foreach (var (path, form) in Doors)
        {
            foreach (string token in strangers)
            {
                using var refused = await gateway.ManageAsync(HttpMethod.Post, path, token, form);
                Assert.Equal("role-missing", await ReasonAsync(refused));
            }

            using var partner = await gateway.ManageAsync(HttpMethod.Post, path, gateway.Token("galerie-lumiere-client"), form);
            using var elsewhere = await gateway.AskAsync("galerie-lumiere", path);
            Assert.Equal(("token-invalid", HttpStatusCode.NotFound), (await ReasonAsync(partner), elsewhere.StatusCode));
        }

        Assert.DoesNotContain(gateway.Entries<AdministrativeEntry>(), entry => entry.Action is "subject-keys.asked" or "register.erased" or "log.pruned" or "key.restated");
    }

    [Fact]
    public async Task A_form_that_is_none_is_refused_and_nothing_is_written()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        ulong before = SizeOf(gateway);
        foreach (var (path, body) in NoForms)
        {
            using var refused = await PostAsync(gateway, path, body, "application/json");
            using var other = await PostAsync(gateway, path, JsonSerializer.Serialize(Doors.Single(door => door.Path == path).Form), "text/plain");

            string reason = path switch { "/v1/subject-keys" => "subject-invalid", "/v1/register-erasures" => "erasure-invalid", _ => "pruning-invalid" };
            string answer = await refused.Content.ReadAsStringAsync();
            Assert.True(refused.StatusCode == HttpStatusCode.BadRequest && answer.Contains($"\"{reason}\"", StringComparison.Ordinal), $"{body}: {answer}");
            Assert.Equal((HttpStatusCode.BadRequest, reason), (other.StatusCode, await ReasonAsync(other)));
            Assert.DoesNotContain("0000001", answer, StringComparison.Ordinal);
        }

        Assert.Equal(before, SizeOf(gateway));
    }

    [Fact] // I10
    public async Task A_person_s_keys_are_those_of_the_audit_trail_and_the_question_stands_in_the_log_without_the_person()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Upstream.HasCustomers(Customer(Person), Customer("C-0000002"));
        await gateway.ConsentAsync(Person, Marketing, "galerie-lumiere");
        Assert.Single(await gateway.RecordsAsync("galerie-lumiere", "/v1/datasets/customers", Marketing));

        using var answer = await AskAsync(gateway, Person);
        using var other = await AskAsync(gateway, "C-0000002");
        var subject = Assert.Single(JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("subjects").EnumerateArray());
        var stranger = Assert.Single(JsonElement.Parse(await other.Content.ReadAsStringAsync()).GetProperty("subjects").EnumerateArray());

        var disclosed = AuditLogReader.Since(gateway.AuditFolder, DateTimeOffset.MinValue).Single(entry => entry.View.Entry is DisclosureEntry).Subjects!;
        byte[] key = new byte[SubjectReference.Length];
        Assert.Single(disclosed).CopyTo(key);
        Assert.Equal("fr/maison-nord", subject.GetProperty("controller").GetString());
        Assert.Equal([Convert.ToHexStringLower(key)], subject.GetProperty("audit").EnumerateArray().Select(text => text.GetString()));
        Assert.NotEqual(subject.GetProperty("audit")[0].GetString(), stranger.GetProperty("audit")[0].GetString());
        Assert.NotEqual(subject.GetProperty("audit")[0].GetString(), subject.GetProperty("consent").GetString());
        Assert.True(answer.Headers.CacheControl is { NoStore: true, Private: true });

        var asked = gateway.Entries<AdministrativeEntry>().Where(entry => entry.Action == "subject-keys.asked").ToArray(); // durable before the answer: there is nothing to wait for
        Assert.Equal(2, asked.Length);
        Assert.Equal([("controllers", "1"), ("person", "ines"), ("scheme", "customer-number")], asked[0].Facts.Select(fact => (fact.Key, fact.Value)));
        AssertNothingOf(gateway, [.. FormsOf(Person), .. FormsOf(subject.GetProperty("consent").GetString()!)]);
    }

    [Fact]
    public async Task What_was_done_to_the_register_and_what_will_go_from_the_log_stand_there_when_the_answer_comes()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();

        using var erased = await gateway.ManageAsync(HttpMethod.Post, "/v1/register-erasures", gateway.StaffToken("ines", "dpo"), new { rows = 3, before = 2 });
        var noted = gateway.Entries<AdministrativeEntry>()[^1];
        using var pruned = await gateway.ManageAsync(HttpMethod.Post, "/v1/log-prunings", gateway.StaffToken("ines", "dpo"), new { below = 2 });
        var announced = gateway.Entries<AdministrativeEntry>();

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (erased.StatusCode, pruned.StatusCode));
        Assert.Equal(("register.erased", "2 ines 3"), (noted.Action, string.Join(' ', noted.Facts.Values)));
        Assert.Equal(("log.pruned", "2 ines"), (announced[^1].Action, string.Join(' ', announced[^1].Facts.Values)));
        Assert.Equal(announced.Count(entry => entry.Action == "key.created"), announced.Count(entry => entry.Action == "key.restated"));
    }

    [Fact] // I1
    public async Task Without_a_log_that_can_be_written_there_is_no_answer()
    {
        var disk = new FullDisk();
        await using var gateway = await GatewayUnderTest.StartAsync(disk: disk);
        disk.IsLow = true;
        await Reloads.UntilAsync(() => gateway.Entries<AdministrativeEntry>().Any(entry => entry.Action == "log.disk-reserve"));

        foreach (var (path, form) in Doors)
        {
            using var refused = await gateway.ManageAsync(HttpMethod.Post, path, gateway.StaffToken("ines", "dpo"), form);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "audit-unavailable"), (refused.StatusCode, await ReasonAsync(refused)));
        }
    }

    private static ulong SizeOf(GatewayUnderTest gateway) => gateway.Entries()[^1].Index;

    private static Task<HttpResponseMessage> AskAsync(GatewayUnderTest gateway, string id) =>
        gateway.ManageAsync(HttpMethod.Post, "/v1/subject-keys", gateway.StaffToken("ines", "dpo"), new { scheme = "customer-number", id });

    private static async Task<HttpResponseMessage> PostAsync(GatewayUnderTest gateway, string path, string body, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Management, path)) { Content = new StringContent(body, Encoding.UTF8, type) };
        request.Headers.Authorization = new("Bearer", gateway.StaffToken("ines", "dpo"));
        return await gateway.Http.SendAsync(request);
    }

    /// <summary>Neither in the entries nor in what the process says. (Side files hold the audit key: that is what they are for.)</summary>
    private static void AssertNothingOf(GatewayUnderTest gateway, string[] forms)
    {
        string entries = string.Concat(Directory.EnumerateFiles(gateway.AuditFolder, "entries-*.log").Select(file => Encoding.Latin1.GetString(ReadShared(file))));
        string said = string.Join('\n', gateway.Spoken.Lines);
        Assert.All(forms, form => Assert.DoesNotContain(form, entries, StringComparison.Ordinal));
        Assert.All(forms, form => Assert.DoesNotContain(form, said, StringComparison.Ordinal));
    }

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
