using System;
using System.Collections.Generic;
using System.Linq;
using Cake.Core;

/// <summary>The numeric tests once per vector width.</summary>
public sealed class TestSimdTask : BuildTask
{
    private static readonly string[] Switches = { "DOTNET_EnableAVX512=0", "DOTNET_EnableAVX2=0", "DOTNET_EnableHWIntrinsic=0" };
    private const string Tests = "tests/MusicCluster.Tests/bin/Release/net10.0/MusicCluster.Tests.dll";
    private static readonly string[] Folders = { "Numerics", "Audio", "Features" };

    public override string Description => "Run the numeric tests on every SIMD path: 512, 256 and 128 bits, and scalar.";

    public override IReadOnlyList<string> Dependencies => new[] { "Test" };

    public override void Run(ICakeContext context, BuildParameters parameters)
    {
        foreach (var change in Switches)
        {
            Console.WriteLine($"With {change}:");
            var name = change.Split('=')[0];
            Environment.SetEnvironmentVariable(name, "0");
            var namespaces = Folders.SelectMany(folder => new[] { "-namespace", $"MusicCluster.Tests.{folder}*" });
            var arguments = new[] { "exec", Tests, "-trait-", "Category=Slow", "-trait-", "Category=Slurm", "-noColor" };
            DotNet(context, arguments.Concat(namespaces).ToArray());
            Environment.SetEnvironmentVariable(name, null);
        }
    }
}
