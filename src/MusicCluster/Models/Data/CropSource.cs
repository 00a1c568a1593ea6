using MusicCluster.Numerics.Npy;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Models.Data;

/// <summary>The crops of every track, straight from the memory-mapped feature files.</summary>
internal sealed class CropSource : IDisposable
{
    private readonly NpyFile values;
    private readonly int[][] cropsOf;
    private readonly int cropLength;

    private CropSource(NpyFile values, int[][] cropsOf)
    {
        this.values = values;
        this.cropsOf = cropsOf;
        CropShape = [.. values.Shape.Skip(2)];
        cropLength = checked((int)CropShape.Aggregate(1L, (product, length) => product * length));
    }

    public int TrackCount => cropsOf.Length;

    /// <summary>Length of each axis of a crop.</summary>
    public long[] CropShape { get; }

    /// <summary>Values per crop.</summary>
    public int CropLength => cropLength;

    /// <summary>Opens [tracks, crops, …] and the mask of crops that are there.</summary>
    public static CropSource Open(string valuesPath, string maskPath)
    {
        using var mask = NpyFile.Open(maskPath);
        var cropsOf = new int[mask.RowCount][];
        for (var track = 0; track < cropsOf.Length; track++)
        {
            var row = mask.Row(track);
            var present = new List<int>();
            for (var crop = 0; crop < row.Length; crop++)
            {
                if (row[crop] > 0)
                {
                    present.Add(crop);
                }
            }

            cropsOf[track] = [.. present];
        }

        return new CropSource(NpyFile.Open(valuesPath), cropsOf);
    }

    /// <summary>Positions of a track's crops; at least one.</summary>
    public ReadOnlySpan<int> CropsOf(int track) => cropsOf[track];

    /// <summary>The values of one crop.</summary>
    public ReadOnlySpan<float> Crop(int track, int crop) => values.Row(track).Slice(crop * cropLength, cropLength);

    /// <summary>Two crops of a track at random, different ones where it has two.</summary>
    public (int First, int Second) Pair(int track, RandomSource random)
    {
        var crops = cropsOf[track];
        var first = random.NextInt(crops.Length);
        var second = crops.Length == 1 ? first : (first + 1 + random.NextInt(crops.Length - 1)) % crops.Length;
        return (crops[first], crops[second]);
    }

    public void Dispose() => values.Dispose();
}
