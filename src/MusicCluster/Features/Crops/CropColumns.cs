using System.ComponentModel;
using MusicCluster.Features.Frames;

namespace MusicCluster.Features.Crops;

/// <summary>The columns of <c>statistics.npy</c>: the 135 of <see cref="CropStatistics"/>, then the 77 of <see cref="TonalStatistics"/>.</summary>
public static class CropColumns
{
    private static readonly string[] Keyed =
    [
        .. FrameSeries.Names.Skip(FrameSeries.Chroma).SelectMany(name => new[] { name + "-mean", name + "-std" }),
        .. CropStatistics.BeatNames,
    ];

    /// <summary>Names of all columns, the content of <c>statistics.columns.txt</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. CropStatistics.Names, .. TonalStatistics.Names];

    /// <summary>All columns.</summary>
    public static int Count => Names.Count;

    /// <summary>Positions of a set's columns, ascending.</summary>
    public static int[] Of(CropColumnSet set) => [.. Enumerable.Range(0, Count).Where(column => set switch
    {
        CropColumnSet.Timbre => column < CropStatistics.Count,
        CropColumnSet.KeyFree => !Keyed.Contains(Names[column]),
        _ => true,
    })];
}

/// <summary>Which statistics of a crop a model reads.</summary>
public enum CropColumnSet
{
    [Description("The 135 of timbre, chroma and beat, without the tonal ones.")]
    Timbre,

    [Description("The 185 that do not depend on the absolute key or on the tempo: the tonal ones instead of chroma and beat.")]
    KeyFree,

    [Description("All 212.")]
    All,
}
