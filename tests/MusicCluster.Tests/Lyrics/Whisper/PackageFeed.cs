using System.IO.Compression;

namespace MusicCluster.Tests.Lyrics.Whisper;

/// <summary>A folder feed with a package laid out as Whisper.net.Runtime's: native files by runtime identifier.</summary>
internal static class PackageFeed
{
    /// <summary>Adds a package.</summary>
    /// <param name="feed">The feed's folder.</param>
    /// <param name="id">E.g. <c>Whisper.net.Runtime</c>.</param>
    /// <param name="folder">Where in it the native files are, e.g. <c>runtimes/linux-x64</c>.</param>
    /// <param name="files">Name and content of each.</param>
    public static void Add(string feed, string id, string folder, params (string Name, byte[] Content)[] files)
    {
        Directory.CreateDirectory(feed);
        using var package = ZipFile.Open(Path.Combine(feed, $"{id}.1.9.1.nupkg"), ZipArchiveMode.Create);
        Add(package, $"{id}.nuspec", System.Text.Encoding.UTF8.GetBytes($"""
            <?xml version="1.0" encoding="utf-8"?>
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata><id>{id}</id><version>1.9.1</version><authors>tests</authors><description>Native files.</description></metadata>
            </package>
            """));
        foreach (var (name, content) in files)
        {
            Add(package, $"{folder}/{name}", content);
        }
    }

    private static void Add(ZipArchive package, string name, byte[] content)
    {
        using var stream = package.CreateEntry(name, CompressionLevel.Fastest).Open();
        stream.Write(content);
    }
}
