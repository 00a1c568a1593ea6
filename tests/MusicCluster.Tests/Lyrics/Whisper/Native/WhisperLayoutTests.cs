using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MusicCluster.Lyrics.Whisper.Native;
using Xunit;

namespace MusicCluster.Tests.Lyrics.Whisper.Native;

public sealed unsafe class WhisperLayoutTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // By hand from whisper.h and the rules of C on 64-bit Linux.
    [Theory]
    [InlineData(nameof(WhisperFullParameters.Translate), 20)]
    [InlineData(nameof(WhisperFullParameters.TokenTimestamps), 28)]
    [InlineData(nameof(WhisperFullParameters.SplitOnWord), 44)]
    [InlineData(nameof(WhisperFullParameters.AudioContext), 56)]
    [InlineData(nameof(WhisperFullParameters.SuppressExpression), 64)]
    [InlineData(nameof(WhisperFullParameters.PromptTokens), 88)]
    [InlineData(nameof(WhisperFullParameters.Language), 104)]
    [InlineData(nameof(WhisperFullParameters.SuppressBlank), 113)]
    [InlineData(nameof(WhisperFullParameters.Temperature), 116)]
    [InlineData(nameof(WhisperFullParameters.GreedyBestOf), 144)]
    [InlineData(nameof(WhisperFullParameters.NewSegmentCallback), 160)]
    [InlineData(nameof(WhisperFullParameters.AbortCallback), 208)]
    [InlineData(nameof(WhisperFullParameters.GrammarRules), 240)]
    [InlineData(nameof(WhisperFullParameters.DetectVoice), 268)]
    [InlineData(nameof(WhisperFullParameters.VoiceThreshold), 280)]
    [InlineData(nameof(WhisperFullParameters.VoiceOverlap), 300)]
    public void FullParameters_Field_LiesWhereTheHeaderHasIt(string field, int offset) =>
        Assert.Equal(offset, (int)Marshal.OffsetOf<WhisperFullParameters>(field));

    [Fact]
    public void Structures_HaveTheHeadersSizes() =>
        Assert.Equal((304, 48, 56), (sizeof(WhisperFullParameters), sizeof(WhisperContextParameters), sizeof(WhisperTokenData)));

    [Fact]
    public void Mismatch_RealLibrary_IsNone()
    {
        var library = RealLibrary.Load(folder);

        Assert.Null(WhisperLayout.Mismatch(library.FullDefaults));
        Assert.Null(WhisperLayout.Mismatch(library.ContextDefaults));
    }

    [Fact]
    public void Mismatch_AnyFieldShifted_IsFound()
    {
        var defaults = RealLibrary.Load(folder).FullDefaults;
        // A field more or less anywhere moves all that follow by its size.
        foreach (var place in Enumerable.Range(0, sizeof(WhisperFullParameters) / 4).Select(i => i * 4))
        {
            var shifted = defaults;
            var bytes = new Span<byte>(&shifted, sizeof(WhisperFullParameters));
            bytes[place..^4].CopyTo(bytes[(place + 4)..]);
            bytes.Slice(place, 4).Fill(0x5a);

            Assert.NotNull(WhisperLayout.Mismatch(shifted));
        }

        var context = RealLibrary.Load(folder).ContextDefaults;
        Unsafe.AddByteOffset(ref context.UseGpu, 1) = 0;
        Assert.Equal("flash_attn is 0 by default and not 1", WhisperLayout.Mismatch(context));
    }

    [Theory]
    [InlineData(304, null)]
    [InlineData(312, null)]
    [InlineData(303, "whisper_full_params has about 303 bytes and not 304")]
    [InlineData(320, "whisper_full_params has about 320 bytes and not 304")]
    public void SizeMismatch_FieldsBehindTheLastKnown_AreFound(long allocated, string? expected) =>
        Assert.Equal(expected, WhisperLayout.SizeMismatch(allocated, 304));
}
