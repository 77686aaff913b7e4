using System.Security;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Api;

/// <summary>SOAP login() and logout() as older clients still use them; from v65.0 on the vendor has them no more.</summary>
internal sealed partial class SoapLogin(Org org, Sessions sessions)
{
    private const int FirstReleaseWithout = 65;

    public Operation Operation() => new("soap-login", "POST", "^/services/Soap/[uc]/[0-9]+\\.0(/[^/]+)?/?$", OperationKind.Open, Answer);

    private VendorResponse Answer(VendorRequest request)
    {
        if (int.Parse(Release().Match(request.Path).Groups[1].Value) >= FirstReleaseWithout)
        {
            return Fault("UNSUPPORTED_API_VERSION", "login() is not available in this API version");
        }

        XElement envelope;
        try
        {
            envelope = XElement.Parse(request.Body);
        }
        catch (XmlException)
        {
            return Fault("soapenv:Client", "The request is not well-formed XML");
        }

        string? Value(string name) => envelope.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
        if (envelope.Descendants().Any(element => element.Name.LocalName == "logout"))
        {
            sessions.Revoke(Value("sessionId") ?? "");
            return Envelope(200, "<logoutResponse/>");
        }

        return Value("username") == ConnectedApp.Username && LoginEndpoints.IsPassword(Value("password"))
            ? Envelope(200, Result(request))
            : Fault("INVALID_LOGIN", "INVALID_LOGIN: Invalid username, password, security token; or user locked out.");
    }

    private string Result(VendorRequest request)
    {
        var url = SecurityElement.Escape($"{LoginEndpoints.Base(request)}{request.Path.TrimEnd('/')}/{org.OrganizationId[..15]}");
        return $"<loginResponse><result><metadataServerUrl>{url}</metadataServerUrl><passwordExpired>false</passwordExpired><sandbox>false</sandbox>" +
            $"<serverUrl>{url}</serverUrl><sessionId>{SecurityElement.Escape(sessions.Open(org.IntegrationUserId))}</sessionId>" +
            $"<userId>{org.IntegrationUserId}</userId><userInfo><organizationId>{org.OrganizationId}</organizationId>" +
            $"<organizationMultiCurrency>true</organizationMultiCurrency><organizationName>Harness</organizationName>" +
            $"<sessionSecondsValid>{(int)sessions.Lifetime.TotalSeconds}</sessionSecondsValid><userId>{org.IntegrationUserId}</userId>" +
            $"<userName>{ConnectedApp.Username}</userName></userInfo></result></loginResponse>";
    }

    private static VendorResponse Fault(string code, string message) => Envelope(
        500,
        $"<soapenv:Fault><faultcode>{SecurityElement.Escape(code)}</faultcode><faultstring>{SecurityElement.Escape(message)}</faultstring>" +
        $"<detail><sf:LoginFault xmlns:sf=\"urn:fault.partner.soap.sforce.com\"><sf:exceptionCode>{SecurityElement.Escape(code)}</sf:exceptionCode></sf:LoginFault></detail></soapenv:Fault>");

    private static VendorResponse Envelope(int status, string body) => new(
        status,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns=\"urn:partner.soap.sforce.com\">" +
        $"<soapenv:Body>{body}</soapenv:Body></soapenv:Envelope>",
        "text/xml;charset=UTF-8");

    [GeneratedRegex(@"/([0-9]+)\.0")]
    private static partial Regex Release();
}
