using System.Collections.Concurrent;
using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MusicCluster.Foundation.Options;

/// <summary>One option of a record, as its attributes describe it.</summary>
internal sealed class OptionInfo
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<OptionInfo>> Known = new();

    private readonly PropertyInfo property;
    private readonly WordsAttribute? words;

    private OptionInfo(PropertyInfo property)
    {
        this.property = property;
        words = property.GetCustomAttribute<WordsAttribute>();
        Key = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        FormerKeys = [.. property.GetCustomAttributes<FormerKeyAttribute>().Select(former => former.Key)];
        Option = property.GetCustomAttribute<OptionAttribute>();
        Range = property.GetCustomAttribute<RangeAttribute>();
        Pattern = property.GetCustomAttribute<PatternAttribute>();
        Items = property.GetCustomAttribute<ItemsAttribute>();
        IsRequired = property.IsDefined(typeof(JsonRequiredAttribute));
        IsNullable = Nullable.GetUnderlyingType(property.PropertyType) is not null;
        IsList = IsGeneric(property.PropertyType, typeof(IReadOnlyList<>));
        IsDictionary = IsGeneric(property.PropertyType, typeof(IReadOnlyDictionary<,>));
        ValueType = Nullable.GetUnderlyingType(property.PropertyType)
            ?? (IsList || IsDictionary ? property.PropertyType.GetGenericArguments()[^1] : property.PropertyType);
        Words = words?.Words ?? (ValueType.IsEnum ? [.. Enum.GetNames(ValueType).Select(JsonNamingPolicy.KebabCaseLower.ConvertName)] : []);
    }

    /// <summary>Its name in JSON.</summary>
    public string Key { get; }

    /// <summary>Other names that it goes by without saying so.</summary>
    public IReadOnlyList<string> FormerKeys { get; }

    /// <summary>Its description; null only until a test has complained.</summary>
    public OptionAttribute? Option { get; }

    public RangeAttribute? Range { get; }

    public PatternAttribute? Pattern { get; }

    public ItemsAttribute? Items { get; }

    /// <summary>The words that it may have; empty where it is no matter of words.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Whether texts beyond <see cref="Words"/> are allowed.</summary>
    public bool IsOpen => words?.IsOpen ?? false;

    public bool IsRequired { get; }

    /// <summary>Whether JSON's null stands for "left out".</summary>
    public bool IsNullable { get; }

    public bool IsList { get; }

    /// <summary>Whether it is an object with names of the user's choice.</summary>
    public bool IsDictionary { get; }

    /// <summary>The type of the value, or of each entry of a list or a dictionary.</summary>
    public Type ValueType { get; }

    /// <summary>Whether the value, or each entry, is a record of options.</summary>
    public bool IsRecord => ValueType.IsAssignableTo(typeof(IOptions));

    /// <summary>The options of a record type, in the order of JSON.</summary>
    public static IReadOnlyList<OptionInfo> Of(Type record) => Known.GetOrAdd(record, type =>
    [
        .. type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property.CanWrite && !property.IsDefined(typeof(JsonIgnoreAttribute))).Select(property => new OptionInfo(property)),
    ]);

    /// <summary>The option that a key names, by its present or a former name; null for none.</summary>
    public static OptionInfo? Find(Type record, string key) => Of(record).FirstOrDefault(option => option.GoesBy(key));

    /// <summary>Whether a word alone may stand for a record: it is its name, and nothing else is required.</summary>
    public static bool MayBeName(Type record) => Find(record, "name") is not null && !Of(record).Any(option => option.IsRequired && option.Key != "name");

    /// <summary>A record with every option at its default; a required text is empty.</summary>
    public static object Defaults(Type record)
    {
        var constructor = record.GetConstructors().Single();
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => parameter.HasDefaultValue ? parameter.DefaultValue : "")]);
    }

    /// <summary>Whether a key is its present or a former name.</summary>
    public bool GoesBy(string key) => key == Key || FormerKeys.Contains(key);

    /// <summary>What a word means; null where its option's description says it.</summary>
    public string? Meaning(string word) => ValueType.IsEnum
        ? ValueType.GetField(Enum.GetNames(ValueType)[Words.ToList().IndexOf(word)])!.GetCustomAttribute<DescriptionAttribute>()?.Description
        : words?.Meaning(word);

    /// <summary>Its value in a record.</summary>
    public object? Read(object record) => property.GetValue(record);

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
