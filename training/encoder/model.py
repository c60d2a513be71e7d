"""The network: a sentence encoder (MiniLM) and, over the sentence vectors of one answer, a small attention head."""

import torch
import torch.nn as nn
import torch.nn.functional as F

from data import BEATS, FEET, LEVELS, PRINCIPLES, UNKNOWN

WIDTH = 384  # of a sentence vector
DIM, HEADS, LAYERS = 160, 4, 2  # of the attention head


class Layer(nn.Module):
    """One layer of attention, norms first."""

    def __init__(self, drop):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(DIM), nn.LayerNorm(DIM)
        self.qkv, self.out = nn.Linear(DIM, 3 * DIM), nn.Linear(DIM, DIM)
        self.up, self.down = nn.Linear(DIM, 2 * DIM), nn.Linear(2 * DIM, DIM)
        self.drop = nn.Dropout(drop)

    def forward(self, h, mask):
        b, s, _ = h.shape
        q, k, v = self.qkv(self.norm1(h)).view(b, s, 3, HEADS, DIM // HEADS).permute(2, 0, 3, 1, 4)
        score = (q @ k.transpose(-1, -2)) * (DIM // HEADS) ** -0.5
        score = score.masked_fill(~mask[:, None, None, :], -1e4).softmax(-1)
        h = h + self.drop(self.out((self.drop(score) @ v).transpose(1, 2).reshape(b, s, DIM)))
        return h + self.drop(self.down(self.drop(F.gelu(self.up(self.norm2(h))))))


class Head(nn.Module):
    """Reads beats, heights and marks of each sentence and the labels of the whole answer off the sentence vectors."""

    def __init__(self, cues, labels, drop=0.2):
        super().__init__()
        self.sentence, self.cue = nn.Linear(WIDTH, DIM), nn.Linear(cues, DIM)
        self.question, self.asked = nn.Linear(WIDTH, DIM), nn.Linear(len(LEVELS) + len(PRINCIPLES), DIM)
        self.layers = nn.ModuleList(Layer(drop) for _ in range(LAYERS))
        self.norm = nn.LayerNorm(DIM)
        self.beat, self.feet, self.mark = nn.Linear(DIM, len(BEATS)), nn.Linear(DIM, len(FEET)), nn.Linear(DIM, len(labels.marks))
        self.whole, self.label = nn.Linear(3 * DIM, DIM), nn.Linear(DIM, len(labels.answer))
        # A label that is quoted leans on its best mark.
        self.tie = nn.Parameter(torch.full((len(labels.marks),), 0.3))
        self.register_buffer("tied", torch.tensor([labels.answer.index(m) for m in labels.marks]))
        self.drop = nn.Dropout(drop)

    def forward(self, vectors, cues, question, asked, mask):
        unit = lambda v: self.drop(F.normalize(v, dim=-1) * 10)
        h = self.sentence(unit(vectors)) + self.cue(self.drop(cues))
        q = self.question(unit(question)) + self.asked(asked)
        h = torch.cat([q[:, None], h], 1)
        seen = torch.cat([torch.ones_like(mask[:, :1]), mask], 1)
        for layer in self.layers:
            h = layer(h, seen)
        h = self.norm(h)
        first, rest, real = h[:, 0], h[:, 1:], mask[..., None]
        mean = (rest * real).sum(1) / real.sum(1).clamp(min=1)
        most = rest.masked_fill(~real, -1e4).max(1).values
        marks = self.mark(rest)
        best = marks.masked_fill(~real, -1e4).max(1).values
        whole = self.label(self.drop(F.gelu(self.whole(self.drop(torch.cat([first, mean, most], -1))))))
        whole = whole.index_add(1, self.tied, self.tie * (best + 3))
        return self.beat(rest), self.feet(rest), marks, whole


def losses(out, batch, answers):
    beat, feet, marks, whole = out
    cross = lambda logits, gold: F.cross_entropy(logits.flatten(0, 1), gold.flatten(), ignore_index=UNKNOWN, label_smoothing=0.05)
    loss = 15 * F.binary_cross_entropy_with_logits(marks[batch.mask], batch.marks[batch.mask])
    if (batch.beats >= 0).any():
        loss = loss + cross(beat, batch.beats) + 0.5 * cross(feet, batch.feet)
    loss = loss + 15 * F.binary_cross_entropy_with_logits(whole, batch.labels)
    loss = loss + F.binary_cross_entropy_with_logits(whole[:, -2:], batch.labels[:, -2:])
    place = {a.id: i for i, a in enumerate(answers)}
    for a in answers:
        if a.side == "weak" and a.twin in place:
            weak, strong = whole[place[a.id], -2:].sum(), whole[place[a.twin], -2:].sum()
            loss = loss + 0.1 * F.softplus(weak - strong)
    return loss


def embedding_loss(batch, base):
    """Keeps the vectors fit for search: how near each question lies to each sentence stays what the base model says, and a question lies nearer
    to its own answer than to the others of the batch."""
    unit = lambda v: F.normalize(v, dim=-1)
    sentences, questions = unit(batch.vectors[batch.mask]), unit(batch.question)
    near = questions @ sentences.T
    with torch.no_grad():
        before = unit(base.question) @ unit(base.vectors[batch.mask]).T
    owner = batch.mask.nonzero()[:, 0]
    best = torch.stack([near.masked_fill(owner[None] != i, -1).topk(min(3, int((owner == i).sum())), 1).values.mean(1) for i in range(len(questions))], 1)
    return 2 * F.mse_loss(near, before) + 0.3 * F.cross_entropy(best * 15, torch.arange(len(questions)))


class Batch:
    """Answers side by side, padded to the longest."""

    def __init__(self, answers, vectors):
        most, pad = max(len(a.sentences) for a in answers), lambda x, n, value=0: F.pad(x, (0, 0) * (x.dim() - 1) + (0, n - len(x)), value=value)
        parts, questions, at = [], [], 0
        for a in answers:
            n = len(a.sentences)
            parts.append(pad(vectors[at : at + n], most))
            questions.append(vectors[at + n])
            at += n + 1
        self.vectors, self.question = torch.stack(parts), torch.stack(questions)
        self.mask = torch.stack([torch.arange(most) < len(a.sentences) for a in answers])
        self.cues = torch.stack([pad(a.cues, most) for a in answers])
        self.beats = torch.stack([pad(a.beats, most, UNKNOWN) for a in answers])
        self.feet = torch.stack([pad(a.feet, most, UNKNOWN) for a in answers])
        self.marks = torch.stack([pad(a.marks, most) for a in answers])
        self.labels = torch.stack([a.labels for a in answers])
        self.asked = torch.stack([a.asked for a in answers])

    def forgetful(self):
        """Now and then without question, level or principles: a user may leave them out."""
        n, levels = len(self.question), len(LEVELS)
        keep = lambda share: (torch.rand(n, 1) < share).float()
        self.question = self.question * keep(0.9)
        self.asked = torch.cat([self.asked[:, :levels] * keep(0.7), self.asked[:, levels:] * keep(0.5)], 1)
        return self

    def inputs(self):
        return self.vectors, self.cues, self.question, self.asked, self.mask
