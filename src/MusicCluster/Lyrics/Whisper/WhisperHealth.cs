using MusicCluster.Foundation;

namespace MusicCluster.Lyrics.Whisper;

/// <summary>What this machine has for transcribing lyrics.</summary>
/// <param name="IsFine">False where the library or model that is there cannot be used.</param>
/// <param name="Library">Which is loaded, with its version, or why none can be.</param>
/// <param name="Model">Where it is, or how it will be had.</param>
internal sealed record WhisperHealth(bool IsFine, string Library, string Model)
{
    /// <summary>Looks without fetching anything.</summary>
    public static WhisperHealth Examine(WhisperOptions options, WhisperPlaces places)
    {
        var (isLibraryFine, library) = Try(() =>
        {
            var found = WhisperLibrary.Load(options, places);
            return $"{found.Path}, version {found.Version}";
        });
        var (isModelFine, model) = Try(() => ModelText(options, places));
        return new WhisperHealth(isLibraryFine && isModelFine, library, model);
    }

    private static string ModelText(WhisperOptions options, WhisperPlaces places)
    {
        var (path, isThere) = WhisperModels.Locate(options.Model, places.ModelFolder, places.Root);
        if (!isThere)
        {
            return WhisperModels.Names.Contains(options.Model)
                ? $"model {options.Model} is not here; the first run that needs it fetches it from {options.ModelAddress}"
                : throw new UserException($"model '{options.Model}' does not exist");
        }

        var shape = WhisperModelFile.Check(path);
        return $"model {path}, {ByteSize.Format(new FileInfo(path).Length)}, {shape.AudioLayers} + {shape.TextLayers} layers";
    }

    private static (bool IsFine, string Text) Try(Func<string> look)
    {
        try
        {
            return (true, look());
        }
        catch (UserException error)
        {
            return (false, error.Message.TrimEnd('.'));
        }
    }
}
