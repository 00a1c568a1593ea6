using System.Collections.Generic;

/// <summary>Decode the audio; MFCC and log-mel spectrograms.</summary>
public sealed class FeaturesTask : StageTask
{
    public override string Description => "Decode the audio; MFCC and log-mel spectrograms.";

    public override IReadOnlyList<string> Dependencies => new[] { "Fetch" };
}
