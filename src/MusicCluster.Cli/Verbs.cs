using System.CommandLine;
using MusicCluster.Pipeline;
using MusicCluster.Pipeline.Profiles;
using MusicCluster.Pipeline.Publishing;

namespace MusicCluster.Cli;

/// <summary>The verbs and their options.</summary>
internal static class Verbs
{
    public static RootCommand Root(TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        var root = new RootCommand("MusicCluster: which songs sound alike, by which representation, and how sure we are.");
        foreach (var (stage, stageDescription) in PipelineRun.StageDescriptions)
        {
            root.Add(StageVerb(stage, stage, stageDescription, output, errors, cancellation));
        }

        root.Add(StageVerb(
            "run", PipelineRun.StageNames[^1], "All stages, fetch to report, of a profile or of a folder: run ~/Music.",
            output, errors, cancellation));
        root.Add(ShardOptions.Merge(output, errors, cancellation));
        root.Add(SlurmScriptVerb.Create(output, errors, cancellation));
        root.Add(Verify(output, errors, cancellation));
        root.Add(CompareVerb.Create(output));
        root.Add(SimilarVerb.Create(output));
        root.Add(PathVerb.Create(output, errors));
        root.Add(PlaylistsVerb.Create(output, errors));
        root.Add(Doctor(output));
        root.Add(Schema(output));
        return root;
    }

    private static Command StageVerb(
        string verb, string lastStage, string description, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        var options = new RunOptions();
        var command = verb == "run" ? options.AddMusicTo(new Command(verb, description)) : options.AddTo(new Command(verb, description));
        var tables = ReportFromTables.Option();
        if (verb == PipelineRun.StageNames[^1])
        {
            command.Add(tables);
        }

        var slurm = new SlurmArguments();
        slurm.AddTo(command);
        var shard = ShardOptions.Shard();
        if (PipelineRun.ShardedStageNames.Contains(verb))
        {
            command.Add(shard);
        }

        command.SetAction(parsed =>
        {
            using var display = new ProgressDisplay(errors, isTerminal: !Console.IsErrorRedirected);
            var reporter = new StageReporter(verb, lastStage, errors, display);
            var context = options.Context(parsed, display, cancellation, slurm.Overrides(parsed));
            if (parsed.GetResult(tables) is { } given && given.GetValueOrDefault<string>() is { } folder)
            {
                output.WriteLine(ReportFromTables.Write(context, folder, hasTarget: parsed.GetResult("--out") is not null));
                return CommandLine.Done;
            }

            var distributor = slurm.Distributor(parsed, context, reporter.ReportLine);
            var run = new PipelineRun(context, reporter.Report, distributor);
            if (ShardOptions.Read(parsed, shard) is { } part)
            {
                if (distributor is not null)
                {
                    throw new ArgumentsException($"Both --shard {part} and --slurm are given; a shard runs here, so leave out one of them.");
                }

                run.RunShard(lastStage, part);
            }
            else
            {
                run.Run(lastStage);
            }

            output.WriteLine(reporter.LastFolder);
            return CommandLine.Done;
        });
        return command;
    }

    private static Command Verify(TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        var options = new RunOptions();
        var command = options.AddTo(new Command("verify", "Regenerate the tables from a clean cache and compare them with the committed ones."));
        command.SetAction(parsed =>
        {
            using var display = new ProgressDisplay(errors, isTerminal: !Console.IsErrorRedirected);
            var reporter = new StageReporter("run", PipelineRun.StageNames[^1], errors, display);
            var context = options.Context(parsed, display, cancellation);
            var verification = Verification.Run(context, reporter.Report);
            foreach (var line in verification.Differences)
            {
                errors.WriteLine(line);
            }

            errors.WriteLine(verification.Summary);
            output.WriteLine(context.OutputFolder);
            return verification.Differences.Count == 0 ? CommandLine.Done : CommandLine.Failed;
        });
        return command;
    }

    private static Command Doctor(TextWriter output)
    {
        var options = new RunOptions();
        var command = options.AddTo(new Command("doctor", "What this machine has, and what to install."));
        command.SetAction(parsed =>
        {
            var isHealthy = true;
            options.UseLibtorch(parsed);
            foreach (var finding in Pipeline.Doctor.Examine(options.Workspace, options.CacheFolder(parsed), options.Lyrics(parsed)))
            {
                isHealthy &= finding.IsFine;
                output.WriteLine($"{(finding.IsFine ? "ok" : "MISSING"),-8}{finding.Subject,-14}{finding.Text}");
            }

            return isHealthy ? CommandLine.Done : CommandLine.Failed;
        });
        return command;
    }

    private static Command Schema(TextWriter output)
    {
        var format = new Option<string>("--format")
        {
            Description = "json (default): the JSON schema of profiles; md: docs/profiles.md; tables: docs/tables.md.",
            DefaultValueFactory = _ => "json",
        };
        format.AcceptOnlyFromAmong("json", "md", "tables");
        var command = new Command("schema", "Print the JSON schema of profiles, the page about profiles, or the page about tables.");
        command.Add(format);
        command.SetAction(parsed =>
        {
            output.Write(parsed.GetValue(format) switch
            {
                "md" => ProfilePage.ToMarkdown(),
                "tables" => TablePage.ToMarkdown(),
                _ => ProfileSchema.ToJson(),
            });
            return CommandLine.Done;
        });
        return command;
    }
}
