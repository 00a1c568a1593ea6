using System.Reflection;
using MusicCluster.Models.Torch;
using MusicCluster.Models.Training;
using TorchSharp;
using Xunit;

namespace MusicCluster.Tests.Architecture;

/// <summary>No call in Models makes a native scalar that nobody holds: see <see cref="ScalarMath"/>.</summary>
public sealed class HeldScalarTests
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Fact]
    public void Models_CallsThatMakeScalarsUnseen_AreNone()
    {
        var found = from type in typeof(ModelTraining).Assembly.GetTypes()
                    where type.Namespace?.StartsWith("MusicCluster.Models", StringComparison.Ordinal) == true && type != typeof(ScalarMath)
                    from method in type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything))
                    from call in Calls(method)
                    where MakesScalar(call)
                    select $"{type.Name}.{method.Name} calls {call.DeclaringType!.Name}.{call.Name}"
                        + $"({string.Join(", ", call.GetParameters().Select(parameter => parameter.ParameterType.Name))})";
        Assert.Empty(found.Distinct());
    }

    [Fact]
    public void Calls_OfAKnownSum_AreFound() =>
        Assert.Contains(Calls(((Func<torch.Tensor, torch.Tensor>)(tensor => tensor + 1.0)).Method), MakesScalar);

    /// <summary>An operator with a number or a sum; a method of a tensor that leaves out its scalar factor; a conversion.</summary>
    private static bool MakesScalar(MethodBase call)
    {
        var types = call.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        return call.DeclaringType == typeof(Scalar) ? call.Name == "op_Implicit"
            : call.DeclaringType == typeof(torch.Tensor) && (
                call.Name == "op_Addition"
                || (call.Name.StartsWith("op_", StringComparison.Ordinal) && types.Any(type => type.IsPrimitive))
                || (call.Name is "add" or "add_" && types.Length == 1)
                || (call.Name is "addcdiv_" or "addcdiv" && types.Length == 2)
                || call.Name is "square" or "pow" or "item");
    }

    /// <summary>The methods whose tokens follow a call instruction; bytes that only look like one resolve to nothing, or to harmless more.</summary>
    private static IEnumerable<MethodBase> Calls(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var i = 0; i + 4 < code.Length; i++)
        {
            if (code[i] is 0x28 or 0x6f && Resolve(method.Module, BitConverter.ToInt32(code, i + 1)) is { DeclaringType: not null } call)
            {
                yield return call;
            }
        }
    }

    private static MethodBase? Resolve(Module module, int token)
    {
        try
        {
            return module.ResolveMethod(token);
        }
        catch (Exception error) when (error is ArgumentException or BadImageFormatException)
        {
            return null;
        }
    }
}
