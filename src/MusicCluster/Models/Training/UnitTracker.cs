namespace MusicCluster.Models.Training;

/// <summary>Counts the latent dimensions that vary, from the vectors that training sees anyway.</summary>
/// <remarks>The weights move meanwhile, so this is for watching; <see cref="LatentHealth"/> judges the trained model.</remarks>
internal sealed class UnitTracker
{
    private double[] sums = [];
    private double[] squares = [];
    private int count;

    /// <summary>Takes latent vectors, row after row.</summary>
    public void Add(ReadOnlySpan<float> vectors, int width)
    {
        if (sums.Length != width)
        {
            (sums, squares, count) = (new double[width], new double[width], 0);
        }

        for (var i = 0; i < vectors.Length; i++)
        {
            sums[i % width] += vectors[i];
            squares[i % width] += (double)vectors[i] * vectors[i];
        }

        count += vectors.Length / width;
    }

    /// <summary>Dimensions whose variance was above 0.01 since the last call.</summary>
    public int Take()
    {
        var active = 0;
        for (var i = 0; i < sums.Length; i++)
        {
            var mean = sums[i] / Math.Max(1, count);
            active += (squares[i] / Math.Max(1, count)) - (mean * mean) > LatentHealth.ActiveVariance ? 1 : 0;
        }

        Array.Clear(sums);
        Array.Clear(squares);
        count = 0;
        return active;
    }
}
