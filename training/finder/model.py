"""The finder: upper layers of its own over the encoder's lower ones, what is read off its vectors, and what it learns from."""

import copy

import torch
import torch.nn as nn
import torch.nn.functional as F

from data import BUCKETS, FORMS, PRINCIPLES

FROZEN = 3  # layers shared with the reviewer's encoder, which stay as they are
WIDTH = 384


def run(layer, x, mask):
    x = layer(x, mask)
    return x[0] if isinstance(x, tuple) else x


class Trunk:
    """Texts as the shared layers leave them; each is run once."""

    def __init__(self, network, ids):
        self.network, self.ids, self.kept = network, ids, {}

    def add(self, texts, chunk=64):
        new = sorted({t for t in texts if t not in self.kept}, key=len)
        for start in range(0, len(new), chunk):
            some = new[start : start + chunk]
            ids = [self.ids(t) for t in some]
            longest = max(map(len, ids))
            mask = torch.tensor([[0.0] * len(i) + [-1e4] * (longest - len(i)) for i in ids])[:, None, None]
            with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
                h = self.network.embeddings(input_ids=torch.tensor([i + [0] * (longest - len(i)) for i in ids]))
                for layer in self.network.encoder.layer[:FROZEN]:
                    h = run(layer, h, mask)
            for text, row, i in zip(some, h, ids):
                self.kept[text] = row[: len(i)].to(torch.bfloat16).clone()


class Finder(nn.Module):
    def __init__(self, network, themes, drop=0.1):
        super().__init__()
        self.layers = copy.deepcopy(network.encoder.layer[FROZEN:])
        self.drop = nn.Dropout(drop)
        self.fresh_heads(themes)

    def fresh_heads(self, themes):
        head = lambda out, bias=0.0: self.started(nn.Linear(WIDTH, out), bias)
        # What a question asks for.
        self.principles, self.bucket, self.form, self.themes = head(len(PRINCIPLES)), head(len(BUCKETS)), head(len(FORMS)), head(themes, -4.0)
        # What a sentence of a story shows.
        self.shown, self.proved = head(themes, -5.0), head(len(PRINCIPLES), -3.0)
        # What the whole adds to that: the direction of all its sentences together.
        self.shown_whole, self.proved_whole = head(themes), head(len(PRINCIPLES))
        self.mix = nn.Parameter(torch.tensor([10.0, 5.0, 2.0, 2.0]))

    @staticmethod
    def started(layer, bias):
        nn.init.normal_(layer.weight, std=0.01), nn.init.constant_(layer.bias, bias)
        return layer

    def heads(self):
        return [p for name, p in self.named_parameters() if not name.startswith("layers.")]

    def vectors(self, trunk, texts, chunk=96):
        order, out = sorted(range(len(texts)), key=lambda i: len(trunk.kept[texts[i]])), [None] * len(texts)
        for start in range(0, len(order), chunk):
            some = order[start : start + chunk]
            longest = max(len(trunk.kept[texts[i]]) for i in some)
            x, seen = torch.zeros(len(some), longest, WIDTH), torch.zeros(len(some), longest)
            for n, i in enumerate(some):
                h = trunk.kept[texts[i]]
                x[n, : len(h)], seen[n, : len(h)] = h.float(), 1
            with torch.autocast("cpu", dtype=torch.bfloat16):
                for layer in self.layers:
                    x = run(layer, x, (1 - seen)[:, None, None] * -1e4)
            mean = (x.float() * seen[..., None]).sum(1) / seen.sum(1, keepdim=True)
            for n, i in enumerate(some):
                out[i] = mean[n]
        return torch.stack(out)

    def unit(self, v):
        return self.drop(F.normalize(v, dim=-1) * 10)

    def asked(self, v):
        u = self.unit(v)
        return self.principles(u), self.bucket(u), self.form(u), self.themes(u)

    def told(self, v, owner, count):
        """What stories show: the best of their sentences, softly, and the whole."""
        u, whole = self.unit(v), self.unit(mean_of(v, owner, count))
        return soft_most(self.shown(u), owner, count) + self.shown_whole(whole), soft_most(self.proved(u), owner, count) + self.proved_whole(whole)

    def scores(self, q, asked, v, owner, count, told):
        """How well each story answers each question."""
        qn, vn = F.normalize(q, dim=-1), F.normalize(v, dim=-1)
        best = soft_most((qn @ vn.T * 20).T, owner, count).T / 20
        mean = F.normalize(mean_of(v, owner, count), dim=-1)
        themes = torch.sigmoid(asked[3]) @ torch.sigmoid(told[0]).T
        principles = asked[0].softmax(-1) @ torch.sigmoid(told[1]).T
        m = F.softplus(self.mix)
        return m[0] * best + m[1] * (qn @ mean.T) + m[2] * themes + m[3] * principles


def mean_of(v, owner, count):
    return torch.zeros(count, v.shape[1]).index_add(0, owner, F.normalize(v, dim=-1))


def soft_most(x, owner, count):
    """For each owner the soft maximum of its rows."""
    big = x.detach().amax()
    return torch.log(torch.zeros(count, x.shape[1]).index_add(0, owner, torch.exp(x - big)) + 1e-9) + big


def probed_loss(principles, questions):
    return -(torch.stack([q.principles for q in questions]) * principles.log_softmax(-1)).sum(-1).mean()


def asked_loss(asked, questions):
    principles, bucket, form, themes = asked
    loss = probed_loss(principles, questions)
    loss = loss + 0.7 * F.cross_entropy(bucket, torch.tensor([q.bucket for q in questions]), label_smoothing=0.05)
    loss = loss + 0.3 * F.cross_entropy(form, torch.tensor([q.form for q in questions]))
    return loss + 25 * F.binary_cross_entropy_with_logits(themes, torch.stack([q.themes for q in questions]))


def told_loss(told, stories, themed):
    loss = 3 * F.binary_cross_entropy_with_logits(told[1], torch.stack([s.principles for s in stories]))
    return loss + 15 * F.binary_cross_entropy_with_logits(told[0], torch.stack([s.themes for s in stories])) if themed else loss


def sound_loss(finder, v, sounds):
    """Whatever asks for a theme lies near whatever shows it, and both are known for what they are."""
    asks = torch.tensor([s.asks for s in sounds])
    gold = torch.stack([s.themes for s in sounds])
    u = finder.unit(v)
    loss = 10 * F.binary_cross_entropy_with_logits(finder.themes(u[asks]), gold[asks]) + 10 * F.binary_cross_entropy_with_logits(finder.shown(u[~asks]), gold[~asks])
    n = F.normalize(v, dim=-1)
    near, same = n[asks] @ n[~asks].T * 15, ((gold[asks] @ gold[~asks].T) > 0).float()
    for odds, one in [(near, same), (near.T, same.T)]:
        known = one.sum(-1) > 0
        if known.any():
            share = one[known] / one[known].sum(-1, keepdim=True)
            loss = loss - 0.5 * (share * odds[known].log_softmax(-1)).sum(-1).mean()
    return loss


GAIN = torch.tensor([0.0, 0.15, 0.5, 1.0])


def match_loss(scores, questions):
    loss, n = torch.zeros(()), 0
    for row, q in zip(scores, questions):
        gain = GAIN[q.grade.long()]
        if gain.sum() > 0:
            loss, n = loss - (gain / gain.sum() * row.log_softmax(-1)).sum(), n + 1
    return loss / max(n, 1)
