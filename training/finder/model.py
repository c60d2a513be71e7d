"""The finder: what is read off the vectors of an encoder that stays as it is, and what that is learned from."""

import torch
import torch.nn as nn
import torch.nn.functional as F

from data import BUCKETS, FORMS, PRINCIPLES

SHARED = 3  # layers that the reviewer's encoder has alike
WIDTH = 384
LENGTH = 8.0  # of each half of what the heads are given
SHARPNESS = 25.0  # how much nearer questions count more in the memory
SAID = 0.7  # what the memory's odds weigh beside the heads'
DOUBT = 1e-3  # what no remembered question is


def unit(v):
    """What the heads are given: what the middle layer and the last leave of a text, each brought to the same length."""
    return torch.cat([F.normalize(v[..., :WIDTH], dim=-1), F.normalize(v[..., WIDTH:], dim=-1)], -1) * LENGTH


class Asked(nn.Module):
    """What a question asks for: plain directions, and a memory of the questions learned from."""

    def __init__(self, themes):
        super().__init__()
        self.sizes = [len(PRINCIPLES), len(BUCKETS), len(FORMS), themes]
        self.line = nn.Linear(2 * WIDTH, sum(self.sizes))
        nn.init.zeros_(self.line.weight), nn.init.zeros_(self.line.bias)
        nn.init.constant_(self.line.bias[-themes:], -4.0)
        self.register_buffer("known", torch.zeros(0, WIDTH))
        self.register_buffer("labels", torch.zeros(0, len(PRINCIPLES) + len(BUCKETS)))

    def forward(self, v):
        odds = self.line(unit(v))
        if len(self.known):
            share = (F.normalize(v[..., WIDTH:], dim=-1) @ self.known.T * SHARPNESS).softmax(-1) @ self.labels
            odds = odds + F.pad(SAID * (share + DOUBT).log(), (0, odds.shape[-1] - share.shape[-1]))
        return odds.split(self.sizes, -1)

    def learn(self, v, questions, steps=300):
        """Fits the directions as a whole, pulled towards nothing, and remembers the questions."""
        u = unit(v)
        principles, themes = torch.stack([q.principles for q in questions]), torch.stack([q.themes for q in questions])
        bucket, form = torch.tensor([q.bucket for q in questions]), torch.tensor([q.form for q in questions])
        optimizer = torch.optim.Adam(self.line.parameters(), lr=0.02)
        for _ in range(steps):
            p, b, f, t = self.line(u).split(self.sizes, -1)
            loss = -(principles * p.log_softmax(-1)).sum(-1).mean() + F.cross_entropy(b, bucket) + F.cross_entropy(f, form)
            loss = loss + 25 * F.binary_cross_entropy_with_logits(t, themes) + 1.25e-3 * self.line.weight.square().sum()
            optimizer.zero_grad(), loss.backward(), optimizer.step()
        self.known = F.normalize(v[:, WIDTH:], dim=-1)
        self.labels = torch.cat([principles, F.one_hot(bucket, len(BUCKETS)).float()], -1)
        return loss.item()


class Finder(nn.Module):
    """How a question and a story meet."""

    def __init__(self, themes, drop=0.1):
        super().__init__()
        head = lambda width, out, bias=0.0: self.started(nn.Linear(width, out), bias)
        self.drop, self.asked = nn.Dropout(drop), Asked(themes)
        # What a sentence of a story shows.
        self.shown, self.proved = head(2 * WIDTH, themes, -5.0), head(2 * WIDTH, len(PRINCIPLES), -3.0)
        # What the whole adds to that: the direction of all its sentences together.
        self.shown_whole, self.proved_whole = head(WIDTH, themes), head(WIDTH, len(PRINCIPLES))
        # Where a question and a sentence are put to be compared: at first where the last layer left them.
        self.asks, self.tells = nn.Linear(2 * WIDTH, WIDTH, bias=False), nn.Linear(2 * WIDTH, WIDTH, bias=False)
        nn.init.zeros_(self.asks.weight), nn.init.zeros_(self.tells.weight)
        self.mix = nn.Parameter(torch.tensor([10.0, 5.0, 2.0, 2.0]))

    @staticmethod
    def started(layer, bias):
        nn.init.normal_(layer.weight, std=0.01), nn.init.constant_(layer.bias, bias)
        return layer

    def meeting(self):
        """Everything but what a question asks for, which is fitted first and then stays."""
        return [p for name, p in self.named_parameters() if not name.startswith("asked.")]

    def put(self, v, turn):
        return F.normalize(unit(v)[..., WIDTH:] + turn(self.drop(unit(v))), dim=-1)

    def question(self, v):
        return self.put(v, self.asks)

    def sentence(self, v):
        return self.put(v, self.tells)

    def shows(self, v):
        u = self.drop(unit(v))
        return self.shown(u), self.proved(u)

    def told(self, v, near, owner, count):
        """What stories show: the best of their sentences, softly, and the whole."""
        themes, principles = self.shows(v)
        whole = F.normalize(mean_of(near, owner, count), dim=-1) * LENGTH
        return soft_most(themes, owner, count) + self.shown_whole(whole), soft_most(principles, owner, count) + self.proved_whole(whole)

    def scores(self, q, asked, near, owner, count, told):
        """How well each story answers each question; `q` and `near` are where questions and sentences were put."""
        best = soft_most((q @ near.T * 20).T, owner, count).T / 20
        mean = F.normalize(mean_of(near, owner, count), dim=-1)
        themes = torch.sigmoid(asked[3]) @ torch.sigmoid(told[0]).T
        principles = asked[0].softmax(-1) @ torch.sigmoid(told[1]).T
        m = F.softplus(self.mix)
        return m[0] * best + m[1] * (q @ mean.T) + m[2] * themes + m[3] * principles


def mean_of(near, owner, count):
    return torch.zeros(count, near.shape[1]).index_add(0, owner, near)


def soft_most(x, owner, count):
    """For each owner the soft maximum of its rows."""
    big = x.detach().amax()
    return torch.log(torch.zeros(count, x.shape[1]).index_add(0, owner, torch.exp(x - big)) + 1e-9) + big


def told_loss(told, stories, themed):
    loss = 3 * F.binary_cross_entropy_with_logits(told[1], torch.stack([s.principles for s in stories]))
    return loss + 15 * F.binary_cross_entropy_with_logits(told[0], torch.stack([s.themes for s in stories])) if themed else loss


def sound_loss(finder, v, sounds):
    """Whatever asks for a theme lies near whatever shows it, and what shows it is known for what it is."""
    asks = torch.tensor([s.asks for s in sounds])
    gold = torch.stack([s.themes for s in sounds])
    loss = 10 * F.binary_cross_entropy_with_logits(finder.shows(v[~asks])[0], gold[~asks])
    near, same = finder.question(v[asks]) @ finder.sentence(v[~asks]).T * 15, ((gold[asks] @ gold[~asks].T) > 0).float()
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
