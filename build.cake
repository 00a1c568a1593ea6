// The targets are the classes in build/, one each; this file registers them and runs the one that is asked for.
#load "build/BuildParameters.cs"
#load "build/BuildTask.cs"
#load "build/StageTask.cs"
#load "build/CompileTask.cs"
#load "build/FetchTask.cs"
#load "build/LyricsTask.cs"
#load "build/FeaturesTask.cs"
#load "build/TrainTask.cs"
#load "build/ClusterTask.cs"
#load "build/EvaluateTask.cs"
#load "build/ReportTask.cs"
#load "build/AllTask.cs"
#load "build/TestTask.cs"
#load "build/TestSimdTask.cs"
#load "build/TestSlowTask.cs"
#load "build/TestBrowserTask.cs"
#load "build/SlurmTestTask.cs"
#load "build/ClusterTestTask.cs"
#load "build/RobustnessTask.cs"
#load "build/RobustnessQuickTask.cs"
#load "build/BenchTask.cs"
#load "build/VerifyTask.cs"
#load "build/DoctorTask.cs"
#load "build/CleanTask.cs"
#load "build/BuildTasks.cs"

var parameters = new BuildParameters(Context);
foreach (var task in BuildTasks.All)
{
    var builder = Task(task.Name).Description(task.Description).Does(() => task.Run(Context, parameters));
    foreach (var dependency in task.Dependencies)
    {
        builder.IsDependentOn(dependency);
    }
}

BuildTasks.ExitIfUnknown(parameters.Target);
RunTarget(parameters.Target);
