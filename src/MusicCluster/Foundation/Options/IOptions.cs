namespace MusicCluster.Foundation.Options;

/// <summary>A record of options: an object of a profile, each of whose properties carries an <see cref="OptionAttribute"/>.</summary>
public interface IOptions
{
    /// <summary>The rules that no attribute can express and that these values break. Values outside of their own ranges are reported elsewhere.</summary>
    /// <param name="prefix">What goes before the keys of this record, e.g. <c>features.</c>, or nothing.</param>
    IEnumerable<string> BrokenRules(string prefix) => [];
}
