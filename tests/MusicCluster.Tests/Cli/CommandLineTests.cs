using Xunit;

namespace MusicCluster.Tests.Cli;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("Verb 'fetures' is not known; the nearest is 'features'.", "fetures")]
    [InlineData("Argument '--profil' is not known to 'run'; the nearest is '--profile'.", "run", "--profil", "x")]
    [InlineData("Profile 'smaple' is not known; the nearest is 'sample' in data/profiles.", "run", "--profile", "smaple")]
    [InlineData("Key 'featurs' is not known; the nearest known key is 'features'.", "run", "--set", "featurs.crops=1")]
    [InlineData("A verb is needed first: fetch, lyrics, features, train, cluster, "
        + "evaluate, report, run, merge, slurm-script, verify, compare, similar, path, playlists, doctor, schema.")]
    public void Run_Mistake_IsOneSentenceAndExitCode2(string expected, params string[] arguments)
    {
        var result = CliResult.Of(arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(expected, result.Errors.TrimEnd());
        Assert.Equal("", result.Output);
    }

    [Fact]
    public void Run_MissingCorpus_IsOneSentenceAndExitCode1()
    {
        var result = CliResult.Of("fetch", "--set", "corpus.path=no/such/folder");
        Assert.Equal(1, result.ExitCode);
        Assert.Matches("^Corpus folder '.*no/such/folder' does not exist; set corpus.path to the folder of your music.\\s*$", result.Errors);
    }

    [Fact]
    public void Run_CudaWithoutOne_IsOneSentence()
    {
        using var run = new SmallRun();
        var result = run.Run("train", "--set", "compute.device=cuda");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Device 'cuda' is asked for, but torch finds no CUDA here", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_HealthyMachine_ListsWhatItFound()
    {
        var result = CliResult.Of("doctor");
        Assert.Equal(0, result.ExitCode);
        Assert.All(["decoder", "torch", "disk", "runtime"], subject => Assert.Contains(subject, result.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("data/profiles/profile.schema.json", "schema")]
    [InlineData("data/profiles/profile.schema.json", "schema", "--format", "json")]
    [InlineData("docs/profiles.md", "schema", "--format", "md")]
    [InlineData("docs/tables.md", "schema", "--format", "tables")]
    public void Schema_EitherFormat_PrintsTheFileOfTheRepository(string file, params string[] arguments) =>
        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, file)), CliResult.Of(arguments).Output);

    [Fact]
    public void Schema_OtherFormat_IsExitCode2() => Assert.Equal(2, CliResult.Of("schema", "--format", "xml").ExitCode);
}
