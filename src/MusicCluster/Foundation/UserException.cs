namespace MusicCluster.Foundation;

/// <summary>
/// An error that the user can mend: one sentence with the value found, the rule, and the next step.
/// The command line prints the sentence alone; anything else that is thrown is a defect of ours.
/// </summary>
public class UserException : Exception
{
    public UserException(string message) : base(message)
    {
    }

    public UserException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
