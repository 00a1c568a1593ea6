using System.Text;
using MusicCluster.Evaluation.Groups;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation.Files;
using MusicCluster.Foundation.Tables;
using MusicCluster.Pipeline.Publishing;
using MusicCluster.Retrieval;

namespace MusicCluster.Pipeline.Playlists;

/// <summary>The playlists that a run leaves: those of the representation that a finished run answers by. The verb writes all others.</summary>
internal static class RunPlaylists
{
    private const string Folder = "playlists";

    /// <summary>Publishes <c>playlists/</c>, beside tables that are published; nothing where there is no audio or no group.</summary>
    public static void Publish(Publisher publisher, RunContext context)
    {
        var results = context.OutputFolder;
        var hasAudio = Table.Read<TrackRow>(results).Any(track => File.Exists(Path.Combine(context.CorpusFolder, track.Path)));
        var groups = Table.Read<ClusterRow>(results);
        var representation = groups.Count == 0 || !hasAudio ? "" : FinishedRun.Open(results).DefaultRepresentation;
        if (!groups.Any(group => group.Key.Representation.ToString() == representation))
        {
            publisher.Publish($"{Folder}/", []);
            return;
        }

        var scratch = Directory.CreateTempSubdirectory(Folder).FullName;
        try
        {
            var options = new PlaylistOptions(results, context.CorpusFolder, Path.Combine(results, Folder)) { Representation = representation };
            publisher.Publish($"{Folder}/", [.. GroupPlaylists.Of(options).Index().Select(playlist =>
            {
                var path = Path.Combine(scratch, $"{playlist.Index}");
                File.WriteAllText(path, playlist.Item.Text, new UTF8Encoding(false));
                return new PublishedFile($"{Folder}/{playlist.Item.Name}", path, Digest.OfFile(path));
            })]);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }
}
