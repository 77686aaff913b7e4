namespace Harness.Store.Sqlite;

/// <summary>
/// An exclusive lock on a file beside the ledger, which the operating system drops when the process ends, however it
/// ends. The file itself stays: deleting it would let two processes lock two files of the same name.
/// </summary>
internal sealed class RunLock(string path) : IDisposable
{
    private FileStream? _held;

    public bool TryEnter()
    {
        if (_held is not null)
        {
            return true;
        }

        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            _held = new FileStream(path, options);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
        catch (UnauthorizedAccessException denied)
        {
            throw SqliteFaults.Denied(path, denied);
        }
    }

    public void Leave()
    {
        _held?.Dispose();
        _held = null;
    }

    public void Dispose() => Leave();
}
