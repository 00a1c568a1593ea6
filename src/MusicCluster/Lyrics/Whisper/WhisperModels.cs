using MusicCluster.Corpus;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Downloads;

namespace MusicCluster.Lyrics.Whisper;

/// <summary>The models that go by name: OpenAI's, converted by whisper.cpp's authors (MIT license).</summary>
internal static class WhisperModels
{
    /// <summary>Where they are published.</summary>
    public const string Address = "https://huggingface.co/ggerganov/whisper.cpp/resolve/main/";

    // As published in whisper.cpp's models/README.md: those of Whisper.net's GgmlType, and the largest one in small numbers.
    private static readonly (string Name, string Sha1)[] Known =
    [
        ("tiny", "bd577a113a864445d4c299885e0cb97d4ba92b5f"),
        ("tiny.en", "c78c86eb1a8faa21b369bcd33207cc90d64ae9df"),
        ("base", "465707469ff3a37a2b9b8d8f89f2f99de7299dac"),
        ("base.en", "137c40403d78fd54d454da0f9bd998f78703390c"),
        ("small", "55356645c2b361a969dfd0ef2c5a50d530afd8d5"),
        ("small.en", "db8a495a91d927739e50b3fc1cc4c6b8f6c2d022"),
        ("medium", "fd9727b6e1217c2f614f9b698455c4ffd82463b4"),
        ("medium.en", "8c30f0e44ce9560643ebd10bbe50cd20eafd3723"),
        ("large-v1", "b1caaf735c4cc1429223d5a74f0f4d0b9b59a299"),
        ("large-v2", "0f4c8e34f21cf1a914c59d8b3ce882345ad349d6"),
        ("large-v3", "ad82bf6a9043ceed055076d0fd39f5f186ff8062"),
        ("large-v3-turbo", "4af2b29d7ec73d781377bfd1758ca957a807e941"),
        ("large-v3-turbo-q5_0", "e050f7970618a659205450ad97eb95a18d69c9ee"),
    ];

    public static IEnumerable<string> Names => Known.Select(model => model.Name);

    /// <summary>Where the model's file is or will be, and whether it is there.</summary>
    /// <param name="model">A name, or a path: absolute, or relative to <paramref name="root"/>.</param>
    /// <param name="folder">Where models that go by name are kept.</param>
    /// <param name="root">Where relative paths count from.</param>
    public static (string Path, bool IsThere) Locate(string model, string folder, string root)
    {
        var path = Names.Contains(model) ? Path.Combine(folder, FileName(model)) : Path.GetFullPath(model, root);
        return (path, File.Exists(path));
    }

    /// <summary>The path of the model's file, which is fetched first if it goes by name and is not there.</summary>
    /// <exception cref="UserException">There is no such file or name, or it cannot be fetched.</exception>
    public static string Provide(
        WhisperOptions options, string folder, string root, DownloadPolicy policy, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        var (path, isThere) = Locate(options.Model, folder, root);
        if (isThere)
        {
            return path;
        }

        var (name, sha1) = Known.FirstOrDefault(known => known.Name == options.Model);
        if (name is null)
        {
            throw new UserException(
                $"Whisper model '{options.Model}' is neither a file nor a known name; the nearest "
                + $"name is '{Nearest.To(options.Model, Names)}' of {string.Join(", ", Names)}.");
        }

        Fetch(name, sha1, options, folder, policy, progress, cancellation);
        return path;
    }

    /// <summary>Brings one model, as far as an earlier run has not.</summary>
    internal static void Fetch(
        string name, string sha1, WhisperOptions options, string folder, DownloadPolicy policy,
        IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var address = new Uri(options.ModelAddress.TrimEnd('/') + "/" + FileName(name));
        var download = new Download([address], Path.Combine(folder, FileName(name)), Sha1: sha1)
        {
            Advice = "Set lyrics.whisper.model to a file that you have, or lyrics.whisper.modelAddress to a mirror.",
        };
        new Downloader(policy with { AllowHttp = options.AllowHttp }, progress, cancellation).Fetch(download);
    }

    /// <summary>SHA-256 of a model that is there, remembered until its file changes.</summary>
    public static string DigestOf(WhisperOptions options, WhisperPlaces places, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        var (path, _) = Locate(options.Model, places.ModelFolder, places.Root);
        var index = new FileDigestIndex(Path.Combine(places.ModelFolder, "digests.csv"));
        var entry = index.Of([path], 1, progress, cancellation)[0] ?? throw new UserException($"Whisper model '{path}' cannot be read.");
        index.Save();
        return entry.Sha256;
    }

    private static string FileName(string name) => $"ggml-{name}.bin";
}
