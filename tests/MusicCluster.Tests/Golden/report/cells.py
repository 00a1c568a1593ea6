#!/usr/bin/env python3
"""The cells that a report of these tables has to show, computed without the program: writes cells.csv beside itself.

The tables are those of a small run (12 clips of the sample, 4 of them with words and a hostile genre), except that best.csv says
'better' once, so that something is marked."""
import csv, os
from decimal import Decimal, ROUND_HALF_EVEN

os.chdir(os.path.dirname(os.path.abspath(__file__)))
read = lambda name: list(csv.DictReader(open(name + ".csv", encoding="utf-8")))
evaluation = {row["key"]: row["value"] for row in read("evaluation")}
summary, models = read("summary"), read("models")
partition = lambda row: f'{row["clusterer"]} {row["parameters"]}'
collapsed = {row["representation"] for row in models if row["verdict"].startswith(("collapsed", "partly"))}
primary = evaluation["primary"].replace("/", " ")
best = {(row["metric"], f'{row["clusterer"]} {row["parameters"]}', row["representation"]) for row in read("best") if row["verdict"] == "better"}
out = []


def fixed(text, places):
    value = Decimal(float(text)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
    return str(abs(value)) if value == 0 else str(value)


def plain(text):
    try:
        number = float(text)
    except ValueError:
        return text
    return str(int(number)) if number == int(number) else fixed(text, 3)


def estimate(row):
    if row["mean"] == "":
        return "undefined"
    text = fixed(row["mean"], 3) + (f' ± {fixed(row["std"], 3)}' if row["std"] else "")
    marked = (row["metric"], partition(row), row["representation"]) in best
    interval = f' [{fixed(row["ci_low"], 2)}, {fixed(row["ci_high"], 2)}]' if row["ci_low"] else ""
    return ("**" + text + "**" if marked else text) + interval


named = lambda name: name + (" †" if name in collapsed or name.split("+")[0] in collapsed else "")


families = {"mfcc-pca": 0, "dense-vae": 1}  # handcrafted before the study's
means = {(row["representation"], row["metric"]): float(row["mean"]) for row in summary if row["mean"] and partition(row) == primary}


def ordered(names, metric="ari"):
    """Family by family, what carries lyrics behind its audio, the better first; each family here has one audio, so nothing is dominated."""
    return sorted(names, key=lambda name: (families[name.split("+")[0]], "+" in name, -means.get((name, metric), float("-inf"))))


def put(table, head, rows):
    for number, cells in enumerate([head] + rows):
        for column, text in enumerate(cells):
            out.append((table, number, column, text))


def pivot(table, metric):
    rows = [row for row in summary if row["metric"] == metric]
    columns = list(dict.fromkeys(map(partition, rows)))
    cells = {(row["representation"], partition(row)): estimate(row) for row in rows}
    names = ordered(dict.fromkeys(row["representation"] for row in rows), "reference-silhouette" if table == "reference" else "ari")
    put(table, ["representation"] + columns, [[named(name)] + [cells[name, column] for column in columns] for name in names])


def listing(table, file, without=(), keep=lambda row: True):
    rows = [row for row in read(file) if keep(row)]
    columns = [column for column in rows[0] if column not in without and any(row[column] for row in rows)]
    if columns[0] == "representation":
        names = [row["representation"] for row in rows]
        audio = [name.split("+")[0] for name in names]
        names = ordered(names) if table != "ranking" else sorted(names, key=lambda name: (audio.index(name.split("+")[0]), "+" in name))
        rows.sort(key=lambda row: names.index(row["representation"]))
    put(table, [column.replace("_", " ") for column in columns], [[plain(row[column]) for column in columns] for row in rows])


listing("corpus", "corpus")
listing("lyrics-verdicts", "lyrics-verdicts")
listing("models-trained", "training")
for table, metric in (("agreement", "ari"), ("reference", "reference-silhouette"), ("silhouette", "silhouette"), ("davies-bouldin", "davies-bouldin")):
    pivot(table, metric)
constant = ("clusterer", "parameters", "metric", "primary")
listing("baseline", "comparisons", constant, lambda row: row["primary"] == "yes")
listing("fusion", "fusion", constant)
listing("ranking", "ranking")
listing("artists", "artists", constant)
metrics = [("ari", "ARI"), ("ami", "AMI"), ("v-measure", "V-measure"), ("purity", "purity"), ("accuracy", "accuracy"),
           ("reference-silhouette", "reference silhouette"), ("silhouette", "own silhouette"), ("stability", "stability over seeds")]
own = {(row["representation"], row["metric"]): row for row in summary if partition(row) == primary}
shown = [metric for metric in metrics if any(key[1] == metric[0] and row["mean"] for key, row in own.items())]
tests = {row["representation"]: row for row in read("comparisons") if row["primary"] == "yes"}
put("results", ["representation"] + [column for _, column in shown] + ["difference", "p"], [
    [named(name)] + [estimate(own[name, metric]) for metric, _ in shown]
    + ([plain(tests[name]["difference"]), plain(tests[name]["p_adjusted"])] if name in tests else ["", ""])
    for name in ordered(dict.fromkeys(key[0] for key in own))])
with open("cells.csv", "w", encoding="utf-8", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["table", "row", "column", "text"])
    writer.writerows(out)
