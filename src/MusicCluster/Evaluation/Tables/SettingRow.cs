using MusicCluster.Foundation.Tables;

namespace MusicCluster.Evaluation.Tables;

/// <summary>A setting that decides a number.</summary>
[Table("settings.csv", "Every setting that decides a number, defaults filled in.")]
public sealed record SettingRow([Column("key", "The profile's key.")] string Key, [Column("value", "Its value.")] string Value);

/// <summary>A circumstance of the evaluation.</summary>
[Table("environment.csv", "Where it was evaluated; differs between machines.")]
public sealed record EnvironmentRow([Column("key", "What.")] string Key, [Column("value", "Its value.")] string Value);
