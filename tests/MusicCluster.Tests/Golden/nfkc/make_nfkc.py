"""Writes sequences.tsv: letters and marks in random order, and their NFKC by Python's unicodedata, of characters that Unicode 3.2 has.

The library that the program uses knows Unicode 10; what 3.2 has is the same in every later version.
Run from the repository's root: python3 tests/MusicCluster.Tests/Golden/nfkc/make_nfkc.py
"""
import pathlib
import random
import unicodedata

u = unicodedata.ucd_3_2_0
source = random.Random(6)
marks = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000 and u.combining(chr(c)) and u.combining(chr(c)) == unicodedata.combining(chr(c))]
bases = [ord(x) for x in "aeiouAEIOUnszc가각각カガｶﾞﾟｶﾊァ"] + [0x1E9B, 0x3A5, 0x391, 0xFB01, 0x2126, 0x1100, 0x1161, 0x11A8]
rows = []
for _ in range(600):
    text = "".join(chr(source.choice(marks if source.random() < 0.5 else bases)) for _ in range(source.randint(1, 7)))
    rows.append(" ".join(f"{ord(x):x}" for x in text) + "\t" + " ".join(f"{ord(x):x}" for x in unicodedata.normalize("NFKC", text)))
(pathlib.Path(__file__).parent / "sequences.tsv").write_text("\n".join(rows) + "\n", encoding="ascii")
