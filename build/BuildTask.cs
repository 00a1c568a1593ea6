using System;
using System.Collections.Generic;
using Cake.Common;
using Cake.Core;
using Cake.Core.IO;

/// <summary>One target: its name is the class's without the ending.</summary>
public abstract class BuildTask
{
    public string Name => GetType().Name.Replace("Task", "");

    public abstract string Description { get; }

    /// <summary>Targets that run before.</summary>
    public virtual IReadOnlyList<string> Dependencies => Array.Empty<string>();

    public virtual void Run(ICakeContext context, BuildParameters parameters)
    {
    }

    /// <summary>Runs dotnet with the arguments and ends the build with its exit code if that is not 0.</summary>
    protected static void DotNet(ICakeContext context, params string[] arguments)
    {
        var builder = new ProcessArgumentBuilder();
        foreach (var argument in arguments)
        {
            builder.AppendQuoted(argument);
        }

        var settings = new ProcessSettings { Arguments = builder, EnvironmentVariables = Variables() };
        var exitCode = context.StartProcess("dotnet", settings);
        if (exitCode != 0)
        {
            // The program has said in one sentence what is wrong; a stack of build messages would bury it.
            Environment.Exit(exitCode);
        }
    }

    private static Dictionary<string, string> Variables() => new()
    {
        // Idle OpenMP threads must sleep: spinning makes a 50 ms step take up to 1 s when cores are shared.
        ["OMP_WAIT_POLICY"] = "PASSIVE",
        // torch frees and asks for the same megabytes at every step; kept by malloc, training is up to a quarter faster.
        ["MALLOC_MMAP_THRESHOLD_"] = "33554432",
        ["MALLOC_TRIM_THRESHOLD_"] = "1073741824",
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
    };
}
