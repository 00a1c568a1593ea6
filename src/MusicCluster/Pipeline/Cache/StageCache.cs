using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MusicCluster.Foundation.Files;
using MusicCluster.Pipeline.Profiles;

namespace MusicCluster.Pipeline.Cache;

/// <summary>
/// Stage outputs by content: <c>&lt;root&gt;/&lt;stage&gt;/&lt;key&gt;/</c>. A folder with that name is complete; work goes on in a
/// folder beside it that is renamed at the end, under a lock that dies with its process.
/// </summary>
public sealed class StageCache(string root, CancellationToken cancellation = default)
{
    private const string RecordName = "stage.json";
    private static readonly EnumerationOptions AllFiles = new() { RecurseSubdirectories = true, AttributesToSkip = 0 };

    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The key of a piece of work.</summary>
    internal static string KeyOf(StageDefinition stage)
    {
        var text = new StringBuilder($"{stage.Name}\n{stage.Revision}\n");
        text.Append(JsonSerializer.Serialize(stage.Settings, stage.Settings.GetType(), ProfileJson.Options)).Append('\n');
        foreach (var input in stage.Inputs.OrderBy(input => input.Name, StringComparer.Ordinal))
        {
            text.Append(input.Name).Append(' ').Append(input.Digest).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The output of a stage if it is there.</summary>
    internal StageOutput? Find(StageDefinition stage)
    {
        var key = KeyOf(stage);
        var folder = FolderOf(stage.Name, key);
        return File.Exists(Path.Combine(folder, RecordName)) && ReadRecord(stage.Name, key, folder) is var output
            && output.FileDigests.Keys.All(name => File.Exists(output.PathOf(name)))
            ? output
            : null;
    }

    /// <summary>The output of a stage, made now if it is not there; a second process that wants the same waits.</summary>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    internal StageOutput GetOrProduce(StageDefinition stage)
    {
        if (Find(stage) is { } ready)
        {
            return ready;
        }

        var key = KeyOf(stage);
        using var ownership = FileLock.Acquire(LockOf(stage.Name, key), cancellation);
        return Find(stage) ?? ProduceLocked(stage, key);
    }

    /// <summary>Takes an output out, so that it is made again.</summary>
    internal void Forget(StageDefinition stage)
    {
        var key = KeyOf(stage);
        using var ownership = FileLock.Acquire(LockOf(stage.Name, key), cancellation);
        if (Directory.Exists(FolderOf(stage.Name, key)))
        {
            // Without its record it is no output, should the rest of it stay.
            File.Delete(Path.Combine(FolderOf(stage.Name, key), RecordName));
            Directory.Delete(FolderOf(stage.Name, key), recursive: true);
        }
    }

    /// <summary>
    /// The same without a lock, for work on many machines: a shared folder may not know another machine's locks, and a machine that
    /// is thought dead may go on. Every copy works in a folder of its own, and the first that is ready wins.
    /// </summary>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    internal StageOutput GetOrRace(StageDefinition stage)
    {
        if (Find(stage) is { } ready)
        {
            return ready;
        }

        var key = KeyOf(stage);
        var folders = FoldersOf(stage.Name, key);
        var own = folders.CreateOwn();
        var isDone = false;
        try
        {
            if (stage.Resumes)
            {
                folders.Adopt(own);
            }

            var output = Produce(stage, key, own);
            isDone = true;
            return output;
        }
        catch (Exception error) when (error is not OperationCanceledException && Find(stage) is { } other)
        {
            // Another copy was ready first, and what was left of this one has been cleared away.
            isDone = true;
            return other;
        }
        finally
        {
            if (isDone || !stage.Resumes)
            {
                WorkFolders.TryRemove(own);
            }
        }
    }

    /// <summary>Removes what killed copies of a piece of work left behind.</summary>
    internal void RemoveCopies(StageDefinition stage) => FoldersOf(stage.Name, KeyOf(stage)).RemoveAll();

    private StageOutput ProduceLocked(StageDefinition stage, string key)
    {
        var folders = FoldersOf(stage.Name, key);
        var partial = folders.Locked;
        if (Directory.Exists(partial) && !stage.Resumes)
        {
            Directory.Delete(partial, recursive: true);
        }

        if (!Directory.Exists(partial))
        {
            Directory.CreateDirectory(partial);
            if (stage.Resumes)
            {
                folders.Adopt(partial);
            }
        }

        foreach (var halfWritten in Directory.EnumerateFiles(partial, "*.tmp", AllFiles))
        {
            File.Delete(halfWritten);
        }

        WorkFolders.Mark(partial);
        var output = Produce(stage, key, partial);
        folders.RemoveAll();
        return output;
    }

    private StageOutput Produce(StageDefinition stage, string key, string partial)
    {
        var watch = Stopwatch.StartNew();
        stage.Produce(partial);
        WorkFolders.Close(partial);
        WriteRecord(stage, key, partial, watch.Elapsed.TotalSeconds);
        var folder = FolderOf(stage.Name, key);
        if (Directory.Exists(folder) && Find(stage) is null)
        {
            // A folder without its record, or without a file that the record names, is no output: somebody deleted a part of it.
            Directory.Delete(folder, recursive: true);
        }

        try
        {
            Directory.Move(partial, folder);
        }
        catch (IOException) when (Find(stage) is { } other)
        {
            WorkFolders.TryRemove(partial);
            return other;
        }

        return ReadRecord(stage.Name, key, folder) with { WasUpToDate = false };
    }

    private static void WriteRecord(StageDefinition stage, string key, string folder, double seconds)
    {
        var files = new JsonObject();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            files[Path.GetRelativePath(folder, path).Replace('\\', '/')] = Digest.OfFile(path);
        }

        var record = new JsonObject
        {
            ["stage"] = stage.Name,
            ["key"] = key,
            ["revision"] = stage.Revision,
            ["settings"] = JsonSerializer.SerializeToNode(stage.Settings, stage.Settings.GetType(), ProfileJson.Options),
            ["inputs"] = new JsonObject(stage.Inputs.Select(input => KeyValuePair.Create(input.Name, (JsonNode?)input.Digest))),
            ["files"] = files,
            ["seconds"] = Math.Round(seconds, 3),
        };
        AtomicFile.WriteText(Path.Combine(folder, RecordName), record.ToJsonString(ProfileJson.Indented) + "\n");
    }

    private static StageOutput ReadRecord(string stage, string key, string folder)
    {
        var record = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, RecordName)))!;
        var files = record["files"]!.AsObject().ToDictionary(file => file.Key, file => (string)file.Value!);
        return new StageOutput(stage, key, folder, files, (double)record["seconds"]!, WasUpToDate: true);
    }

    private string LockOf(string stage, string key) => Path.Combine(Root, "locks", $"{stage}-{key}.lock");

    private string FolderOf(string stage, string key) => Path.Combine(Root, stage, key);

    private WorkFolders FoldersOf(string stage, string key) => new(Path.Combine(Root, stage), key);
}
