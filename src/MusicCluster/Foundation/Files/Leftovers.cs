using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MusicCluster.Foundation.Files;

/// <summary>Half-written files of processes that were killed: <see cref="AtomicFile"/>'s temporary ones.</summary>
internal static partial class Leftovers
{
    /// <summary>Removes those below a folder whose process is no longer there; another run's file in the making stays.</summary>
    public static void Remove(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        var everything = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 };
        foreach (var path in Directory.EnumerateFiles(folder, ".*.tmp", everything))
        {
            if (Name().Match(Path.GetFileName(path)) is { Success: true } match && !IsAlive(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)))
            {
                File.Delete(path);
            }
        }
    }

    private static bool IsAlive(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^\..+\.([0-9]{1,9})-[0-9a-f]{32}\.tmp$")]
    private static partial Regex Name();
}
