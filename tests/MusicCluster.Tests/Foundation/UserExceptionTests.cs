using MusicCluster.Foundation;
using Xunit;

namespace MusicCluster.Tests.Foundation;

public sealed class UserExceptionTests
{
    [Fact]
    public void Message_WithLineEndsAndControls_IsOneLine() =>
        Assert.Equal("a b c d", new UserException("a\nb\0c\u001bd").Message);

    [Fact]
    public void Message_ThatQuotesAMegabyte_KeepsItsBeginningAndItsEnd()
    {
        var message = new UserException($"Value '{new string('x', 1 << 20)}' is too long; take another.").Message;
        Assert.StartsWith("Value 'xxx", message, StringComparison.Ordinal);
        Assert.EndsWith("xxx' is too long; take another.", message, StringComparison.Ordinal);
        Assert.InRange(message.Length, 1000, 3010);
    }
}
