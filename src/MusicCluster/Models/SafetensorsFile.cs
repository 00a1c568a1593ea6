using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using MusicCluster.Foundation;

namespace MusicCluster.Models;

/// <summary>The safetensors format: an 8-byte length, a JSON header, then raw little-endian tensors.</summary>
/// <remarks>https://huggingface.co/docs/safetensors: readable from Python with <c>safetensors.torch.load_file</c>.</remarks>
public static class SafetensorsFile
{
    /// <summary>Writes float32 tensors in the order given.</summary>
    public static void Write(
        string path, IReadOnlyList<(string Name, long[] Shape, float[] Values)> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var header = new JsonObject { ["__metadata__"] = new JsonObject(metadata.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))) };
        var offset = 0L;
        foreach (var (name, shape, values) in tensors)
        {
            var end = offset + (values.Length * (long)sizeof(float));
            header[name] = new JsonObject
            {
                ["dtype"] = "F32",
                ["shape"] = new JsonArray([.. shape.Select(length => (JsonNode)length)]),
                ["data_offsets"] = new JsonArray(offset, end),
            };
            offset = end;
        }

        var text = Encoding.UTF8.GetBytes(header.ToJsonString());
        // Padded so that the tensors are aligned for whoever maps the file.
        var padding = (8 - (text.Length % 8)) % 8;
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length + padding);
        AtomicFile.Write(path, stream =>
        {
            stream.Write(length);
            stream.Write(text);
            stream.Write(Encoding.ASCII.GetBytes(new string(' ', padding)));
            foreach (var (_, _, values) in tensors)
            {
                stream.Write(MemoryMarshal.AsBytes(values.AsSpan()));
            }
        });
    }
}
