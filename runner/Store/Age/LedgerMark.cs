using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Harness.Store.Sql;
using Harness.Sync.Ledger;
using Microsoft.Win32.SafeHandles;

namespace Harness.Store.Age;

/// <summary>
/// A small file outside of the ledger that says how far the ledger had come when a transaction was last acknowledged. It is
/// written after the commit, so it never says more than the ledger holds, unless that is an older copy or has lost its tail.
/// </summary>
internal sealed class LedgerMark(string path) : IDisposable
{
    private const string Kind = "harness-ledger";

    private readonly Lock _turn = new();
    private SafeFileHandle? _file;
    private LedgerHead? _reached;

    /// <summary>Null: there is none, or it cannot be read as one.</summary>
    public static MarkedHead? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[256];
        var text = Encoding.ASCII.GetString(bytes, 0, RandomAccess.Read(file, bytes, 0)).TrimEnd('\n');
        return text.Split(' ') is [Kind, var ledger, var commits, var state, var check] && check == CheckOf($"{Kind} {ledger} {commits} {state}")
            ? new MarkedHead(ledger, long.Parse(commits, CultureInfo.InvariantCulture), state == "whole")
            : null;
    }

    /// <summary>The mark says so already.</summary>
    public void Found(LedgerHead head)
    {
        lock (_turn)
        {
            _reached = head;
        }
    }

    /// <summary>What the ledger holds for certain, and did not hold when the mark was last written.</summary>
    public void Reached(LedgerHead head, bool whole)
    {
        lock (_turn)
        {
            _reached = head;
            Write(whole);
        }
    }

    /// <summary>The ledger's file alone holds everything now, or it still needs what lies beside it.</summary>
    public void Close(bool whole)
    {
        lock (_turn)
        {
            if (whole && _reached is { } mine && Read(path) is { } said && said.Ledger == mine.Ledger && said.Commits <= mine.Commits)
            {
                Write(whole);
            }
        }
    }

    public void Dispose()
    {
        lock (_turn)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    private void Write(bool whole)
    {
        var text = $"{Kind} {_reached!.Ledger} {_reached.Commits.ToString("D19", CultureInfo.InvariantCulture)} {(whole ? "whole" : "inuse")}";
        try
        {
            _file ??= Open();
            RandomAccess.Write(_file, Encoding.ASCII.GetBytes($"{text} {CheckOf(text)}\n"), 0);
        }
        catch (IOException)
        {
            // The commit holds all the same. A mark that stays behind only notices less; the next one makes up for it.
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new LedgerRefusedException($"{path} cannot be written by this user. Give the runner write access to it.", denied);
        }
    }

    private SafeFileHandle Open()
    {
        if (OperatingSystem.IsWindows())
        {
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        }

        if (!File.Exists(path))
        {
            new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }).Dispose();
        }

        return File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }

    private static string CheckOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)))[..8];
}

/// <param name="Whole">The runner that wrote it ended in order: the ledger's file needed nothing beside it.</param>
internal sealed record MarkedHead(string Ledger, long Commits, bool Whole);
