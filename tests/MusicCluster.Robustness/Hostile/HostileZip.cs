using System.IO.Compression;
using System.Text;
using MusicCluster.Corpus.Archives;
using MusicCluster.Foundation;

namespace MusicCluster.Robustness.Hostile;

/// <summary>Archives that point outside, lie about sizes, blow up, are encrypted, doubled or broken.</summary>
internal static class HostileZip
{
    private static readonly string[] Names = ["../evil.txt", "/tmp/mc-evil.txt", "a/../../evil.txt", "C:\\evil.txt",
        "..\\evil.txt", "good.txt", "good.txt", "deep/good.txt", "con\0trol", new('n', 70_000), "ünï.txt", ""];

    public static void Run(Random random, string folder)
    {
        var bytes = Make(random);
        bytes = random.Next(2) == 0 ? Mutation.Of(bytes, random) : Lie(bytes, random);
        var path = Path.Combine(folder, "case.zip");
        File.WriteAllBytes(path, bytes);
        var wanted = Names.Where(name => !name.Contains('\0', StringComparison.Ordinal)).Distinct()
            .Select((name, i) => new WantedFile(name, Path.Combine(folder, "out", $"{i}.txt"))).ToList();
        var limits = new ArchiveLimits { EntryCount = 1000, FileBytes = 64 << 20, RatioFreeBytes = 1 << 20 };
        var extraction = new ZipExtraction(path, limits);
        var failures = extraction.Extract(wanted, 1, new Progress<StageProgress>(), CancellationToken.None);
        if (Directory.Exists(Path.Combine(folder, "out"))
            && Directory.EnumerateFiles(Path.Combine(folder, "out")).Any(file => new FileInfo(file).Length > limits.FileBytes))
        {
            throw new InvalidOperationException("a file above the limit was written");
        }

        if (failures.Any(failure => failure.Reason.Length == 0))
        {
            throw new InvalidOperationException("a failure without a reason");
        }
    }

    private static byte[] Make(Random random)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = random.Next(0, 6); i >= 0; i--)
            {
                var name = Names[random.Next(Names.Length)];
                if (name.Length is 0 or > 65_000)
                {
                    continue;
                }

                var entry = archive.CreateEntry(name, random.Next(2) == 0 ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
                if (random.Next(6) == 0)
                {
                    // A symbolic link.
                    entry.ExternalAttributes = unchecked((int)0xA1FF0000);
                }

                using var content = entry.Open();
                content.Write(random.Next(12) == 0 ? new byte[24 << 20] : Encoding.UTF8.GetBytes(new string('x', random.Next(2_000))));
            }
        }

        return stream.ToArray();
    }

    /// <summary>Other numbers in the fields of a header: flags, method, sizes, offsets, counts.</summary>
    private static byte[] Lie(byte[] bytes, Random random)
    {
        byte[][] signatures = [[0x50, 0x4b, 1, 2], [0x50, 0x4b, 3, 4], [0x50, 0x4b, 5, 6]];
        for (var lies = random.Next(1, 4); lies > 0; lies--)
        {
            var place = bytes.AsSpan().LastIndexOf(signatures[random.Next(3)]);
            if (place >= 0)
            {
                var field = place + 4 + random.Next(42);
                BitConverter.GetBytes((int)Mutation.Interesting(random)).AsSpan(0, Math.Min(4, Math.Max(0, bytes.Length - field)))
                    .CopyTo(bytes.AsSpan(Math.Min(field, bytes.Length)));
            }
        }

        return bytes;
    }
}
