#!/usr/bin/env python3
"""Makes the twenty songs of the sample: words and scores of our own, a synthetic voice, a sampled band, 30 s of MP3 each.

    apt-get install --no-install-recommends espeak-ng fluidsynth fluid-soundfont-gm lame python3-numpy
    /usr/bin/python3 data/sample/songs/make_songs.py [ID ...]

Reads songs.json (key, chords, tempo, arrangement, voice, mix) and ../lyrics/<id>.txt (the words), writes ../audio/000/<id>.mp3.
Sung: every word is spoken on one pitch by espeak-ng, moved to the note of the melody and laid on the beat. Rapped: every line is
spoken as it is and fitted to its bars. The same versions of the programs give the same audio; another version another take.
"""
import json, pathlib, random, struct, subprocess, sys, tempfile, wave

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
RATE, SECONDS = 44100, 30
SOUNDFONT = "/usr/share/sounds/sf2/FluidR3_GM.sf2"
SCALES = {"major": [0, 2, 4, 5, 7, 9, 11], "minor": [0, 2, 3, 5, 7, 8, 10], "dorian": [0, 2, 3, 5, 7, 9, 10]}
TICKS = 480


# The score: notes as (beat, length in beats, key, velocity) by MIDI channel.

def degree(song, step, octave=0):
    """The key of a step of the song's scale; steps beyond seven go on in the next octave."""
    scale = SCALES[song["mode"]]
    return song["key"] + scale[step % 7] + 12 * (step // 7 + octave)


def part(song, pattern, bars, velocity, rng):
    """The notes that one instrument plays under the chords."""
    beats = song["beats"]
    for bar in range(bars):
        root = song["chords"][bar % len(song["chords"])]
        chord, start = [degree(song, root + third) for third in (0, 2, 4)], bar * beats
        if pattern == "arpeggio":
            for i in range(2 * beats):
                yield start + i / 2, 0.6, chord[[0, 1, 2, 1][i % 4]] + (12 if i % 8 == 6 else 0), velocity + rng.randint(-8, 8)
        elif pattern == "pad":
            yield from ((start, beats, key, velocity) for key in chord)
        elif pattern == "drone":
            yield from ((start, beats, degree(song, step, -1), velocity) for step in (0, 4))
        elif pattern == "waltz":
            yield start, 1, chord[0] - 12, velocity + 10
            yield from ((start + beat, 0.7, key, velocity - 10) for beat in range(1, beats) for key in chord[1:])
        elif pattern == "strum":
            yield from ((start + i / 2 + 0.02 * j, 0.5, key, velocity - (0 if i % 2 == 0 else 18)) for i in range(2 * beats) for j, key in enumerate(chord))
        elif pattern == "roll":
            for i in range(4 * beats):
                yield start + i / 4, 0.3, (chord + [chord[1] + 12])[(0, 2, 1, 3)[i % 4]], velocity + (8 if i % 4 == 0 else -6)
        elif pattern == "offbeat":
            yield from ((start + beat + 0.5, 0.35, key, velocity) for beat in range(beats) for key in chord)
        elif pattern == "stab":
            yield from ((start + beat, 0.4, key, velocity) for beat in (0, 2.5) for key in chord + [chord[0] + 12])
        elif pattern == "bass":
            yield from ((start + beat, 0.9, key, velocity) for beat, key in ((0, chord[0] - 24), (beats / 2, chord[2] - 24)))
        elif pattern == "boom":
            yield from ((start + beat, length, chord[0] - (12 if song["key"] < 48 else 24), velocity) for beat, length in ((0, 1.4), (1.75, 0.4), (2.5, 1)))
        elif pattern == "lead" and bar % 4 == 3:
            for i, step in enumerate(rng.choice([(4, 3, 2, 1), (0, 2, 4, 5), (7, 6, 4, 2), (2, 1, 0, 4)])):
                yield start + i * beats / 4, 0.9, degree(song, root + step, 1), velocity


def drums(song, style, bars):
    """Kick 36, snare 38, brush 40, hats 42 and 46, clap 39, claves 75, as (beat, key, velocity) of one bar."""
    beats = song["beats"]
    bar = {
        "boombap": [(0, 36, 110), (2.75, 36, 95), (1, 38, 105), (3, 38, 105)] + [(i / 2, 42, 70 if i % 2 else 85) for i in range(8)],
        "lazy": [(0, 36, 105), (1.6, 36, 80), (1.04, 39, 95), (3.06, 39, 95)] + [(i / 2 + (0.08 if i % 2 else 0), 42, 60) for i in range(8)],
        "trap": [(0, 36, 115), (1.5, 36, 90), (2.25, 36, 90), (2, 39, 110)] + [(i / 4, 42, 75) for i in range(12)] + [(3 + i / 6, 42, 65) for i in range(6)],
        "clave": [(0, 36, 105), (2, 36, 95), (1, 38, 85), (3, 38, 85)] + [(beat, 75, 95) for beat in (0, 0.75, 1.5, 2.5, 3)],
        "polka": [(i, 36 if i % 2 == 0 else 38, 85) for i in range(beats)],
        "brush": [(0, 36, 60), (1, 40, 50), (2, 36, 50), (3, 40, 55)],
    }[style]
    return [(start * beats + beat, 0.2, key, velocity) for start in range(bars) for beat, key, velocity in bar]


def midi(song, path):
    rng = random.Random(song["id"])
    bars = int(SECONDS * song["bpm"] / 60 / song["beats"]) + 1
    tracks = [(channel if channel < 9 else channel + 1, program, list(part(song, pattern, bars, velocity, rng)))
              for channel, (program, pattern, velocity) in enumerate(song["parts"])]
    if "drums" in song:
        tracks.append((9, 0, drums(song, song["drums"], bars)))
    chunks = [b"\xff\x51\x03".join([b"\0", struct.pack(">I", round(6e7 / song["bpm"]))[1:]])]
    for channel, program, notes in tracks:
        events = [(0, bytes([0xC0 | channel, program]))]
        for beat, length, key, velocity in notes:
            events.append((round(beat * TICKS), bytes([0x90 | channel, key, max(1, min(127, velocity))])))
            events.append((round((beat + length) * TICKS), bytes([0x80 | channel, key, 0])))
        data, now = b"", 0
        for tick, event in sorted(events, key=lambda item: (item[0], item[1][0] & 0x10)):
            data, now = data + variable(tick - now) + event, tick
        chunks.append(data)
    with open(path, "wb") as file:
        file.write(b"MThd" + struct.pack(">IHHH", 6, 1, len(chunks), TICKS))
        for chunk in chunks:
            chunk += b"\0\xff\x2f\0"
            file.write(b"MTrk" + struct.pack(">I", len(chunk)) + chunk)


def variable(number):
    out = bytes([number & 0x7F])
    while number := number >> 7:
        out = bytes([number & 0x7F | 0x80]) + out
    return out


# The voice.

def speak(voice, text, speed, pitch, is_flat, folder):
    path = folder / "word.wav"
    text = f'<prosody range="0%" pitch="{pitch}%">{text}</prosody>' if is_flat else text
    subprocess.run(["espeak-ng", "-v", voice, "-m", "-s", str(speed), "-p", str(pitch), "-w", path, text], check=True, stderr=subprocess.DEVNULL)
    samples, rate = read(path)
    samples = resampled(samples, rate / RATE)
    loud = np.flatnonzero(np.abs(samples) > 0.01)
    return samples[loud[0]:loud[-1] + 1] if len(loud) else samples[:1]


def read(path):
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16) / 32768
        return samples.reshape(-1, file.getnchannels()).mean(axis=1), file.getframerate()


def resampled(samples, step):
    """Plays the samples faster by a factor: a higher pitch and a shorter time."""
    return np.interp(np.arange(0, len(samples) - 1, step), np.arange(len(samples)), samples)


def pitch_of(samples):
    """The median fundamental in Hz by autocorrelation."""
    found = []
    for start in range(0, len(samples) - 2048, 1024):
        frame = samples[start:start + 2048]
        if np.abs(frame).max() > 0.05:
            spectrum = np.fft.rfft(frame, 4096)
            lags = np.fft.irfft(np.abs(spectrum) ** 2)[:2048]
            low, high = RATE // 400, RATE // 70
            found.append(RATE / (low + lags[low:high].argmax()))
    return float(np.median(found)) if found else 0


def stretched(samples, length):
    """Other length, same pitch: overlapping windows, each moved to where it fits best (WSOLA)."""
    window, hop = 1024, 512
    if len(samples) < 2 * window:
        return np.pad(samples, (0, max(0, length - len(samples))))[:length]
    out, weight, shape = np.zeros(length + window), np.zeros(length + window) + 1e-9, np.hanning(window)
    source, ratio = 0, (len(samples) - 2 * window) / max(1, length - window)
    for target in range(0, length, hop):
        wanted = int(target * ratio)
        best = source + hop if target else 0
        if target:
            follow = samples[min(source + hop, len(samples) - window):][:window]
            places = range(max(0, wanted - 256), min(len(samples) - window, wanted + 256), 4)
            best = max(places, key=lambda place: float(np.dot(follow, samples[place:place + window])), default=min(wanted, len(samples) - window))
        source = best
        out[target:target + window] += shape * samples[source:source + window]
        weight[target:target + window] += shape
    return (out / weight)[:length]


def syllables(word):
    vowels = "aeiouyáéíóúäöü"
    return max(1, sum(1 for i, c in enumerate(word) if c in vowels and (i == 0 or word[i - 1] not in vowels)) - (word.endswith("e") and len(word) > 3))


def sung(song, lines, folder):
    """Each line over two bars or more, a syllable per half beat, the last word held; the melody walks over chord tones."""
    voice, rng = np.zeros(RATE * SECONDS), random.Random(1000 + song.get("melody", 0))
    beat_seconds, beats = 60 / song["bpm"], song["beats"]
    start, step = float(beats), 4
    base = pitch_of(speak(song["voice"], "moon", 150, 50, True, folder))
    octave = round(np.log2(base / hertz(degree(song, step))))
    for line in lines:
        words = [word.strip(".,!?:;'").lower() for word in line.split()]
        for i, word in enumerate(words):
            root = song["chords"][int(start // beats) % len(song["chords"])]
            step = root % 7 + 2 * rng.randint(0, 2) if i in (0, len(words) - 1) else max(-2, min(9, step + rng.choice((-2, -1, -1, 0, 1, 1, 2))))
            length = syllables(word) / 2 + (1 if i == len(words) - 1 else 0)
            place(voice, note(song, word, hertz(degree(song, step, octave)), length * beat_seconds, folder), start * beat_seconds)
            start += length
        start = np.ceil((start + 0.25) / (beats / 2)) * (beats / 2)
    if start * beat_seconds > SECONDS + beat_seconds * beats:
        sys.exit(f"{song['id']}: the words need {start * beat_seconds:.1f} s of {SECONDS}")
    return voice


def hertz(key):
    return 440 * 2 ** ((key - 69) / 12)


def note(song, word, wanted, seconds, folder):
    spoken = speak(song["voice"], word, 170, 50, True, folder)
    found = pitch_of(spoken)
    factor = wanted / found if found else 1
    while factor > 1.5:
        factor /= 2
    while factor < 0.67:
        factor *= 2
    vibrato = 1 + 0.006 * np.sin(2 * np.pi * 5.2 * np.arange(int(len(spoken) / factor)) / RATE)
    moved = np.interp(np.minimum(np.cumsum(factor * vibrato), len(spoken) - 1), np.arange(len(spoken)), spoken)
    fitted = stretched(moved, int(seconds * RATE * 0.95))
    fade = min(800, len(fitted) // 4)
    fitted[-fade:] *= np.linspace(1, 0, fade)
    return fitted


def rapped(song, lines, folder):
    """A line a bar or two, from the first beat on, fitted to leave half a beat of breath."""
    voice, beat_seconds = np.zeros(RATE * SECONDS), 60 / song["bpm"]
    start, left = song["beats"] * 1.0, SECONDS / beat_seconds - song["beats"]
    for line in lines:
        spoken = speak(song["voice"], line, 210, 45, False, folder)
        room = left / len(lines)
        beats = min(room, max(2.0, np.ceil(len(spoken) / RATE / beat_seconds)))
        place(voice, stretched(spoken, int((beats - 0.3) * beat_seconds * RATE)), start * beat_seconds)
        start += beats if beats < room else room
    return voice


def place(track, samples, seconds):
    begin = int(seconds * RATE)
    end = min(len(track), begin + len(samples))
    if begin < end:
        track[begin:end] += samples[:end - begin]


# The mix.

def hall(samples, amount):
    """Decaying noise as the room's answer."""
    rng = np.random.default_rng(7)
    answer = rng.standard_normal(int(RATE * 1.4)) * np.exp(-np.arange(int(RATE * 1.4)) / (RATE * 0.28))
    size = 1 << int(np.ceil(np.log2(len(samples) + len(answer))))
    wet = np.fft.irfft(np.fft.rfft(samples, size) * np.fft.rfft(answer, size))[:len(samples)]
    return samples + amount * wet * (np.abs(samples).max() / (np.abs(wet).max() + 1e-9))


def make(song):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        midi(song, folder / "band.mid")
        subprocess.run(["fluidsynth", "-ni", "-q", "-g", "0.6", "-r", str(RATE), "-R", "0", "-C", "0", "-F", folder / "band.wav", SOUNDFONT, folder / "band.mid"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        band = np.zeros(RATE * SECONDS)
        place(band, read(folder / "band.wav")[0], 0)
        words = (HERE.parent / "lyrics" / f"{song['id']:06d}.txt").read_text().splitlines()
        lines = [song["wordless"]] * 5 if "wordless" in song else words
        voice = (rapped if song.get("rap") else sung)(song, lines, folder)
        loudness = lambda samples: np.sqrt((samples[samples != 0] ** 2).mean())
        mix = hall(voice * song["level"] * loudness(band) / loudness(voice), song["reverb"]) + band
        mix *= 0.8 / np.abs(mix).max()
        with wave.open(str(folder / "mix.wav"), "wb") as file:
            file.setparams((1, 2, RATE, 0, "NONE", ""))
            file.writeframes((mix * 32767).astype("<i2").tobytes())
        target = HERE.parent / "audio" / "000" / f"{song['id']:06d}.mp3"
        subprocess.run(["lame", "--quiet", "-m", "m", "-b", "64", "--tt", song["title"], "--ta", song["artist"], folder / "mix.wav", target], check=True)


if __name__ == "__main__":
    wanted = {int(argument) for argument in sys.argv[1:]}
    for song in json.loads((HERE / "songs.json").read_text()):
        if not wanted or song["id"] in wanted:
            make(song)
            print(f"{song['id']:06d} {song['title']}")
