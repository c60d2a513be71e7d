"""Reads the labelled answers and their sentences, as the program cuts them (`cargo xtask sentences`)."""

import collections
import glob
import json
import subprocess

import torch

BEATS = "context role problem obstacle options action result learning".split()
FEET = [50000, 25000, 15000, 5000, 0]
LEVELS = "L4 L5 L6 L7 L8".split()
PRINCIPLES = (
    "customer-obsession ownership invent-and-simplify are-right-a-lot learn-and-be-curious hire-and-develop-the-best "
    "insist-on-the-highest-standards think-big bias-for-action frugality earn-trust dive-deep "
    "have-backbone-disagree-and-commit deliver-results strive-to-be-earths-best-employer "
    "success-and-scale-bring-broad-responsibility"
).split()
# Labels on fewer answers are not learned, nor are marks quoted on fewer.
LEAST_LABELS, LEAST_QUOTES = 8, 12
UNKNOWN = -100  # a sentence nobody read the beat of
LONGEST = 128  # tokens of a sentence that are read


def files(root):
    return sorted(glob.glob(f"{root}/corpus/train/*.jsonl") + glob.glob(f"{root}/corpus/dev/*.jsonl"))


def rows(root):
    return [json.loads(line) for name in files(root) for line in open(name, encoding="utf-8")]


def sentences(root):
    """The names of the cues, and spans and cues of every answer by its id, from the program itself."""
    out = subprocess.run(["cargo", "xtask", "sentences", *files(root)], cwd=root, check=True, capture_output=True, text=True)
    names, *rows = map(json.loads, out.stdout.splitlines())
    return names["cues"], {row["id"]: row for row in rows}


class Labels:
    """The labels that are learned: `answer` for the whole, `marks` for the sentence that is quoted."""

    def __init__(self, answers):
        given, quoted = collections.Counter(), collections.Counter()
        for row in answers:
            both = row["flaws"] + row["strengths"]
            given.update({x["rule"] for x in both})
            quoted.update({x["rule"] for x in both if x["quote"]})
        rules = sorted(rule for rule, n in given.items() if n >= LEAST_LABELS)
        self.answer = [*rules, "meets", "raises"]
        self.marks = sorted(rule for rule, n in quoted.items() if n >= LEAST_QUOTES and rule in rules)


class Answer:
    """One answer as tensors."""

    def __init__(self, row, cut, labels, tokenizer):
        text = row["text"].encode()
        spans = cut["spans"]
        self.id, self.writer = row["id"], row["writer"]
        self.twin, self.side = row.get("twin"), row.get("side")
        self.sentences = [" ".join(text[a:b].decode().split()) for a, b in spans]
        told = [*self.sentences, row["question"] or ""]
        self.ids = [tokenizer(s, truncation=True, max_length=LONGEST)["input_ids"] for s in told]
        self.cues = torch.tensor(cut["cues"])
        self.marks = torch.zeros(len(spans), len(labels.marks))
        for x in row["flaws"] + row["strengths"]:
            if x["quote"] and x["rule"] in labels.marks:
                start = text.find(x["quote"].encode())
                end = start + len(x["quote"].encode())
                for i, (a, b) in enumerate(spans):
                    if a < end and start < b:
                        self.marks[i, labels.marks.index(x["rule"])] = 1
        self.beats = torch.full((len(spans),), UNKNOWN)
        self.feet = torch.full((len(spans),), UNKNOWN)
        for i, (a, b) in enumerate(spans):
            overlap = lambda s: min(b, s["span"][1]) - max(a, s["span"][0])
            best = max(row.get("sentences") or [], key=overlap, default=None)
            if best and overlap(best) > 0:
                self.beats[i], self.feet[i] = BEATS.index(best["beat"]), FEET.index(best["feet"])
        given = {x["rule"] for x in row["flaws"] + row["strengths"]}
        verdict = {"meets": row["overall"] != "below", "raises": row["overall"] == "raises"}
        self.labels = torch.tensor([float(verdict.get(label, label in given)) for label in labels.answer])
        self.asked = torch.zeros(len(LEVELS) + len(PRINCIPLES))
        if row.get("level"):
            self.asked[LEVELS.index(row["level"])] = 1
        for principle in row["principles"]:
            self.asked[len(LEVELS) + PRINCIPLES.index(principle)] = 1


def pairs(answers):
    """Twins together, the rest alone: what a batch is made of."""
    by_id = {a.id: a for a in answers}
    seen, out = set(), []
    for answer in answers:
        if answer.id not in seen:
            group = [answer] + ([by_id[answer.twin]] if answer.twin in by_id else [])
            seen.update(a.id for a in group)
            out.append(group)
    return out
