namespace MusicCluster.Lyrics.Whisper;

/// <summary>The eleven numbers that a model file begins with; the last says how large tensors are stored (ggml's "ftype").</summary>
internal sealed record WhisperModelShape(
    int VocabularyCount, int AudioContext, int AudioState, int AudioHeads, int AudioLayers, int TextContext, int TextState, int TextHeads,
    int TextLayers, int MelCount, int Type)
{
    /// <summary>English only; 99 languages; 100 languages. Special tokens stand at places that follow from the count.</summary>
    private static readonly int[] VocabularyCounts = [51864, 51865, 51866];

    /// <summary>Languages that the model tells apart; none where it knows English alone.</summary>
    public int LanguageCount => VocabularyCount > VocabularyCounts[0] ? VocabularyCount - VocabularyCounts[0] + 98 : 0;

    /// <summary>Ends a text; all tokens before it are text.</summary>
    public int EndToken => LanguageCount > 0 ? 50257 : 50256;

    /// <summary>Begins a transcript; tokens of languages follow it.</summary>
    public int StartToken => EndToken + 1;

    /// <summary>Says that nobody speaks; it stands behind languages and tasks.</summary>
    public int NoSpeechToken => StartToken + Math.Max(LanguageCount, 99) + 5;

    /// <summary>Numbers that the library would trust and crash on.</summary>
    public IEnumerable<string> Errors()
    {
        if (!VocabularyCounts.Contains(VocabularyCount))
        {
            yield return $"it has {VocabularyCount} tokens and not {string.Join(" or ", VocabularyCounts)}";
        }

        (string Name, int Value, int Minimum, int Maximum)[] ranges =
        [
            ("audio context", AudioContext, 100, 3000), ("audio width", AudioState, 8, 4096), ("audio heads", AudioHeads, 1, 256),
            ("audio layers", AudioLayers, 1, 128), ("text context", TextContext, 32, 4096), ("text width", TextState, 8, 4096),
            ("text heads", TextHeads, 1, 256), ("text layers", TextLayers, 1, 128), ("mel bands", MelCount, 1, 256),
        ];
        foreach (var (name, value, minimum, maximum) in ranges.Where(range => range.Value < range.Minimum || range.Value > range.Maximum))
        {
            yield return $"its {name} is {value}, beyond {minimum} to {maximum}";
        }

        if (AudioState != TextState)
        {
            yield return $"its audio width {AudioState} is not its text width {TextState}";
        }

        if (AudioHeads < 1 || TextHeads < 1 || AudioState % AudioHeads != 0 || TextState % TextHeads != 0)
        {
            yield return $"its width {AudioState} cannot be shared by {AudioHeads} and {TextHeads} heads";
        }

        if (WhisperTensorType.OfFile(Type) is null)
        {
            yield return $"its type of numbers is {Type}, which is not known";
        }
    }

    /// <summary>Every tensor that such a model has: name and dimensions, the fastest first.</summary>
    public IReadOnlyDictionary<string, int[]> Tensors()
    {
        var tensors = new Dictionary<string, int[]>(StringComparer.Ordinal)
        {
            ["encoder.positional_embedding"] = [AudioState, AudioContext],
            ["encoder.conv1.weight"] = [3, MelCount, AudioState],
            ["encoder.conv1.bias"] = [1, AudioState],
            ["encoder.conv2.weight"] = [3, AudioState, AudioState],
            ["encoder.conv2.bias"] = [1, AudioState],
            ["encoder.ln_post.weight"] = [AudioState],
            ["encoder.ln_post.bias"] = [AudioState],
            ["decoder.positional_embedding"] = [TextState, TextContext],
            ["decoder.token_embedding.weight"] = [TextState, VocabularyCount],
            ["decoder.ln.weight"] = [TextState],
            ["decoder.ln.bias"] = [TextState],
        };
        for (var i = 0; i < AudioLayers; i++)
        {
            AddAttention(tensors, $"encoder.blocks.{i}.attn", AudioState);
            AddPerceptron(tensors, $"encoder.blocks.{i}.mlp", AudioState);
        }

        for (var i = 0; i < TextLayers; i++)
        {
            AddAttention(tensors, $"decoder.blocks.{i}.attn", TextState);
            AddAttention(tensors, $"decoder.blocks.{i}.cross_attn", TextState);
            AddPerceptron(tensors, $"decoder.blocks.{i}.mlp", TextState);
        }

        return tensors;
    }

    private static void AddAttention(Dictionary<string, int[]> tensors, string name, int width)
    {
        AddPair(tensors, name + "_ln", [width], width);
        AddPair(tensors, name + ".query", [width, width], width);
        tensors.Add(name + ".key.weight", [width, width]);
        AddPair(tensors, name + ".value", [width, width], width);
        AddPair(tensors, name + ".out", [width, width], width);
    }

    private static void AddPerceptron(Dictionary<string, int[]> tensors, string name, int width)
    {
        AddPair(tensors, name + "_ln", [width], width);
        AddPair(tensors, name + ".0", [width, 4 * width], 4 * width);
        AddPair(tensors, name + ".2", [4 * width, width], width);
    }

    private static void AddPair(Dictionary<string, int[]> tensors, string name, int[] weight, int bias)
    {
        tensors.Add(name + ".weight", weight);
        tensors.Add(name + ".bias", [bias]);
    }
}
