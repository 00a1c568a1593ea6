using System;
using System.IO;
using System.Linq;
using Cake.Common.IO;
using Cake.Core;
using Cake.Core.IO;

/// <summary>Removes what can be made again.</summary>
public sealed class CleanTask : BuildTask
{
    public override string Description => "Remove builds and stage outputs; downloads and results stay.";

    public override void Run(ICakeContext context, BuildParameters parameters)
    {
        if (context.GetFiles("data/cache/locks/*.lock").Any(IsHeld))
        {
            // A run survives without its cache, but hours of its work would not, nor a program without its files.
            Console.Error.WriteLine("A run is at work in data/cache: wait for its end or stop it, then clean.");
            Environment.Exit(1);
        }

        foreach (var pattern in new[] { "src/*/bin", "src/*/obj", "tests/*/bin", "tests/*/obj", "build/bin", "build/obj", "data/cache" })
        {
            context.DeleteDirectories(context.GetDirectories(pattern), new DeleteDirectorySettings { Recursive = true, Force = true });
        }
    }

    /// <summary>Whether a process holds the lock; the system releases those of the dead.</summary>
    private static bool IsHeld(FilePath path)
    {
        try
        {
            using var stream = new FileStream(path.FullPath, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
