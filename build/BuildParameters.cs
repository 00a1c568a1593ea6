using System;
using System.Collections.Generic;
using System.Linq;
using Cake.Common;
using Cake.Core;

/// <summary>What the user typed behind <c>dotnet cake</c>.</summary>
public sealed class BuildParameters
{
    public BuildParameters(ICakeContext context)
    {
        Target = context.Argument("target", "All");
        Profile = context.Argument("profile", "sample");
        Torch = context.Argument("torch", "cpu");
        UsesSlurm = context.HasArgument("slurm") || context.Argument("cluster", "") == "slurm";
        Shards = context.Argument("shards", "");
        Partition = context.Argument("partition", "");
        Overrides = context.Arguments<string>("set", Array.Empty<string>()).ToList();
        Whisper = context.Argument("whisper", "cpu");
        if (context.HasArgument("whisper"))
        {
            Overrides = new[] { $"lyrics.whisper.runtime={Whisper}" }.Concat(Overrides).ToList();
        }
    }

    public string Target { get; }

    /// <summary>Name of a profile in data/profiles, or path of a JSON file.</summary>
    public string Profile { get; }

    /// <summary>cpu or cuda: chooses the native packages of torch.</summary>
    public string Torch { get; }

    /// <summary>cpu or cuda: chooses Whisper.net's native package, and whether a run may use the GPU.</summary>
    public string Whisper { get; }

    /// <summary>Whether long stages are done in parts on Slurm: <c>--slurm</c>, formerly <c>--cluster=slurm</c>.</summary>
    public bool UsesSlurm { get; }

    /// <summary>How many parts; empty: as the profile has it.</summary>
    public string Shards { get; }

    /// <summary>Slurm's partition; empty: as the profile has it.</summary>
    public string Partition { get; }

    /// <summary>Overrides of profile keys, each <c>key.path=value</c>; <c>--whisper=cpu|cuda</c> is one as well.</summary>
    public IReadOnlyList<string> Overrides { get; }

    public string MsBuildProperties => $"-p:TorchBackend={Torch};WhisperBackend={Whisper}";
}
