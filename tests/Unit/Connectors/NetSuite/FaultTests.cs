using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Harness.Port;
using Harness.Simulators.Behaviours;

namespace Harness.Unit.Connectors.NetSuite;

public sealed class FaultTests
{
    private static readonly Selection customer = new("customer", "companyName");

    [Fact]
    public async Task Receipts_answer_to_their_keys_and_one_bad_record_stops_alone()
    {
        using var bench = new Bench();
        var writes = Enumerable.Range(1, 20).Select(i => A.Customer($"main-acc-{i}", ("email", i == 7 ? "no mail" : "a@example.test"))).ToArray();

        var receipts = await bench.WriteAsync(writes);

        receipts.Select(r => r.Key).ShouldBe(writes.Select(w => w.Key), ignoreOrder: true);
        var refused = receipts.Single(r => r.Status != WriteStatus.Written);
        refused.Key.ShouldBe("new main-acc-7");
        refused.Fault!.Kind.ShouldBe(FaultKind.InvalidData);
        refused.Fault.Fields.ShouldBe(["email"]);
        foreach (var receipt in receipts.Where(r => r.Status == WriteStatus.Written))
        {
            bench.Stored("customer", receipt.Ref!.Id)["externalId"]!.ToString().ShouldBe(receipt.Key[4..]);
        }
    }

    [Fact]
    public async Task No_more_calls_are_in_flight_than_the_connector_may_have()
    {
        using var bench = new Bench(o => o.ConcurrencyLimit = 3, concurrency: 3);

        await bench.WriteAsync([.. Enumerable.Range(1, 30).Select(i => A.Customer($"main-acc-{i}"))]);

        bench.Account.Calls.Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(429)]
    [InlineData(400)]
    public async Task Full_concurrency_is_waited_out_and_not_a_fault_of_the_record(int status)
    {
        using var bench = new Bench(o => o.ConcurrencyStatus = status);
        bench.Arm(FaultKinds.Throttle, "write", times: 2, status: status);

        (await bench.WriteAsync(A.Customer("main-acc-1"))).ShouldHaveSingleItem().Status.ShouldBe(WriteStatus.Written);
    }

    [Fact]
    public async Task An_expired_token_is_renewed_once_for_all_and_nothing_is_lost()
    {
        using var bench = new Bench();
        await bench.CreatedAsync(A.Customer("main-acc-0"));
        bench.Arm(FaultKinds.ExpireToken);

        var receipts = await bench.WriteAsync([.. Enumerable.Range(1, 10).Select(i => A.Customer($"main-acc-{i}"))]);

        receipts.ShouldAllBe(r => r.Status == WriteStatus.Written);
        bench.Account.Calls.Calls.Count(call => call.Operation == "token").ShouldBe(2);
    }

    [Theory]
    [InlineData(FaultKinds.ResetAfterCommit)]
    [InlineData(FaultKinds.ErrorAfterCommit)]
    public async Task A_write_whose_answer_is_lost_is_unknown_and_is_found_by_its_key(string fault)
    {
        using var bench = new Bench();
        bench.Arm(fault, "write");

        var receipt = (await bench.WriteAsync(A.Customer("main-acc-1"))).ShouldHaveSingleItem();

        receipt.Status.ShouldBe(WriteStatus.Unknown);
        receipt.Fault!.Kind.ShouldBe(FaultKind.OutcomeUnknown);
        (await bench.Connector.FindManyAsync(customer, [new FindKey("externalId", "main-acc-1")], Bench.Ct)).Count.ShouldBe(1);
        bench.Account.Calls.Calls.Count(call => call.Method == "PUT").ShouldBe(1);
    }

    [Fact]
    public async Task Reads_are_repeated_when_NetSuite_is_away_for_a_moment()
    {
        using var bench = new Bench();
        var id = await bench.CreatedAsync(A.Customer("main-acc-1"));
        bench.Arm(FaultKinds.Unavailable, "read", times: 2);

        (await bench.ReadAsync(customer, id)).Ref.Id.ShouldBe(id);
    }

    [Fact]
    public async Task What_a_rule_of_the_account_refuses_is_said_in_its_words()
    {
        using var bench = new Bench();
        bench.Account.Actions["reject-saves"](new JsonObject { ["record"] = "customer", ["message"] = "Please call Finance first." });

        var fault = (await bench.WriteAsync(A.Customer("main-acc-1"))).ShouldHaveSingleItem().Fault!;

        fault.Kind.ShouldBe(FaultKind.InvalidData);
        fault.VendorCode.ShouldBe("USER_ERROR");
        fault.Message.ShouldContain("Please call Finance first.");
    }

    [Fact]
    public async Task Text_that_is_too_long_and_missing_values_have_their_own_kinds()
    {
        using var bench = new Bench();

        var receipts = await bench.WriteAsync(
            A.Customer("main-acc-1", ("companyName", new string('x', 84))), A.New("customer", "main-acc-2"), A.Change("customer", "99999", ("phone", "1")));

        receipts.Single(r => r.Key == "new main-acc-1").Fault!.Kind.ShouldBe(FaultKind.TooLong);
        receipts.Single(r => r.Key == "new main-acc-2").Fault!.Kind.ShouldBe(FaultKind.RequiredMissing);
        receipts.Single(r => r.Key == "change 99999").Fault!.Kind.ShouldBe(FaultKind.RecordGone);
    }

    [Fact]
    public async Task A_field_that_the_account_does_not_have_is_refused_before_it_is_sent()
    {
        using var bench = new Bench();

        var receipt = (await bench.WriteAsync(A.Customer("main-acc-1", ("custentity_nothing", "x")))).ShouldHaveSingleItem();

        receipt.Fault!.Kind.ShouldBe(FaultKind.MappingBroken);
        bench.Account.Calls.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_host_that_is_not_there_means_not_sent()
    {
        using var bench = new Bench(through: inner => new FailingWrites(
            inner, () => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused))));

        (await bench.WriteAsync(A.Customer("main-acc-1"))).ShouldHaveSingleItem().Status.ShouldBe(WriteStatus.NotSent);
    }

    [Fact]
    public async Task A_quota_that_is_used_up_means_not_sent()
    {
        var spent = new Fault(FaultKind.DailyLimit, "The day's calls are used up.");
        using var bench = new Bench(through: inner => new FailingWrites(inner, () => throw new ConnectorException("netsuite", spent)));

        var receipt = (await bench.WriteAsync(A.Customer("main-acc-1"))).ShouldHaveSingleItem();

        receipt.Status.ShouldBe(WriteStatus.NotSent);
        receipt.Fault.ShouldBe(spent);
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(204, "")]
    [InlineData(404, "<html>not here</html>")]
    [InlineData(502, "<html>bad gateway</html>")]
    public async Task An_answer_that_says_nothing_leaves_a_write_unknown(int status, string body)
    {
        using var bench = new Bench(through: inner => new FailingWrites(
            inner, () => new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) }));

        (await bench.WriteAsync(A.Customer("main-acc-1"))).ShouldHaveSingleItem().Status.ShouldBe(WriteStatus.Unknown);
    }

    [Fact]
    public async Task A_stop_lets_a_write_on_its_way_finish_and_sends_no_other()
    {
        using var stop = new CancellationTokenSource();
        using var bench = new Bench(concurrency: 1, through: inner => new FailingWrites(inner, () =>
        {
            stop.Cancel();
            return null;
        }));
        var receipts = new List<WriteReceipt>();

        await foreach (var receipt in bench.Connector.WriteManyAsync([A.Customer("main-acc-1"), A.Customer("main-acc-2")], stop.Token))
        {
            receipts.Add(receipt);
        }

        receipts.Select(r => r.Status).ShouldBe([WriteStatus.Written, WriteStatus.NotSent], ignoreOrder: true);
    }

    [Fact]
    public async Task A_wrong_key_is_a_failed_login_and_no_secret_is_told()
    {
        using var bench = new Bench();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = other.ExportPkcs8PrivateKeyPem();
        using var transport = new InProcessTransport(bench.Account, Latency.None);
        using var connector = bench.Connect(transport, privateKey: pem);

        var thrown = await Should.ThrowAsync<ConnectorException>(() => connector.ReadManyAsync(customer, ["1"], Bench.Ct));

        thrown.Fault.Kind.ShouldBe(FaultKind.LoginFailed);
        thrown.ToString().ShouldNotContain(bench.Account.Credentials["client_id"]!.ToString());
        thrown.ToString().ShouldNotContain(pem.Split('\n')[1]);
    }

    [Fact]
    public async Task An_RSA_key_signs_as_well()
    {
        using var bench = new Bench();
        using var rsa = RSA.Create(3072);
        var mapped = bench.Account.Actions["map-certificate"](new JsonObject { ["publicKey"] = rsa.ExportRSAPublicKeyPem() });
        using var transport = new InProcessTransport(bench.Account, Latency.None);
        using var connector = Harness.Connectors.NetSuite.NetSuiteConnector.Create(
            "netsuite",
            new Harness.Connectors.NetSuite.NetSuiteOptions
            {
                Account = "1234567_SB1",
                ClientId = bench.Account.Credentials["client_id"]!.ToString(),
                CertificateId = mapped["certificate_id"]!.ToString(),
                PrivateKeyPem = rsa.ExportPkcs8PrivateKeyPem(),
            },
            transport,
            TimeProvider.System,
            new Random(1));

        (await connector.ReadManyAsync(customer, ["1"], Bench.Ct)).ShouldBeEmpty();
    }

    /// <summary>What happens to PUT and PATCH before they reach the account; a null lets them through.</summary>
    private sealed class FailingWrites(HttpMessageHandler inner, Func<HttpResponseMessage?> instead) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            (request.Method == HttpMethod.Put || request.Method == HttpMethod.Patch ? instead() : null)
            ?? await base.SendAsync(request, cancellationToken);
    }
}
