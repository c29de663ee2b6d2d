using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Verification;
using ShareGateway.Consent;
using ShareGateway.EndToEnd.Tests.Fixture;
using ShareGateway.Privacy.Keys;
using ShareGateway.Proxy.Hosting;
using ShareGateway.Proxy.Policies;
using ShareGateway.Proxy.Rehearsals;
using ShareGateway.Proxy.Settings;
using ShareGateway.Sharing;
using static ShareGateway.EndToEnd.Tests.Fixture.Bodies;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>What the gateway does before its first request, so that the first partner does not wait: nothing that anybody could notice.</summary>
public sealed class RehearsalTests
{
    private const int RecordsInABody = 8;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(4);
    private static readonly SubjectKey Somebody = SubjectKey.FromBytes([.. Enumerable.Range(1, SubjectReferenceKey.ReferenceBytes).Select(value => (byte)value)]);

    private static readonly string[] Hot =
    [
        "Kestrel.Core.Internal.Http.HttpProtocol+<ProcessRequests>d", "Yarp.ReverseProxy.Forwarder.HttpForwarder+<SendAsync>d", "System.Net.Http.HttpConnection+<SendAsync>d",
        "Shares.ShareStage+<ShareAsync>d", "Shares.ShareRelay+<RunAsync>d", "Shares.ShareOutput+<RecordAsync>d", "Identity.CheckedTokens+<ValidateTokenAsync>d",
        "Json.JsonRecordReader:ReadLane(", "Json.JsonRecordReader:ReadTemplate(", "Json.JsonRecordReader:FindValues(", "Json.JsonTemplateBuilder:TryBuild(",
        "Json.JsonMarks:WideEnd(", "Rewriting.Settlement:Settle(", "Keys.MacLanes:Write(", "Sharing.ConsentGate:KeysOf(", "Log.PendingEntry:Create(", "Log.SegmentWriter:Write(",
        "Microsoft.Data.Sqlite.SqliteConnection:Open()", "System.IO.Enumeration.FileSystemEnumerable`1[System.__Canon]:.ctor(", // what follows consents and policies beside the answers
    ];

    [Fact]
    public async Task Before_it_listens_it_has_rehearsed_without_an_entry_and_without_a_call()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var spoken = gateway.Spoken.Lines.ToArray();

        var rehearsed = Array.FindIndex(spoken, line => line.StartsWith("Information Rehearsed ", StringComparison.Ordinal));
        var started = Array.FindIndex(spoken, line => line.StartsWith("Information Gateway started", StringComparison.Ordinal));
        Assert.InRange(rehearsed, 0, started - 1);
        Assert.All(gateway.Entries(), stored => Assert.True(stored.Entry is AdministrativeEntry or PolicyEntry, stored.Entry.GetType().Name));
        Assert.Empty(gateway.Upstream.Requests);
        Assert.DoesNotContain(spoken, line => line.StartsWith("Warning", StringComparison.Ordinal) || line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_made_up_records_pass_through_every_shipped_plan_in_every_form()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var rehearsal = gateway.Services.GetRequiredService<Rehearsal>();

        foreach (var plan in gateway.Services.GetRequiredService<PolicySource>().Current.Set.Plans)
        {
            var delivered = await rehearsal.AnswerAsync(plan, CancellationToken.None);
            Assert.True(delivered == RecordsInABody * Offers.AllOf(plan).Length, $"{plan.AgreementId}: {delivered}");
        }
    }

    [Fact]
    public async Task A_dress_rehearsal_answers_from_its_own_folder_and_leaves_nothing_of_it()
    {
        var data = "";
        long[] records = [];

        var outcome = await DressRehearsal.PlayAsync(Long, async stage =>
        {
            var gateway = await GatewayHost.BuildAsync([], builder =>
            {
                stage(builder);
                data = builder.Configuration["Gateway:DataDirectory"]!;
            });
            gateway.Lifetime.ApplicationStopping.Register(() => records =
                [.. AuditLogReader.Latest(Path.Combine(data, "audit"), 10).Select(view => view.Entry).OfType<DisclosureEntry>().Select(entry => entry.Records)]);
            return gateway;
        });

        Assert.Null(outcome.Trouble);
        Assert.True(outcome.Answers > 0);
        Assert.NotEmpty(records);
        Assert.All(records, count => Assert.Equal(88, count)); // of a hundred people
        Assert.StartsWith(Path.Combine(Path.GetTempPath(), "sharegateway-rehearsal-"), data, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.GetDirectoryName(data)));
    }

    [Fact]
    public async Task What_people_say_while_the_gateway_rehearses_is_known_before_it_listens()
    {
        bool? before = null, behind = null;

        await DressRehearsal.PlayAsync(Long, async stage =>
        {
            var data = "";
            await using var gateway = await GatewayHost.BuildAsync([], builder =>
            {
                stage(builder);
                data = builder.Configuration["Gateway:DataDirectory"]!;
                builder.Configuration["Gateway:ConsentSync"] = "00:01:00"; // longer than the test
                builder.Logging.AddProvider(new Listener("Rehearsed ", () => SayYesAsync(data).GetAwaiter().GetResult()));
            });
            var index = gateway.Services.GetRequiredService<ConsentIndex>();
            var question = index.Prepare(Marketing, "nobody", mustNameRecipient: true, TimeSpan.FromDays(1));
            before = index.Allows(Somebody, question, TimeProvider.System.GetUtcNow());
            await gateway.StartAsync();
            behind = index.Allows(Somebody, question, TimeProvider.System.GetUtcNow());
            throw new InvalidOperationException("seen"); // before the play, which reads the consents itself
        });

        Assert.False(before); // the index was read when the resources were opened
        Assert.True(behind);
    }

    [Fact]
    public async Task No_setting_of_the_real_gateway_reaches_a_dress_rehearsal()
    {
        string[] real = ["--Gateway:Witnesses:0:Url=https://witness.example", "--Gateway:Rehearsal=00:00:09", "--ReverseProxy:Clusters:crm:Destinations:one:Address=http://crm.example"];
        var found = new List<string>();

        await DressRehearsal.PlayAsync(Long, stage => GatewayHost.BuildAsync(real, builder =>
        {
            stage(builder);
            found.AddRange(((IConfiguration)builder.Configuration).AsEnumerable().Select(setting => $"{setting.Key}={setting.Value}"));
            throw new InvalidOperationException("seen");
        }));

        Assert.Contains("Gateway:Rehearsal=00:00:00", found);
        Assert.DoesNotContain(found, setting => setting.Contains("witness", StringComparison.OrdinalIgnoreCase) || setting.Contains("crm", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dress_rehearsal_that_fails_says_so_and_stops_no_start()
    {
        var outcome = await DressRehearsal.PlayAsync(Long, _ => throw new InvalidOperationException("the scenery fell"));

        Assert.Equal(new RehearsalOutcome(0, nameof(InvalidOperationException)), outcome);
    }

    [Fact]
    public async Task The_curtain_falls_in_the_middle_of_an_answer()
    {
        var outcome = await DressRehearsal.PlayAsync(TimeSpan.FromTicks(1), stage => GatewayHost.BuildAsync([], stage));

        Assert.Equal(new RehearsalOutcome(0, null), outcome);
    }

    [Fact]
    public async Task A_process_that_has_rehearsed_has_counted_nothing_called_nobody_and_written_no_disclosure()
    {
        var folder = Directory.CreateTempSubdirectory("sharegateway-rehearsed-").FullName;
        await using var upstream = await FakeUpstream.StartAsync();
        using var policies = PolicyFolder.CopyValidToday();
        await using (var gateway = await GatewayProcess.StartAsync(folder, policies.Path, upstream, rehearsal: 3))
        {
            // The first caller comes when the listeners are open already, and is counted when it has its answer.
            var metrics = await Reloads.UntilMetricsAsync(gateway.Http, gateway.Management, "http_response_status_code=\"404\"");
            Assert.DoesNotContain("/v1/datasets", metrics, StringComparison.Ordinal);
            Assert.DoesNotContain("rehearsal", metrics, StringComparison.Ordinal);
        }

        Assert.Empty(upstream.Requests);
        Assert.All(AuditLogReader.Latest(Path.Combine(folder, "gateway", "audit"), 1000), stored => Assert.True(stored.Entry is AdministrativeEntry or PolicyEntry, stored.Entry.GetType().Name));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>By the compiler's own list: a rehearsal that no longer reaches one of these, or ends too early, leaves it to the first partner.</summary>
    [Fact]
    public async Task What_an_answer_runs_is_compiled_well_before_anybody_can_ask()
    {
        var folder = Directory.CreateTempSubdirectory("sharegateway-compiled-").FullName;
        var list = Path.Combine(folder, "compiled.txt");
        await using var upstream = await FakeUpstream.StartAsync();
        using var policies = PolicyFolder.CopyValidToday();
        await using (await GatewayProcess.StartAsync(
            folder, policies.Path, upstream, rehearsal: 60,
            ("DOTNET_JitStdOutFile", list), ("DOTNET_JitDisasmSummary", "1"), ("Gateway__ConsentSync", "00:01:00"), ("Gateway__PolicyPoll", "00:01:00")))
        {
            // The compiler writes its list in pieces: what is compiled while the gateway is idle pushes the last one out.
            await Reloads.UntilAsync(() => !NotCompiledWell(list).Any());
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_dress_rehearsal_that_is_stopped_gives_no_answer_and_leaves_nothing()
    {
        var data = "";
        using var stop = new CancellationTokenSource();

        var outcome = await DressRehearsal.PlayAsync(TimeSpan.FromMinutes(1), stage => GatewayHost.BuildAsync([], builder =>
        {
            stage(builder);
            data = builder.Configuration["Gateway:DataDirectory"]!;
            stop.Cancel();
        }), stop.Token);

        Assert.Equal(new RehearsalOutcome(0, null), outcome);
        Assert.False(Directory.Exists(Path.GetDirectoryName(data)));
    }

    [Fact]
    public async Task Rounds_go_on_until_two_in_a_row_let_the_runtime_compile_next_to_nothing()
    {
        long[] compiledByRound = [900, 10, 49, 0];
        var (compiled, rounds) = (0L, 0);

        var answers = await Compiling.RepeatAsync(
            () =>
            {
                compiled += compiledByRound[rounds++];
                return Task.FromResult(rounds);
            },
            () => compiled,
            CancellationToken.None);

        Assert.Equal(3, rounds);
        Assert.Equal(1 + 2 + 3, answers);
    }

    [Fact]
    public async Task What_the_runtime_compiles_late_belongs_to_the_round_before_it()
    {
        var (rounds, looks, late) = (0, 0, 0);

        await Compiling.RepeatAsync(
            () => Task.FromResult(++rounds),
            () => rounds == 1 && ++looks == 3 ? late = 100 : late, // while it is waited for
            CancellationToken.None);

        Assert.Equal(3, rounds); // the first one was not calm
    }

    [Fact]
    public async Task Rounds_end_with_the_curtain()
    {
        using var curtain = new CancellationTokenSource();

        var answers = await Compiling.RepeatAsync(
            () =>
            {
                curtain.Cancel();
                return Task.FromResult(7);
            },
            curtain.Token);

        Assert.Equal(7, answers);
    }

    [Fact]
    public void What_a_plans_answers_have_in_common_is_worked_out_when_its_policies_go_live()
    {
        var set = new PolicyAdmission(GatewayUnderTest.ShippedPolicies, _ => true).Read().Set!;
        Assert.NotEmpty(set.Plans);
        Assert.DoesNotContain(set.Plans, PlanWords.AreKnownOf);

        _ = new LivePolicies(set, TimeProvider.System.GetUtcNow());

        Assert.All(set.Plans, plan => Assert.True(PlanWords.AreKnownOf(plan)));
    }

    [Fact]
    public async Task What_the_first_caller_asks_for_is_not_there_for_anybody_and_leaves_no_entry()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var before = gateway.Entries().Count;

        using var partner = await gateway.AskAsync("galerie-lumiere", FirstCaller.Path, Marketing);
        using var staff = await gateway.ManageAsync(HttpMethod.Get, FirstCaller.Path, gateway.StaffToken("p-1", "dpo"));

        Assert.Equal("not-found", await ReasonAsync(partner));
        Assert.Equal("not-found", await ReasonAsync(staff));
        Assert.Equal(before, gateway.Entries().Count);
    }

    [Fact]
    public async Task An_issuer_whose_keys_are_fetched_is_not_called_before_the_start()
    {
        using var issuer = new TcpListener(IPAddress.Loopback, 0);
        issuer.Start();

        await using var gateway = await GatewayUnderTest.StartAsync(settings:
        [
            ("Identity:KeysFile", ""), ("Identity:MetadataAddress", $"https://{issuer.LocalEndpoint}/.well-known/oauth-authorization-server"),
        ]);

        Assert.False(issuer.Pending());
        Assert.Contains(gateway.Spoken.Lines, line => line.StartsWith("Information Rehearsed ", StringComparison.Ordinal));
        Assert.DoesNotContain(gateway.Spoken.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_first_caller_whom_nobody_answers_stops_no_start()
    {
        using var server = new SilentServer();
        var caller = new FirstCaller(server, new GatewayOptions());

        await caller.StartedAsync(CancellationToken.None);

        Assert.Equal(2, server.Asked);
    }

    private static IEnumerable<string> NotCompiledWell(string list)
    {
        using var text = new StreamReader(new FileStream(list, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var lines = text.ReadToEnd().Split('\n');
        return Hot.Where(method => !lines.Any(line => line.Contains(method, StringComparison.Ordinal) && (IsUnoptimised(method) || line.Contains(" [Tier1", StringComparison.Ordinal))));
    }

    /// <summary>Another process that shares the consents.</summary>
    private static async Task SayYesAsync(string data)
    {
        using var store = await ConsentStore.OpenAsync(Path.Combine(data, "consent.db"), TimeProvider.System, CancellationToken.None);
        _ = await store.AppendAsync(
            [new("1", Somebody, Marketing, "nobody", ConsentState.Given, TimeProvider.System.GetUtcNow().AddHours(-1), "1", "form", null)], CancellationToken.None);
    }

    /// <summary>Does something when a line begins as said.</summary>
    private sealed class Listener(string start, Action act) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (formatter(state, exception).StartsWith(start, StringComparison.Ordinal))
            {
                act();
            }
        }

        public void Dispose()
        {
        }
    }

    /// <summary>Code that was built for a debugger stays as it is: that it ran at all must do.</summary>
    private static bool IsUnoptimised(string method)
    {
        bool isOurs = !new[] { "Kestrel", "Yarp", "System", "Microsoft" }.Any(theirs => method.StartsWith(theirs, StringComparison.Ordinal));
        return isOurs && typeof(GatewayHost).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled is true;
    }

    /// <summary>Says that it listens, and does not.</summary>
    private sealed class SilentServer : IServer
    {
        private readonly AddressList _addresses = new();

        public SilentServer() => Features.Set<IServerAddressesFeature>(_addresses);

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public int Asked => _addresses.Asked;

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }

    private sealed class AddressList : IServerAddressesFeature
    {
        public int Asked { get; private set; }

        public ICollection<string> Addresses
        {
            get
            {
                Asked += 2;
                return ["http://0.0.0.0:1", "https://[::]:1"]; // port 1 is nobody's
            }
        }

        public bool PreferHostingUrls { get; set; }
    }
}
