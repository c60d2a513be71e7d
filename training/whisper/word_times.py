"""How far off a word's time is when a piece's time is shared out by letters: the rule of crates/infer/src/whisper/timed.rs, held to the times that
espeak-ng gives of the words it speaks. The times of the pieces are taken as right; what the model is off by comes on top.

    python word_times.py corpus/dev/*.jsonl
"""

import ctypes
import json
import re
import statistics
import sys

WORD, END = 1, 5


class Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int), ("unique", ctypes.c_uint), ("text_position", ctypes.c_int), ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int), ("sample", ctypes.c_int), ("user", ctypes.c_void_p), ("id", ctypes.c_void_p),
    ]


espeak = ctypes.CDLL("libespeak-ng.so.1")
assert espeak.espeak_Initialize(2, 0, None, 0) > 0
espeak.espeak_SetVoiceByName(b"en-us")
events = []


@ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(Event))
def collect(_wave, _samples, given):
    at = 0
    while given[at].type:
        events.append((given[at].type, given[at].text_position, given[at].audio_position))
        at += 1
    return 0


espeak.espeak_SetSynthCallback(collect)


def speak(text, rate):
    """Words with the times they begin at, and when the last ends."""
    events.clear()
    espeak.espeak_SetParameter(1, rate, 0)
    data = text.encode()
    espeak.espeak_Synth(data, len(data) + 1, 0, 1, 0, 1, None, None)
    espeak.espeak_Synchronize()
    starts = {position - 1: at for kind, position, at in events if kind == WORD}
    return starts, max(at for _, _, at in events)


def shared(words, start, end):
    letters = [len(word) + 1 for word in words]
    whole, before = sum(letters) - 1, 0
    for count in letters:
        yield start + (end - start) * before / whole
        before += count


errors = {}
for file in sys.argv[1:]:
    for line in open(file):
        for sentence in re.findall(r"[^.?!]+[.?!]", json.loads(line)["text"]):
            sentence = sentence.strip()
            places = [(m.start(), m.group()) for m in re.finditer(r"\S+", sentence)]
            if len(places) < 3 or not sentence.isascii():
                continue
            for rate in (130, 175):
                starts, end = speak(sentence, rate)
                if not all(place in starts for place, _ in places):
                    continue
                begins = [starts[place] for place, _ in places]
                kind = "sentences up to 4 s" if end - begins[0] <= 4_000 else "longer sentences"
                found = shared([word for _, word in places], begins[0], end)
                errors.setdefault(kind, []).extend(abs(a - b) for a, b in list(zip(found, begins))[1:])
for kind, found in sorted(errors.items()):
    found.sort()
    nine = found[int(len(found) * 0.9)]
    print(f"{kind}: {len(found)} words, half within {statistics.median(found):.0f} ms, nine in ten within {nine:.0f} ms")
