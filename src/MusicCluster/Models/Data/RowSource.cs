using System.Runtime.InteropServices;
using MusicCluster.Models.Torch;
using MusicCluster.Numerics.Npy;
using static TorchSharp.torch;

namespace MusicCluster.Models.Data;

/// <summary>Standardized rows of a feature file as batches, straight from the memory-mapped file: a row is a track, or a crop of one.</summary>
internal sealed class RowSource : IDisposable
{
    private readonly NpyFile file;
    private readonly (int Track, int Crop)[] rows;
    private readonly long[] rowShape;
    private readonly int rowLength;
    private readonly RowScale scale;
    private readonly GenreCodes? genres;

    private RowSource(NpyFile file, (int Track, int Crop)[] rows, int axisCount, InputScaling scaling, bool isSpectrogram, GenreCodes? genres)
    {
        this.file = file;
        this.rows = rows;
        this.genres = genres;
        rowShape = [.. file.Shape.Skip(axisCount)];
        rowLength = checked((int)rowShape.Aggregate(1L, (product, length) => product * length));
        scale = RowScale.Fit(Enumerable.Range(0, rows.Length), Values, rowLength,
            scaling == InputScaling.PerBand ? (int)rowShape[0] : isSpectrogram ? 1 : rowLength);
    }

    public int RowCount => rows.Length;

    public int TrackCount => checked((int)file.RowCount);

    /// <summary>Length of each axis of a row.</summary>
    public IReadOnlyList<long> RowShape => rowShape;

    /// <summary>Different genres; 0 where they are not shown.</summary>
    public int GenreCount => genres?.Count ?? 0;

    /// <summary>One row per track.</summary>
    /// <param name="path">float32, [tracks, …].</param>
    /// <param name="isSpectrogram">Whether all values are standardized together (or per band), or each column by itself.</param>
    /// <param name="scaling">Standard, or per band.</param>
    /// <param name="genres">Genre of each track for the one model that may see it, else null.</param>
    public static RowSource Open(string path, bool isSpectrogram, InputScaling scaling = InputScaling.Standard, GenreCodes? genres = null)
    {
        var file = NpyFile.Open(path);
        return new RowSource(file, [.. Enumerable.Range(0, checked((int)file.RowCount)).Select(track => (track, 0))], 1, scaling, isSpectrogram, genres);
    }

    /// <summary>One row per crop, at most so many of each track, evenly spread over those that are there.</summary>
    public static RowSource OpenCrops(string path, string maskPath, int cropCount, InputScaling scaling, GenreCodes? genres = null)
    {
        using var crops = CropSource.Open(path, maskPath);
        var rows = Enumerable.Range(0, crops.TrackCount).SelectMany(track => Spread(crops.CropsOf(track).ToArray(), cropCount).Select(crop => (track, crop)));
        return new RowSource(NpyFile.Open(path), [.. rows], 2, scaling, isSpectrogram: true, genres);
    }

    /// <summary>The track that a row belongs to.</summary>
    public int TrackOf(int row) => rows[row].Track;

    /// <summary>The given rows as one tensor [rows, …].</summary>
    public Tensor Batch(ReadOnlySpan<int> chosen, Device device)
    {
        // Written straight into torch's own memory: one pass over the values and no array for the garbage collector.
        var batch = empty([chosen.Length, .. rowShape], ScalarType.Float32);
        var target = MemoryMarshal.Cast<byte, float>(batch.bytes);
        for (var i = 0; i < chosen.Length; i++)
        {
            scale.Apply(Values(chosen[i]), target.Slice(i * rowLength, rowLength));
        }

        return device.type == TorchSharp.DeviceType.CPU ? batch : batch.to(device);
    }

    /// <summary>The genres of the rows' tracks, [rows, genres], 1 where a track is of that genre; null where genres are not shown.</summary>
    public Tensor? Condition(ReadOnlySpan<int> chosen, Device device)
    {
        if (genres is null)
        {
            return null;
        }

        var values = new float[chosen.Length * genres.Count];
        for (var i = 0; i < chosen.Length; i++)
        {
            genres.Mark(TrackOf(chosen[i]), values.AsSpan(i * genres.Count, genres.Count));
        }

        return Tensors.Of(values, [chosen.Length, genres.Count], device);
    }

    public void Dispose() => file.Dispose();

    private static IEnumerable<int> Spread(int[] present, int count) =>
        present.Length <= count ? present : Enumerable.Range(0, count).Select(i => present[((2 * i) + 1) * present.Length / (2 * count)]);

    private ReadOnlySpan<float> Values(int row) => file.Row(rows[row].Track).Slice(rows[row].Crop * rowLength, rowLength);
}
