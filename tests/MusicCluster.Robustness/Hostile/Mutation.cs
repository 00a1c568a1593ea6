using System.Text;

namespace MusicCluster.Robustness.Hostile;

/// <summary>Ways to break bytes and texts.</summary>
internal static class Mutation
{
    /// <summary>A handful of random edits: bits, bytes, cuts, copies, runs of one value, interesting numbers.</summary>
    public static byte[] Of(byte[] source, Random random)
    {
        var bytes = source.ToList();
        for (var edits = random.Next(1, 12); edits > 0 && bytes.Count > 0; edits--)
        {
            var place = random.Next(random.Next(2) == 0 ? Math.Min(256, bytes.Count) : bytes.Count);
            var length = Math.Min(random.Next(1, 64), bytes.Count - place);
            switch (random.Next(8))
            {
                case 0: bytes[place] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[place] = (byte)random.Next(256); break;
                case 2: bytes.RemoveRange(place, length); break;
                case 3: bytes.InsertRange(place, bytes.GetRange(place, length)); break;
                case 4: bytes.RemoveRange(place, bytes.Count - place); break;
                case 5: Overwrite(bytes, place, [.. Enumerable.Repeat((byte)(random.Next(2) * 255), length)]); break;
                case 6: Overwrite(bytes, place, BitConverter.GetBytes(Interesting(random))); break;
                default: bytes.InsertRange(place, RandomBytes(random, length)); break;
            }
        }

        return [.. bytes];
    }

    public static byte[] RandomBytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    public static long Interesting(Random random)
    {
        long[] values = [0, 1, -1, 255, 65_535, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MinValue, 1L << 40, random.NextInt64()];
        return values[random.Next(values.Length)];
    }

    /// <summary>Text with a few insertions, deletions and doublings of the pieces given.</summary>
    public static string Of(string source, Random random, params string[] pieces)
    {
        var text = new StringBuilder(source);
        for (var edits = random.Next(1, 8); edits > 0; edits--)
        {
            var place = random.Next(text.Length + 1);
            var length = Math.Min(random.Next(1, 20), text.Length - place);
            switch (random.Next(4))
            {
                case 0: text.Remove(place, length); break;
                case 1: text.Insert(place, text.ToString(place, length)); break;
                case 2: text.Length = place; break;
                default: text.Insert(place, pieces[random.Next(pieces.Length)]); break;
            }
        }

        return text.ToString();
    }

    private static void Overwrite(List<byte> bytes, int place, byte[] values)
    {
        for (var i = 0; i < values.Length && place + i < bytes.Count; i++)
        {
            bytes[place + i] = values[i];
        }
    }
}
