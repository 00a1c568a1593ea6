using System.Reflection;
using System.Runtime.CompilerServices;

namespace MusicCluster.Tests.Architecture;

/// <summary>What a program outside can use of an assembly: each public type and each of its public members as a line.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(char)] = "char", [typeof(short)] = "short",
        [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float",
        [typeof(double)] = "double", [typeof(string)] = "string", [typeof(object)] = "object",
    };

    /// <summary>The lines in ordinal order. What the compiler adds to a record is left out.</summary>
    public static IReadOnlyList<string> Of(Assembly assembly) =>
    [
        .. assembly.GetExportedTypes().SelectMany(type => Members(type).Select(member => $"{type.Namespace}.{Name(type)}{member}"))
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Members(Type type) =>
        type.IsSubclassOf(typeof(Delegate)) ? [$": delegate {Method(type.GetMethod("Invoke")!)}"]
        : type.IsEnum ? [": enum", .. Enum.GetNames(type).Select(name => $".{name}")]
        :
        [
            $": {Kind(type)}{Bases(type)}",
            .. type.GetConstructors(Declared).Select(constructor => $".new({Parameters(constructor)})"),
            .. type.GetFields(Declared).Select(field => $".{field.Name}: {(field.IsLiteral ? "const " : "")}{Name(field.FieldType)}"),
            .. type.GetProperties(Declared).Select(Property),
            .. type.GetMethods(Declared).Where(IsWritten).Select(method => $".{Method(method)}"),
        ];

    /// <summary>Accessors stand for nothing that their property does not say; operators are special names as well.</summary>
    private static bool IsWritten(MethodInfo method) =>
        !method.IsDefined(typeof(CompilerGeneratedAttribute)) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal));

    private static string Kind(Type type) =>
        type.IsInterface ? "interface"
        : type.IsValueType ? "struct"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsAbstract ? "abstract class"
        : type.IsSealed ? "sealed class" : "class";

    private static string Bases(Type type)
    {
        var own = type.GetInterfaces().Where(face => face.IsVisible && face.Name != "IEquatable`1");
        var names = own.Concat(type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? [parent] : []).Select(Name);
        return string.Concat(names.Order(StringComparer.Ordinal).Select(name => $", {name}"));
    }

    private static string Property(PropertyInfo property)
    {
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? $".{property.Name}" : $"[{Parameters(index)}]";
        return $"{name}: {(property.GetAccessors()[0].IsStatic ? "static " : "")}{Name(property.PropertyType)}{Setter(property)}";
    }

    private static string Setter(PropertyInfo property) => property.SetMethod is not { IsPublic: true } setter ? ""
        : setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init" : " set";

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        return $"{method.Name}{generic}({Parameters(method)}): {(method.IsStatic ? "static " : "")}{Name(method.ReturnType)}";
    }

    private static string Parameters(MethodBase method) => Parameters(method.GetParameters());

    private static string Parameters(IEnumerable<ParameterInfo> parameters) =>
        string.Join(", ", parameters.Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? " = …" : "")}"));

    private static string Name(Type type)
    {
        if (type.IsByRef || type.IsArray)
        {
            return type.IsByRef ? $"ref {Name(type.GetElementType()!)}" : $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return $"{Name(value)}?";
        }

        var name = Keywords.GetValueOrDefault(type) ?? type.Name.Split('`')[0];
        var outer = type is { IsNested: true, IsGenericParameter: false } ? $"{Name(type.DeclaringType!)}." : "";
        return outer + name + (type.IsGenericType ? $"<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : "");
    }
}
