using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;
using static TorchSharp.torch;

namespace MusicCluster.Models.Torch;

/// <summary>The safetensors format: an 8-byte length, a JSON header, then raw little-endian tensors.</summary>
/// <remarks>https://huggingface.co/docs/safetensors: readable from Python with <c>safetensors.torch.load_file</c>.</remarks>
internal static class SafetensorsFile
{
    private const string MetadataKey = "__metadata__";

    /// <summary>Writes tensors in the order given, as float32; whole numbers (batch counts) are small enough to be exact.</summary>
    /// <remarks>Straight from torch's memory: copies of every epoch's checkpoint would pile up until the garbage collector comes by.</remarks>
    public static void Write(string path, IReadOnlyList<(string Name, Tensor Values)> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var header = new JsonObject { [MetadataKey] = new JsonObject(metadata.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))) };
        var offset = 0L;
        foreach (var (name, values) in tensors)
        {
            var end = offset + (values.NumberOfElements * sizeof(float));
            header[name] = new JsonObject
            {
                ["dtype"] = "F32",
                ["shape"] = new JsonArray([.. values.shape.Select(length => (JsonNode)length)]),
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
            foreach (var (_, values) in tensors)
            {
                using var scope = NewDisposeScope();
                stream.Write(values.detach().to(ScalarType.Float32).cpu().contiguous().bytes);
            }
        });
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="UserException">The file cannot be read, or is no safetensors file of float32 tensors.</exception>
    public static SafetensorsContent Read(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            var length = bytes.Length < 8 ? -1 : BinaryPrimitives.ReadInt64LittleEndian(bytes);
            if (length < 2 || length > bytes.Length - 8)
            {
                throw new UserException($"'{path}' is no safetensors file: its header has {length} bytes of {bytes.Length}.");
            }

            var header = JsonNode.Parse(bytes.AsSpan(8, (int)length))!.AsObject();
            var data = bytes.AsSpan(8 + (int)length);
            var tensors = new Dictionary<string, (long[] Shape, float[] Values)>();
            foreach (var (name, entry) in header.Where(pair => pair.Key != MetadataKey))
            {
                tensors[name] = ReadTensor(entry!, data);
            }

            var metadata = header[MetadataKey]?.AsObject().ToDictionary(pair => pair.Key, pair => (string)pair.Value!) ?? [];
            return new SafetensorsContent(tensors, metadata);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException
            or FormatException or OverflowException or IOException or NullReferenceException)
        {
            throw new UserException($"'{path}' cannot be read as safetensors: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    private static (long[] Shape, float[] Values) ReadTensor(JsonNode entry, ReadOnlySpan<byte> data)
    {
        if ((string?)entry["dtype"] != "F32")
        {
            throw new FormatException($"dtype {entry["dtype"]} is not F32.");
        }

        long[] shape = [.. entry["shape"]!.AsArray().Select(length => (long)length!)];
        var (start, end) = ((long)entry["data_offsets"]![0]!, (long)entry["data_offsets"]![1]!);
        var count = shape.Aggregate(1L, (product, length) => checked(product * length));
        return start >= 0 && end <= data.Length && end - start == count * sizeof(float) && shape.All(length => length >= 0)
            ? (shape, MemoryMarshal.Cast<byte, float>(data[(int)start..(int)end]).ToArray())
            : throw new FormatException($"a tensor of {count} values does not fit offsets {start} to {end}.");
    }
}

/// <summary>The content of a safetensors file.</summary>
/// <param name="Tensors">Shape and values by name.</param>
/// <param name="Metadata">Free text by key.</param>
internal sealed record SafetensorsContent(
    IReadOnlyDictionary<string, (long[] Shape, float[] Values)> Tensors, IReadOnlyDictionary<string, string> Metadata);
