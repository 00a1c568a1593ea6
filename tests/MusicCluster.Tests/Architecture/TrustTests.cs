using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace MusicCluster.Tests.Architecture;

/// <summary>Files are read as numbers and text: nothing in them is ever run.</summary>
public sealed class TrustTests
{
    /// <summary>What turns bytes of a file into code or into objects of any type.</summary>
    private static readonly string[] Forbidden =
    [
        "BinaryFormatter.Deserialize", "NetDataContractSerializer.Deserialize",
        "SoapFormatter.Deserialize", "LosFormatter.Deserialize", "ObjectStateFormatter.Deserialize",
        "torch.load", "jit.load", "Module.load", "Assembly.Load", "Assembly.LoadFrom", "Assembly.LoadFile", "Assembly.UnsafeLoadFrom",
        "AssemblyLoadContext.LoadFromAssemblyPath", "AssemblyLoadContext.LoadFromStream",
    ];

    [Theory]
    [InlineData("MusicCluster.dll")]
    [InlineData("MusicCluster.Cli.dll")]
    public void Assembly_CallsThatRunWhatAFileHolds_AreNone(string name)
    {
        var called = References(Path.Combine(AppContext.BaseDirectory, name)).ToList();
        Assert.NotEmpty(called);
        Assert.Empty(called.Intersect(Forbidden));
    }

    /// <summary>Members of other assemblies that this one uses, as <c>Type.Member</c>.</summary>
    private static IEnumerable<string> References(string path)
    {
        using var stream = File.OpenRead(path);
        using var assembly = new PEReader(stream);
        var metadata = assembly.GetMetadataReader();
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind == HandleKind.TypeReference)
            {
                var type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
                yield return $"{metadata.GetString(type.Name)}.{metadata.GetString(member.Name)}";
            }
        }
    }
}
