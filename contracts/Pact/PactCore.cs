using System.Runtime.InteropServices;

namespace Harness.Contracts.Pact;

/// <summary>The functions of the Pact core (libpact_ffi) that this binding uses.</summary>
internal static partial class PactCore
{
    public const int SpecificationV4 = 5;
    public const int Request = 0;
    public const int Response = 1;

    private const string Library = "pact_ffi";

    [LibraryImport(Library, EntryPoint = "pactffi_new_pact", StringMarshalling = StringMarshalling.Utf8)]
    public static partial PactHandle NewPact(string consumer, string provider);

    [LibraryImport(Library, EntryPoint = "pactffi_with_specification")]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool WithSpecification(PactHandle pact, int version);

    [LibraryImport(Library, EntryPoint = "pactffi_new_interaction", StringMarshalling = StringMarshalling.Utf8)]
    public static partial InteractionHandle NewInteraction(PactHandle pact, string description);

    [LibraryImport(Library, EntryPoint = "pactffi_given", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool Given(InteractionHandle interaction, string state);

    [LibraryImport(Library, EntryPoint = "pactffi_given_with_params", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GivenWithParams(InteractionHandle interaction, string state, string parameters);

    [LibraryImport(Library, EntryPoint = "pactffi_with_request", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool WithRequest(InteractionHandle interaction, string method, string path);

    [LibraryImport(Library, EntryPoint = "pactffi_with_query_parameter_v2", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool WithQueryParameter(InteractionHandle interaction, string name, nuint index, string value);

    [LibraryImport(Library, EntryPoint = "pactffi_with_header_v2", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool WithHeader(InteractionHandle interaction, int part, string name, nuint index, string value);

    [LibraryImport(Library, EntryPoint = "pactffi_with_body", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool WithBody(InteractionHandle interaction, int part, string contentType, string body);

    [LibraryImport(Library, EntryPoint = "pactffi_response_status")]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool ResponseStatus(InteractionHandle interaction, ushort status);

    [LibraryImport(Library, EntryPoint = "pactffi_create_mock_server_for_transport", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateMockServer(PactHandle pact, string address, ushort port, string transport, string? configuration);

    [LibraryImport(Library, EntryPoint = "pactffi_mock_server_matched")]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool MockServerMatched(int port);

    // The text belongs to the mock server: read it before the server is cleaned up, and never free it.
    [LibraryImport(Library, EntryPoint = "pactffi_mock_server_mismatches")]
    public static partial nint MockServerMismatches(int port);

    [LibraryImport(Library, EntryPoint = "pactffi_cleanup_mock_server")]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool CleanupMockServer(int port);

    [LibraryImport(Library, EntryPoint = "pactffi_pact_handle_write_file", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int WriteFile(PactHandle pact, string directory, [MarshalAs(UnmanagedType.U1)] bool overwrite);

    [LibraryImport(Library, EntryPoint = "pactffi_free_pact_handle")]
    public static partial uint FreePact(PactHandle pact);

    [LibraryImport(Library, EntryPoint = "pactffi_string_delete")]
    public static partial void DeleteString(nint text);

    /// <summary>The text of a string that the caller owns, which is freed.</summary>
    public static string TakeString(nint text)
    {
        var copy = Marshal.PtrToStringUTF8(text) ?? "";
        DeleteString(text);
        return copy;
    }

    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct PactHandle
    {
        private readonly ushort _reference;
    }

    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct InteractionHandle
    {
        private readonly uint _reference;
    }
}
