using Cake.Common.IO;
using Cake.Core;
using Cake.Core.IO;

/// <summary>Removes what can be made again.</summary>
public sealed class CleanTask : BuildTask
{
    public override string Description => "Remove builds and stage outputs; downloads and results stay.";

    public override void Run(ICakeContext context, BuildParameters parameters)
    {
        foreach (var pattern in new[] { "src/*/bin", "src/*/obj", "tests/*/bin", "tests/*/obj", "build/bin", "build/obj", "data/cache" })
        {
            context.DeleteDirectories(context.GetDirectories(pattern), new DeleteDirectorySettings { Recursive = true, Force = true });
        }
    }
}
