namespace MusicCluster.Foundation;

/// <summary>
/// An error that the user can fix: one sentence with the value found, the rule, and the next step.
/// The command line prints the sentence alone; anything else that is thrown is a defect of ours.
/// </summary>
public class UserException : Exception
{
    private const int LongestMessage = 3_000;

    public UserException(string message) : base(Sentence(message))
    {
    }

    public UserException(string message, Exception innerException) : base(Sentence(message), innerException)
    {
    }

    /// <summary>One line that a terminal shows as it is, however long and odd the value is that it quotes.</summary>
    private static string Sentence(string message)
    {
        var line = message.Any(char.IsControl) ? string.Concat(message.Select(c => char.IsControl(c) ? ' ' : c)) : message;
        return line.Length <= LongestMessage ? line : $"{line[..(LongestMessage / 2)]} … {line[^(LongestMessage / 2)..]}";
    }
}
