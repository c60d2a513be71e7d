"""Reads the corpus that finding is learned from: banks of stories with graded questions, questions with their labels, and what themes sound like."""

import glob
import json
import pathlib
import re
import tomllib

import torch

PRINCIPLES = (
    "customer-obsession ownership invent-and-simplify are-right-a-lot learn-and-be-curious hire-and-develop-the-best "
    "insist-on-the-highest-standards think-big bias-for-action frugality earn-trust dive-deep "
    "have-backbone-disagree-and-commit deliver-results strive-to-be-earths-best-employer "
    "success-and-scale-bring-broad-responsibility"
).split()
BUCKETS = "technical learning-failure getting-things-done conflict ambiguity".split()
FORMS = "event habit opinion".split()
LONGEST = 128  # word pieces of a sentence or question that are read
END = re.compile(r"(?<=[.!?])[\"')]*\s+(?=[\"'(A-Z0-9])")


def sentences(text):
    """The sentences of a story, as good as the program's own for this use."""
    return [s for part in text.split("\n") for s in END.split(part.strip()) if s.strip()]


def lines(path):
    return [json.loads(line) for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


def themes(root):
    """The names of all themes, in the program's order."""
    return [line.split("\t")[0] for line in pathlib.Path(f"{root}/crates/retrieve/data/themes.tsv").read_text(encoding="utf-8").splitlines()]


def ones(names, known):
    out = torch.zeros(len(known))
    for name in names:
        out[known.index(name)] = 1
    return out


def shares(principles):
    """How much of a question is about each principle: the main one most."""
    out = torch.zeros(len(PRINCIPLES))
    for n, principle in enumerate(principles):
        out[PRINCIPLES.index(principle)] = 1.0 if n == 0 else 0.35
    return out / out.sum().clamp(min=1)


class Question:
    """A question with its labels as numbers. `grade` is there only in a bank: 0 to 3 for each of its stories."""

    def __init__(self, row, known, group):
        self.id, self.group, self.text = row["id"], group, row.get("question") or row["text"]
        self.wording = row.get("wording", "tricky" if row.get("tricky") else "plain")
        self.main = PRINCIPLES.index(row["principles"][0])
        self.principles = shares(row["principles"])
        self.bucket, self.form, self.themes = BUCKETS.index(row["bucket"]), FORMS.index(row["form"]), ones(row["themes"], known)


class Story:
    def __init__(self, row, known):
        self.id, self.title, self.text = row["id"], row["title"], row["text"]
        self.parts = [row["title"], *sentences(row["text"])]
        self.stated = [PRINCIPLES.index(p) for p in row["principles"]]
        self.principles, self.themes = ones(row["principles"], PRINCIPLES), ones(row["themes"], known)


class Bank:
    """One persona's stories and the questions graded against them."""

    def __init__(self, path, known):
        self.name = pathlib.Path(path).name.split(".")[0]
        self.stories = [Story(row, known) for row in lines(path)]
        place = {s.id: n for n, s in enumerate(self.stories)}
        rows = lines(path.replace(".stories.", ".questions."))
        self.questions = [Question(row, known, self.name) for row in rows]
        for q, row in zip(self.questions, rows):
            q.grade = torch.zeros(len(self.stories))
            for story, grade in row["grades"].items():
                q.grade[place[story]] = grade


def banks(root, part):
    return [Bank(path, themes(root)) for path in sorted(glob.glob(f"{root}/corpus/retrieval/{part}/*.stories.jsonl"))]


def questions(root, part):
    """Questions without a bank; for training those that the program ships too."""
    known = themes(root)
    out = [Question(row, known, pathlib.Path(p).stem) for p in sorted(glob.glob(f"{root}/corpus/questions/{part}/*.jsonl")) for row in lines(p)]
    if part == "train":
        for path in sorted(glob.glob(f"{root}/content/questions/*.toml")):
            for row in tomllib.loads(pathlib.Path(path).read_text(encoding="utf-8"))["question"]:
                out.append(Question(row, known, "content"))
    return out


class Sound:
    """A short text that a theme is asked for or shown with."""

    def __init__(self, row, known):
        self.text, self.asks = row["text"], row["kind"] == "question"
        self.themes = ones([row["theme"], *row["also"]], known)


def sounds(root):
    known = themes(root)
    return [Sound(row, known) for path in sorted(glob.glob(f"{root}/corpus/retrieval/themes/*.jsonl")) for row in lines(path)]


class Told:
    """A telling of the review corpus: of it are known the question it was told for and the principles that question probes."""

    def __init__(self, row, most=14):
        self.parts, self.principles = sentences(row["text"])[:most], ones(row["principles"], PRINCIPLES)


def answers(root, most=30, least=10):
    """The review corpus as banks: one telling of each event of a writer, and the question it was told for."""
    out = []
    for path in sorted(glob.glob(f"{root}/corpus/train/*.jsonl")):
        events = {}
        for row in lines(path):
            known = events.get(row["event"])
            if row["question"] and (known is None or len(row["text"]) > len(known["text"])):
                events[row["event"]] = row
        rows = list({row["question"]: row for row in events.values()}.values())
        for start in range(0, len(rows), most):
            some = rows[start : start + most]
            if len(some) >= least:
                out.append(Tellings(some))
    return out


class Tellings:
    def __init__(self, rows):
        self.stories, self.questions = [Told(row) for row in rows], [Asked(row, n, len(rows)) for n, row in enumerate(rows)]


class Asked:
    def __init__(self, row, place, count):
        self.text, self.principles, self.grade = row["question"], shares(row["principles"]), torch.zeros(count)
        self.grade[place] = 3
