"""Writes src/MusicCluster/Lyrics/Nfkc.txt from Python's unicodedata, and the golden values beside this file.

Lines of the table: `D <code> <codes of the full compatibility decomposition>`, `K <code> <combining class>`,
`C <first> <second> <composite>`, hexadecimal but for the class. Hangul is computed, not listed.
Run from the repository's root: python3 tests/MusicCluster.Tests/Golden/nfkc/make_nfkc.py
"""
import hashlib
import pathlib
import random
import unicodedata as u

HANGUL = range(0xAC00, 0xD7A4)
CODES = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]
here = pathlib.Path(__file__).parent
lines = [f"# Unicode {u.unidata_version} (Unicode licence V3), written by tests/MusicCluster.Tests/Golden/nfkc/make_nfkc.py"]
for c in CODES:
    full = u.normalize("NFKD", chr(c))
    if c not in HANGUL and full != chr(c):
        lines.append(f"D {c:x} " + " ".join(f"{ord(x):x}" for x in full))
for c in CODES:
    if u.combining(chr(c)):
        lines.append(f"K {c:x} {u.combining(chr(c))}")
for c in CODES:
    parts = u.decomposition(chr(c)).split()
    if c in HANGUL or len(parts) != 2 or parts[0].startswith("<"):
        continue
    first, second = (int(p, 16) for p in parts)
    if u.normalize("NFC", chr(first) + chr(second)) == chr(c):
        lines.append(f"C {first:x} {second:x} {c:x}")
pathlib.Path("src/MusicCluster/Lyrics/Nfkc.txt").write_text("\n".join(lines) + "\n", encoding="ascii")

digest = hashlib.sha256()
for c in CODES:
    digest.update(u.normalize("NFKC", chr(c)).encode("utf-8") + b"\n")
(here / "every-code-point.sha256").write_text(digest.hexdigest() + "\n")

source = random.Random(6)
marks = [c for c in CODES if u.combining(chr(c))]
bases = [ord(x) for x in "aeiouAEIOUnszc가각각कガカﾞﾟｶﾊァ"] + [0x1E9B, 0x3A5, 0x391, 0xFB01, 0x2126, 0x1100, 0x1161, 0x11A8]
rows = []
for _ in range(600):
    text = "".join(chr(source.choice(marks if source.random() < 0.5 else bases)) for _ in range(source.randint(1, 7)))
    rows.append(" ".join(f"{ord(x):x}" for x in text) + "\t" + " ".join(f"{ord(x):x}" for x in u.normalize("NFKC", text)))
(here / "sequences.tsv").write_text("\n".join(rows) + "\n", encoding="ascii")
