using System.Buffers.Binary;
using System.IO.Compression;
using MusicCluster.Corpus.Archives;
using MusicCluster.Foundation;
using MusicCluster.Tests.Corpus.Fma;
using Xunit;

namespace MusicCluster.Tests.Corpus.Archives;

public sealed class ZipExtractionTests : IDisposable
{
    private const int LinkAttributes = unchecked((int)0xA1FF0000);
    private static readonly byte[] Content = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * i >> 3))];
    private readonly TemporaryFolder folder = new();

    private string ArchivePath => folder["archive.zip"];

    private string Target => folder["out/file.bin"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Extract_Bzip2_TakesWhatIsAskedForAndNothingElse()
    {
        var files = Enumerable.Range(0, 20).Select(i => ($"{i:D3}.bin", Content[..(i * 5000)])).ToList();
        File.WriteAllBytes(ArchivePath, SyntheticFma.Archive("fma_small", files));
        var wanted = files.Skip(3).Take(9).Select(file => new WantedFile($"fma_small/{file.Item1}", folder[$"out/{file.Item1}"])).ToList();
        Assert.Empty(Extract([.. wanted]));
        Assert.All(files.Skip(3).Take(9), file => Assert.Equal(file.Item2, File.ReadAllBytes(folder[$"out/{file.Item1}"])));
        Assert.Equal(9, Directory.GetFiles(folder["out"]).Length);
    }

    [Fact]
    public void Extract_FileIsThere_IsLeftAlone()
    {
        WriteZip(("file.bin", Content));
        Directory.CreateDirectory(folder["out"]);
        File.WriteAllText(Target, "mine");
        Assert.Empty(Extract(new WantedFile("file.bin", Target)));
        Assert.Equal("mine", File.ReadAllText(Target));
    }

    [Theory]
    [InlineData("../evil.bin")]
    [InlineData("a/../../evil.bin")]
    [InlineData("/etc/evil.bin")]
    [InlineData("C:/evil.bin")]
    [InlineData("a\\..\\evil.bin")]
    public void Extract_NameThatPointsOutside_RefusesTheArchive(string name)
    {
        WriteZip(("file.bin", Content), (name, Content));
        Assert.Contains("points outside", Assert.Throws<UserException>(() => Extract(new WantedFile("file.bin", Target))).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public void Extract_Link_IsRefused()
    {
        WriteZip(entry => entry.ExternalAttributes = LinkAttributes, ("file.bin", "/etc/passwd"u8.ToArray()));
        AssertRefused("is a link");
    }

    [Fact]
    public void Extract_SameNameTwice_IsRefused()
    {
        WriteZip(("file.bin", Content), ("file.bin", [1, 2, 3]));
        AssertRefused("twice");
    }

    [Fact]
    public void Extract_Encrypted_IsRefused()
    {
        WriteZip(("file.bin", Content));
        Patch(central => central[8] |= 1);
        AssertRefused("is encrypted");
    }

    [Fact]
    public void Extract_Bomb_IsRefusedUnopened()
    {
        WriteZip(("file.bin", new byte[40 << 20]));
        AssertRefused("more than 100 times as many");
        var failures = new ZipExtraction(ArchivePath, new ArchiveLimits { FileBytes = 1000 }).Extract([new WantedFile("file.bin", Target)],
            1, new Listener(), CancellationToken.None);
        Assert.Contains("at most 1000 are unpacked", Assert.Single(failures).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_TooManyEntries_RefusesTheArchive()
    {
        WriteZip([.. Enumerable.Range(0, 12).Select(i => ($"{i}", Content[..3]))]);
        var extraction = new ZipExtraction(ArchivePath, new ArchiveLimits { EntryCount = 10 });
        Assert.Contains("more than 10 entries",
            Assert.Throws<UserException>(() => extraction.Extract([new WantedFile("1", Target)], 1, new Listener(), CancellationToken.None)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1_000_000)]
    public void Extract_WrongSizeClaimed_IsRefused(int claimed)
    {
        WriteZip(("file.bin", Content));
        Patch(central => BinaryPrimitives.WriteInt32LittleEndian(central[24..], claimed));
        AssertRefused(claimed < Content.Length ? "larger than the 10 bytes" : "has 100000 bytes; the archive says 1000000");
    }

    [Fact]
    public void Extract_WrongCrc_IsRefused()
    {
        WriteZip(("file.bin", Content));
        Patch(central => central[16] ^= 0xFF);
        AssertRefused("CRC-32");
    }

    [Fact]
    public void Extract_ChecksumDiffers_SaysBoth()
    {
        WriteZip(("file.bin", Content));
        var failure = Assert.Single(Extract(new WantedFile("file.bin", Target, new string('0', 40))));
        Assert.Matches("has SHA-1 [0-9a-f]{40}; the archive's checksums say 0{40}", failure.Reason);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public void Extract_NotThere_SaysSo()
    {
        WriteZip(("file.bin", Content));
        Assert.Contains("is not in archive.zip", Assert.Single(Extract(new WantedFile("other.bin", Target))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_NoZip_IsOneSentence()
    {
        File.WriteAllText(ArchivePath, "<html>Log in to the network</html>");
        Assert.Contains("cannot be read as a zip archive",
            Assert.Throws<UserException>(() => Extract(new WantedFile("file.bin", Target))).Message, StringComparison.Ordinal);
    }

    /// <summary>Every flipped byte and every cut: a reason or the right bytes, never a wrong file and never a crash.</summary>
    [Fact]
    public void Extract_DamagedArchives_GiveTheRightBytesOrAReason()
    {
        var archive = SyntheticFma.Archive("fma_small", [("file.bin", Content[..20_000])]);
        var random = new Random(7);
        for (var i = 0; i < 400; i++)
        {
            var damaged = archive.ToArray();
            var place = random.Next(damaged.Length);
            damaged[place] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(ArchivePath, i % 4 == 0 ? damaged[..place] : damaged);
            var target = folder[$"out/{i}.bin"];
            try
            {
                var failures = Extract(new WantedFile("fma_small/file.bin", target));
                Assert.Equal(failures.Count == 0, File.Exists(target));
            }
            catch (UserException)
            {
                Assert.False(File.Exists(target));
            }

            Assert.True(!File.Exists(target) || File.ReadAllBytes(target).AsSpan().SequenceEqual(Content.AsSpan(0, 20_000)), $"case {i} gave wrong bytes");
        }

        Assert.Empty(Directory.Exists(folder["out"]) ? Directory.GetFiles(folder["out"], "*.tmp") : []);
    }

    private void AssertRefused(string reason)
    {
        var failure = Assert.Single(Extract(new WantedFile("file.bin", Target)));
        Assert.Contains(reason, failure.Reason, StringComparison.Ordinal);
        Assert.Empty(Directory.Exists(folder["out"]) ? Directory.GetFileSystemEntries(folder["out"]) : []);
    }

    private IReadOnlyList<ExtractionFailure> Extract(params WantedFile[] files) =>
        new ZipExtraction(ArchivePath, new ArchiveLimits()).Extract(files, 2, new Listener(), CancellationToken.None);

    private void WriteZip(params (string Name, byte[] Content)[] files) => WriteZip(_ => { }, files);

    private void WriteZip(Action<ZipArchiveEntry> change, params (string Name, byte[] Content)[] files)
    {
        using var zip = ZipFile.Open(ArchivePath, ZipArchiveMode.Create);
        foreach (var (name, content) in files)
        {
            var entry = zip.CreateEntry(name);
            change(entry);
            using var stream = entry.Open();
            stream.Write(content);
        }
    }

    private delegate void Change(Span<byte> centralEntry);

    /// <summary>Changes the first entry of the archive's directory.</summary>
    private void Patch(Change change)
    {
        var bytes = File.ReadAllBytes(ArchivePath);
        change(bytes.AsSpan(bytes.AsSpan().IndexOf("PK\u0001\u0002"u8)));
        File.WriteAllBytes(ArchivePath, bytes);
    }
}
