namespace MusicCluster.Tests.Report;

/// <summary>Titles as tags have them at their worst.</summary>
internal static class HostileText
{
    public const string Formula = "=HYPERLINK(\"http://evil.example\",\"click\")";
    public const string Script = "</script><script>alert(1)</script><img src=x onerror=alert(2)>";

    public static IReadOnlyList<string> All { get; } =
    [
        Formula, "+1+1", "-1-1", "@SUM(A1)", Script, "a | b || c", @"C:\music\n", "`code` *bold* _under_ ~~gone~~", "$x^2$ 100 % #1 & {braces}",
        "[link](javascript:alert(3))", "![image](http://evil.example/x.png)", "line one\nline two\r\n| next | row |", "שלום עולם", "مرحبا بالعالم",
        "turned \u202Eegami around\u202C", new string('x', 500), "tab\tbell\a null\0 end", "日本語の歌 🎵",
        "&lt;b&gt; &amp;", "'single' \"double\"", "\\input{/etc/passwd} \\end{table}", "{{data}} {{script}}",
    ];
}
