using System.Reflection;
using MusicCluster.Foundation.Options;
using MusicCluster.Pipeline.Profiles;

namespace MusicCluster.Tests.Pipeline.Profiles;

/// <summary>Every option of a profile, with the record that has it.</summary>
internal static class OptionTree
{
    /// <summary>Records of options, the profile first; each type once.</summary>
    public static IReadOnlyList<Type> Records { get; } = [.. Below(typeof(Profile)).Distinct()];

    public static IEnumerable<(Type Record, OptionInfo Option)> Options =>
        Records.SelectMany(record => OptionInfo.Of(record).Select(option => (record, option)));

    /// <summary>A record at its defaults but for one option, which holds a value that JSON may not be able to say.</summary>
    public static IOptions With(Type record, OptionInfo option, object? value)
    {
        var options = OptionInfo.Defaults(record);
        Property(record, option).SetValue(options, value);
        return (IOptions)options;
    }

    public static PropertyInfo Property(Type record, OptionInfo option) =>
        record.GetProperty(option.Key, BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase)!;

    private static IEnumerable<Type> Below(Type record) =>
        OptionInfo.Of(record).Where(option => option.IsRecord).SelectMany(option => Below(option.ValueType)).Prepend(record);
}
