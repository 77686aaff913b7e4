using System.Runtime.InteropServices;

namespace Harness.Contracts.Pact;

/// <summary>The verifier's functions of the Pact core.</summary>
internal static partial class VerifierCore
{
    private const string Library = "pact_ffi";

    [LibraryImport(Library, EntryPoint = "pactffi_verifier_new_for_application", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint New(string name, string version);

    [LibraryImport(Library, EntryPoint = "pactffi_verifier_set_provider_info", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetProviderInfo(nint verifier, string name, string scheme, string host, ushort port, string path);

    [LibraryImport(Library, EntryPoint = "pactffi_verifier_set_provider_state", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetProviderState(nint verifier, string url, byte teardown, byte asBody);

    [LibraryImport(Library, EntryPoint = "pactffi_verifier_set_verification_options")]
    public static partial int SetVerificationOptions(nint verifier, byte disableTlsVerification, ulong requestTimeoutMilliseconds);

    [LibraryImport(Library, EntryPoint = "pactffi_verifier_set_coloured_output")]
    public static partial int SetColouredOutput(nint verifier, byte coloured);

    [LibraryImport(Library, EntryPoint = "pactffi_verifier_set_filter_info", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetFilter(nint verifier, string? description, string? state, byte withoutState);

    [LibraryImport(Library, EntryPoint = "pactffi_verifier_add_custom_header", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void AddCustomHeader(nint verifier, string name, string value);

    [LibraryImport(Library, EntryPoint = "pactffi_verifier_add_file_source", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void AddFileSource(nint verifier, string file);

    [LibraryImport(Library, EntryPoint = "pactffi_verifier_execute")]
    public static partial int Execute(nint verifier);

    [LibraryImport(Library, EntryPoint = "pactffi_verifier_output")]
    public static partial nint Output(nint verifier, byte withoutColours);

    [LibraryImport(Library, EntryPoint = "pactffi_verifier_shutdown")]
    public static partial void Shutdown(nint verifier);
}
