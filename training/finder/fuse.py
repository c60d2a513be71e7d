"""Fits what joins words and meaning, on what the finder made of the dev parts, which it has not learned from (`train.py`), and writes the tables of
crates/retrieve/data. Prints what each part reaches there.

    fuse.py            fit and write
    fuse.py --dry-run  only print
    fuse.py --signs    print what each sign reaches alone, too
"""

import argparse
import collections
import json
import math
import pathlib
import re

import torch
import torch.nn.functional as F

import data
from train import ROOT, rank

DATA = ROOT / "crates/retrieve/data"
SIGNS = ["words", "best", "three", "whole", "title", "themes", "shown", "stated"]
# Where a candidate states no principles, the two likeliest ones stand in for them: "guessed".
LEXICAL = ["words", "stated"]
SOURCE = (ROOT / "crates/retrieve/src/words.rs").read_text(encoding="utf-8")
EMPTY = set(re.search(r'EMPTY: &str = "(.*?)";', SOURCE, re.S).group(1).replace("\\\n", " ").split())
ENDINGS = [(e, int(n), i) for e, n, i in re.findall(r'\("(\w+)", (\d), "(\w*)"\)', SOURCE)]


def stem(word):
    """As `crates/retrieve/src/words.rs` does it: its lists are read from there."""
    if not word.isascii():
        return word
    for ending, left, instead in ENDINGS:
        if len(word) >= len(ending) + left and word.endswith(ending) and not word.endswith("ss"):
            word = word[: -len(ending)] + instead
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "lseo":
        return word[:-1]
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def terms(text):
    out = []
    for word in re.findall(r"[^\W_](?:[^\W_]|['’])*", text):
        word = re.split("['’]", word)[0].lower()
        if word and word not in EMPTY:
            out.append(stem(word))
    return out


def features(question):
    words = terms(question)
    out = set(words) | {f"{a}_{b}" for a, b in zip(words, words[1:])}
    for sentence in re.split(r"[.?!;:]", question):
        first = re.findall(r"[^\W_]+", sentence)[:2]
        if first:
            out.add("^" + "_".join([*(w.lower() for w in first), ""][:2]))
    return out


def bm25(questions, texts):
    docs = [collections.Counter(terms(t)) for t in texts]
    having, count = collections.Counter(w for d in docs for w in d), len(docs)
    lengths = [sum(d.values()) for d in docs]
    average, out = sum(lengths) / count, torch.zeros(len(questions), count)
    for i, question in enumerate(questions):
        most = 0.0
        for word in set(terms(question)):
            rarity = math.log(1 + (count - having[word] + 0.5) / (having[word] + 0.5))
            most += rarity * 2.2
            for j, doc in enumerate(docs):
                if word in doc:
                    out[i, j] += rarity * doc[word] * 2.2 / (doc[word] + 1.2 * (0.25 + 0.75 * lengths[j] / average))
        out[i] /= max(most, 1e-9)
    return out


class Words:
    """A linear table over the words of a question: odds by principle, bucket, form."""

    def __init__(self, questions, least=2, decay=3e-3, steps=250):
        counts = collections.Counter(f for q in questions for f in features(q.text))
        self.place = {f: n for n, f in enumerate(sorted(f for f, n in counts.items() if n >= least))}
        x = torch.stack([self.row(q.text) for q in questions])
        sizes = [len(data.PRINCIPLES), len(data.BUCKETS), len(data.FORMS)]
        self.weight, self.bias = torch.zeros(x.shape[1], sum(sizes), requires_grad=True), torch.zeros(sum(sizes), requires_grad=True)
        gold = torch.stack([q.principles for q in questions])
        bucket, form = torch.tensor([q.bucket for q in questions]), torch.tensor([q.form for q in questions])
        optimizer = torch.optim.Adam([self.weight, self.bias], lr=0.03)
        for _ in range(steps):
            p, b, f = (x @ self.weight + self.bias).split(sizes, -1)
            loss = -(gold * p.log_softmax(-1)).sum(-1).mean() + F.cross_entropy(b, bucket) + F.cross_entropy(f, form)
            loss = loss + decay * self.weight.square().sum() / len(sizes)
            optimizer.zero_grad(), loss.backward(), optimizer.step()
        self.weight, self.bias, self.sizes = self.weight.detach(), self.bias.detach(), sizes

    def row(self, text):
        x = torch.zeros(len(self.place))
        for f in features(text):
            if f in self.place:
                x[self.place[f]] = 1
        return x

    def odds(self, texts):
        return (torch.stack([self.row(t) for t in texts]) @ self.weight + self.bias).split(self.sizes, -1)

    def save(self, path, least=0.05):
        short = lambda row: " ".join(str(round(x * 100)) for x in row.tolist())
        rows = [f"*\t{short(self.bias)}"] + [f"{f}\t{short(self.weight[n])}" for f, n in sorted(self.place.items()) if self.weight[n].abs().max() >= least]
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def stated(shares, stories):
    """How much of what each question probes is among the principles of each story, the main one first."""
    out = torch.zeros(len(shares), len(stories))
    for n, principles in enumerate(stories):
        for k, principle in enumerate(principles):
            out[:, n] += shares[:, principle] * (1.0 if k == 0 else 0.6)
    return out.clamp(max=1)


def fit_ranks(cases, names, steps=400):
    """Weights of the signs by the order they give, then scale and bias by the chance of a good answer. A case is (signs, questions)."""
    x = [torch.stack([signs[n] for n in names], -1) for signs, _ in cases]
    raw = torch.full((len(names),), 1.0, requires_grad=True)
    optimizer = torch.optim.Adam([raw], lr=0.05)
    gains = [torch.stack([torch.tensor([0.0, 0.15, 0.5, 1.0])[q.grade.long()] for q in qs]) for _, qs in cases]
    for _ in range(steps):
        loss = 0.002 * raw.square().sum()
        for rows, gain in zip(x, gains):
            some = gain.sum(-1) > 0
            share = gain[some] / gain[some].sum(-1, keepdim=True)
            loss = loss - (share * (rows[some] @ F.softplus(raw)).log_softmax(-1)).sum(-1).mean() / len(x)
        optimizer.zero_grad(), loss.backward(), optimizer.step()
    weights = F.softplus(raw).detach()
    flat = torch.cat([(rows @ weights).flatten() for rows in x])
    good = torch.cat([(torch.stack([q.grade for q in qs]) >= 2).float().flatten() for _, qs in cases])
    scale, bias = torch.ones((), requires_grad=True), torch.full((), -3.0, requires_grad=True)
    optimizer = torch.optim.Adam([scale, bias], lr=0.03)
    for _ in range(steps):
        loss = F.binary_cross_entropy_with_logits(scale * (flat - flat.mean()) + bias, good)
        optimizer.zero_grad(), loss.backward(), optimizer.step()
    scale, bias = scale.detach(), bias.detach() - scale.detach() * flat.mean()
    return weights * scale, bias


FITS = ["top", "lead", "above", "themes", "best", "covered", "peak"]


def covered(wanted, had, there):
    """How much of the kinds of event that each question asks for any story shows: of all of them, and of the likeliest."""
    most = torch.where(there[:, :, None], had[None], torch.zeros(())).amax(1)
    return (wanted * most).sum(-1) / wanted.sum(-1), most.gather(1, wanted.argmax(-1, keepdim=True))[:, 0]


def fit_signs(signs, questions, names, weights, bias, there=None):
    """What tells whether the best story fits, and the odds of all. `there` says for each question which stories are in the bank."""
    odds = torch.stack([signs[n] for n in names], -1) @ weights + bias
    there = torch.ones_like(odds, dtype=torch.bool) if there is None else there
    ranked, place = torch.where(there, odds, torch.full((), -1e4)).sort(-1, descending=True)
    first = place[:, 0]
    at = lambda name: signs[name][torch.arange(len(first)), first] if name in names else torch.zeros(len(first))
    themes = covered(signs["wanted"], signs["had"], there) if "themes" in names else (torch.zeros(len(first)),) * 2
    return torch.stack([ranked[:, 0], ranked[:, 0] - ranked[:, 1], ranked[:, 0] - ranked[:, :10].mean(-1), at("themes"), at("best"), *themes], -1), odds


def fit_pass(cases, names, weights, bias, steps=800):
    """Weights of what tells whether anything fits. Few questions have no story, so each that has one is asked a second time of the same bank
    without the stories that answer it. The cut is set on questions as they are."""
    rows, gold, plain, plain_gold = [], [], [], []
    for signs, questions in cases:
        grade = torch.stack([q.grade for q in questions])
        x, _ = fit_signs(signs, questions, names, weights, bias)
        fits = (grade.amax(-1) > 0).float()
        without, _ = fit_signs(signs, questions, names, weights, bias, grade == 0)
        answered = fits > 0
        plain, plain_gold = [*plain, x], [*plain_gold, fits]
        rows, gold = [*rows, x, without[answered]], [*gold, fits, torch.zeros(int(answered.sum()))]
    x, fits = torch.cat(rows), torch.cat(gold)
    mean, spread = x.mean(0), x.std(0) + 1e-6
    z, w, b = (x - mean) / spread, torch.zeros(x.shape[1], requires_grad=True), torch.zeros((), requires_grad=True)
    optimizer = torch.optim.Adam([w, b], lr=0.03)
    for _ in range(steps):
        loss = F.binary_cross_entropy_with_logits(z @ w + b, fits) + 0.003 * w.square().sum()
        optimizer.zero_grad(), loss.backward(), optimizer.step()
    w, b = w.detach() / spread, b.detach() - (w.detach() * mean / spread).sum()
    # Where to cut: the odds that tell apart best those that nothing fits.
    odds, true = torch.cat(plain) @ w + b, torch.cat(plain_gold) == 0
    best = max(sorted(odds.tolist()), key=lambda cut: f1(odds < cut, true))
    return w, b - best


def f1(found, true):
    hit = float((found & true).sum())
    return 2 * hit / max(float(found.sum() + true.sum()), 1e-9)


def reached(cases, names, weights, bias, w, b):
    """The first story and nDCG@5 where one fits, and how well it is told where none does."""
    ranks, passed, none = [], [], []
    for signs, questions in cases:
        x, odds = fit_signs(signs, questions, names, weights, bias)
        passed, none = [*passed, x @ w + b < 0], [*none, torch.stack([q.grade for q in questions]).amax(-1) == 0]
        ranks += [rank(row, q.grade) for row, q in zip(odds, questions) if q.grade.max() > 0]
    first, ndcg = (sum(r) / len(ranks) for r in zip(*ranks))
    return f"first {first:.3f}, nDCG@5 {ndcg:.3f}, passing F1 {f1(torch.cat(passed), torch.cat(none)):.3f} of {len(ranks)}"


def look(tagged):
    """Shares of right main principles, of right ones among three, of right buckets and forms, for a list of (questions, odds)."""
    got, count = [0, 0, 0, 0], 0
    for questions, (p, b, f) in tagged:
        for n, q in enumerate(questions):
            order = p[n].argsort(descending=True).tolist()
            hits = [order[0] == q.main, q.main in order[:3], int(b[n].argmax()) == q.bucket, int(f[n].argmax()) == q.form]
            got, count = [x + y for x, y in zip(got, hits)], count + 1
    return [round(x / count, 3) for x in got]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--signs", action="store_true", help="print what each sign reaches alone, too")
    args = parser.parse_args()
    torch.manual_seed(7)
    banks = {b.name: b for b in data.banks(ROOT, "dev")}
    loose = {q.id: q for q in data.questions(ROOT, "dev")}
    words = Words([q for b in data.banks(ROOT, "train") for q in b.questions] + data.questions(ROOT, "train"))

    tagged, cases = [], {}
    for row in data.lines(ROOT / "training/finder/out/dev.jsonl"):
        questions = banks[row["bank"]].questions if "bank" in row else [loose[i] for i in row["questions"]]
        asked, lexical = [torch.tensor(row[k]) for k in ["principles", "buckets", "forms"]], words.odds([q.text for q in questions])
        tagged.append((questions, asked, lexical))
        if "bank" in row:
            bank = banks[row["bank"]]
            signs = {n: torch.tensor(row[n]) for n in SIGNS if n in row}
            signs["words"] = bm25([q.text for q in questions], [f"{s.title}\n{s.text}" for s in bank.stories])
            shares = asked[0].softmax(-1), lexical[0].softmax(-1)
            guessed = torch.tensor(row["guessed"]).topk(2, -1).indices.tolist()
            signs |= {"guessed": stated(shares[0], guessed), "wanted": torch.tensor(row["wanted"]), "had": torch.tensor(row["had"])}
            cases[bank.name] = [signs | {"stated": stated(share, [s.stated for s in bank.stories])} for share in shares], questions
    print("tagging: main principle first, among three, bucket, form")
    print("  words alone", look([(q, w) for q, _, w in tagged]))
    for share in [0.0, 0.2, 0.35, 0.5, 0.7, 1.0]:
        print(f"  and {share} of words", look([(q, [x + share * y for x, y in zip(a, w)]) for q, a, w in tagged]))

    for tier, names in [(0, SIGNS), (1, LEXICAL), (0, [*SIGNS[:-1], "guessed"]), *((0, [name]) for name in [*SIGNS, "guessed"] if args.signs)]:
        every = [(signs[tier], qs) for signs, qs in cases.values()]
        weights, bias = fit_ranks(every, names)
        w, b = fit_pass(every, names, weights, bias)
        print(f"finding by {'+'.join(names)}: {reached(every, names, weights, bias, w, b)}")
        if len(names) > 1:
            apart = []
            for n, one in enumerate(every):
                others = every[:n] + every[n + 1 :]
                ranks = fit_ranks(others, names)
                apart.append(reached([one], names, *ranks, *fit_pass(others, names, *ranks)))
            print("  each bank by the weights of the others:", "; ".join(f"{name} {said}" for name, said in zip(cases, apart)))
        if names in (SIGNS, LEXICAL):
            rows = dict(zip(names, weights.tolist())) | {"bias": bias.item(), "fits:bias": b.item()} | {f"fits:{n}": v for n, v in zip(FITS, w.tolist())}
            print(" ", {n: round(v, 2) for n, v in rows.items()})
            if not args.dry_run:
                (DATA / ("fusion.tsv" if names == SIGNS else "fusion-words.tsv")).write_text("".join(f"{n}\t{v:.4f}\n" for n, v in rows.items()))
    if not args.dry_run:
        words.save(DATA / "words.tsv")


if __name__ == "__main__":
    main()
