using Cake.Core;

/// <summary>The page clicked through in a browser.</summary>
public sealed class TestBrowserTask : BuildTask
{
    private const string Project = "tests/MusicCluster.BrowserTests/MusicCluster.BrowserTests.csproj";

    public override string Description => "Click through report.html in a headless Chromium (the first time fetches Playwright, 800 MB on disk).";

    public override void Run(ICakeContext context, BuildParameters parameters)
    {
        DotNet(context, "build", Project, "--configuration", "Release", "--verbosity", "quiet", "-nologo", parameters.MsBuildProperties);
        DotNet(context, "test", "--project", Project, "--configuration", "Release", "--no-build");
    }
}
