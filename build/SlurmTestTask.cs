using System;
using System.Collections.Generic;
using System.Linq;
using Cake.Core;
using Cake.Core.IO;

/// <summary>The tests on a real Slurm of three nodes on this machine.</summary>
public class SlurmTestTask : TestTask
{
    private static readonly string[] Packages = { "slurmctld", "slurmd", "slurm-client", "munge" };

    public override string Description => "Run the tests on a real Slurm of three nodes on this machine (Debian: installs it where it may, 3 MB).";

    protected override IReadOnlyList<string> Filter => new[] { "--filter-trait", "Category=Slurm" };

    public override void Run(ICakeContext context, BuildParameters parameters)
    {
        if (!System.IO.File.Exists("/usr/sbin/slurmctld") && System.IO.File.Exists("/usr/bin/apt-get") && Environment.UserName == "root")
        {
            Console.WriteLine("Installing " + string.Join(", ", Packages) + ".");
            Apt(context, "update", "-qq");
            Apt(context, new[] { "install", "-y", "-qq", "--no-install-recommends" }.Concat(Packages).ToArray());
        }

        // Where there is still none, the tests skip and say what is missing.
        base.Run(context, parameters);
    }

    private static void Apt(ICakeContext context, params string[] arguments) =>
        context.ProcessRunner.Start(
            "apt-get", new ProcessSettings { Arguments = ProcessArgumentBuilder.FromStrings(arguments), RedirectStandardOutput = true })?.WaitForExit();
}
