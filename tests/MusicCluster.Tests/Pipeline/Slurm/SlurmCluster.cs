using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace MusicCluster.Tests.Pipeline.Slurm;

/// <summary>A real Slurm as three nodes of one core each on this machine: no systemd, cgroups, database or root needed.</summary>
public sealed class SlurmCluster : IDisposable
{
    private const int NodeCount = 3;
    private static readonly string[] Daemons = ["munged", "slurmctld", "slurmd"];
    private readonly TemporaryFolder folder = new();
    private readonly string host = Environment.MachineName.Split('.')[0];

    public SlurmCluster()
    {
        if (Missing.Length > 0)
        {
            return;
        }

        // munged wants a socket that everybody can reach, and a key that nobody else can.
        Command("chmod", "755", folder.Path);
        foreach (var name in new[] { "state", "log", "pids", "socket", "munge", "spool/n1", "spool/n2", "spool/n3" })
        {
            Directory.CreateDirectory(folder[name]);
        }

        Command("chmod", "700", folder["munge"]);
        File.WriteAllBytes(folder["munge/key"], RandomNumberGenerator.GetBytes(128));
        Command("chmod", "400", folder["munge/key"]);
        File.WriteAllText(folder["slurm.conf"], Configuration(FreePorts(NodeCount + 1)));
        File.WriteAllText(folder["cgroup.conf"], "CgroupAutomount=no\n");
        Environment.SetEnvironmentVariable("SLURM_CONF", folder["slurm.conf"]);
        Command(PathOf("munged")!, $"--key-file={folder["munge/key"]}", $"--socket={folder["socket/munge.s"]}", $"--pid-file={folder["pids/munged"]}",
            $"--log-file={folder["munge/log"]}", $"--seed-file={folder["munge/seed"]}");
        Command(PathOf("slurmctld")!, "-f", folder["slurm.conf"]);
        for (var i = 1; i <= NodeCount; i++)
        {
            StartNode($"n{i}");
        }

        Wait("three idle nodes", () => Command("sinfo", "-h", "-t", "idle", "-o", "%D").Trim() == $"{NodeCount}");
    }

    /// <summary>The programs that are not installed; empty if the cluster runs.</summary>
    public static string Missing { get; } = string.Join(", ", Daemons.Append("sbatch").Where(program => PathOf(program) is null));

    public void StartNode(string name) => Command(PathOf("slurmd")!, "-N", name, "-f", folder["slurm.conf"]);

    /// <summary>Waits until a node runs a task of a job whose name begins so.</summary>
    public static void WaitForTask(string node, string jobName) => Wait(
        $"a task of {jobName} on {node}",
        () => Command("squeue", "-h", "-w", node, "-t", "R", "-o", "%j").Split('\n').Any(name => name.StartsWith(jobName, StringComparison.Ordinal)));

    /// <summary>Waits until no job is at work or waiting: only then may its folder go.</summary>
    public static void WaitForJobs() => Wait("the end of all jobs", () => Command("squeue", "-h").Trim().Length == 0);

    /// <summary>Ends a node: its daemon and, as a power cut would, the processes of its jobs.</summary>
    public void KillNode(string name, bool withItsTasks)
    {
        var jobs = Command("squeue", "-h", "-w", name, "-t", "R,CG", "-o", "%A").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var pidFile = folder[$"pids/slurmd.{name}"];
        Kill(File.ReadAllText(pidFile).Trim());
        File.Delete(pidFile);
        var tree = withItsTasks ? jobs.SelectMany(StepsOf).SelectMany(WithChildren).ToList() : [];
        tree.ForEach(Kill);
    }

    public static string Command(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        // Daemons keep standard error open, so it is not read to its end.
        var output = program.Contains("/sbin/", StringComparison.Ordinal) ? "" : process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    public void Dispose()
    {
        if (Missing.Length == 0)
        {
            Command("scancel", $"--user={Environment.UserName}");
            var pids = Directory.GetFiles(folder["pids"]).OrderByDescending(path => Path.GetFileName(path))
                .Select(path => File.ReadAllText(path).Trim()).ToList();
            foreach (var pid in pids)
            {
                Command("kill", pid);
            }

            Wait("the daemons' end", () => pids.All(pid => !Directory.Exists($"/proc/{pid}")));
            Environment.SetEnvironmentVariable("SLURM_CONF", null);
        }

        folder.Dispose();
    }

    private string Configuration(List<int> ports) => string.Create(CultureInfo.InvariantCulture, $"""
        ClusterName=tests
        SlurmctldHost={host}(127.0.0.1)
        SlurmctldPort={ports[0]}
        SlurmUser={Environment.UserName}
        SlurmdUser={Environment.UserName}
        AuthType=auth/munge
        AuthInfo=socket={folder["socket/munge.s"]},cred_expire=5
        CredType=cred/munge
        StateSaveLocation={folder["state"]}
        SlurmdSpoolDir={folder["spool"]}/%n
        SlurmctldPidFile={folder["pids/slurmctld"]}
        SlurmdPidFile={folder["pids"]}/slurmd.%n
        SlurmctldLogFile={folder["log/slurmctld"]}
        SlurmdLogFile={folder["log"]}/slurmd.%n
        ProctrackType=proctrack/linuxproc
        TaskPlugin=task/none
        JobAcctGatherType=jobacct_gather/none
        AccountingStorageType=accounting_storage/none
        MpiDefault=none
        SwitchType=switch/none
        SelectType=select/cons_tres
        SelectTypeParameters=CR_CPU
        SchedulerType=sched/backfill
        SchedulerParameters=sched_min_interval=0,batch_sched_delay=0,bf_interval=1
        SlurmdParameters=config_overrides
        JobRequeue=1
        ReturnToService=2
        SlurmdTimeout=5
        InactiveLimit=0
        KillWait=2
        {string.Join('\n', ports.Skip(1).Select((port, i) => $"NodeName=n{i + 1} NodeHostname={host} NodeAddr=127.0.0.1 Port={port} CPUs=1 State=UNKNOWN"))}
        PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP

        """);

    private static List<int> FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToList();
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }

    private static string? PathOf(string program) => new[] { "/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin" }
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static void Kill(string pid) => Command("kill", "-9", pid);

    private static IEnumerable<string> StepsOf(string job) => Directory.GetDirectories("/proc").Select(path => Path.GetFileName(path))
        .Where(pid => pid.All(char.IsAsciiDigit) && CommandLine(pid).StartsWith($"slurmstepd: [{job}.", StringComparison.Ordinal));

    private static IEnumerable<string> WithChildren(string pid)
    {
        var threads = Directory.Exists($"/proc/{pid}/task") ? Directory.GetDirectories($"/proc/{pid}/task") : [];
        var children = threads.Select(thread => Path.Combine(thread, "children")).Where(File.Exists)
            .SelectMany(file => File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return [pid, .. children.SelectMany(WithChildren)];
    }

    private static string CommandLine(string pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }

    public static void Wait(string what, Func<bool> isThere)
    {
        var watch = Stopwatch.StartNew();
        while (!isThere())
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(60))
            {
                throw new TimeoutException($"{what} did not come within a minute.");
            }

            Thread.Sleep(50);
        }
    }
}
