"""Makes the tiny Whisper that crates/infer/tests/whisper.rs runs, and what the reference makes of it. See README.md.

    python tiny.py model OUT             the folder as exporters leave it, with fixtures
    python tiny.py cache-position OUT    one decoder as newer exporters write it (other requirements, README.md)
"""

import json
import pathlib
import shutil
import sys
import tempfile

import numpy as np
import torch
from transformers import WhisperFeatureExtractor
from transformers.generation.logits_process import (
    SuppressTokensAtBeginLogitsProcessor, SuppressTokensLogitsProcessor, WhisperTimeStampLogitsProcessor,
)

import architecture
from architecture import ID, TEXT

START, FIRST, END = ID["<|startoftranscript|>"], ID["<|0.00|>"], ID["<|endoftext|>"]
FRAMES = list(range(0, 410)) + list(range(450, 3000, 150)) + [2997, 2998, 2999]


def sound():
    """Four seconds: a sweep, a chord, noise and silence between them; loud, soft and clipped."""
    rng = np.random.default_rng(11)
    t = np.arange(16_000) / 16_000
    sweep = 0.5 * np.sin(2 * np.pi * (200 * t + 1_500 * t**2))
    chord = sum(0.2 * np.sin(2 * np.pi * f * t) for f in (233.0, 701.0, 3_307.0)) * (np.sin(2 * np.pi * 3 * t) > 0)
    noise = rng.normal(0, 0.02, 16_000) * np.hanning(16_000)
    loud = np.clip(1.6 * np.sin(2 * np.pi * 437 * t) * np.hanning(16_000), -1, 1)
    whole = np.concatenate([sweep, chord, noise, loud])
    return np.clip(np.round(whole * 32_767), -32_768, 32_767).astype("<i2")


def floats(samples):
    return samples.astype(np.float32) / 32_768


def blob(out, name, array):
    np.ascontiguousarray(array, "<f4").tofile(out / name)


def processors(config, begin, timed):
    rules = [
        SuppressTokensAtBeginLogitsProcessor(config.begin_suppress_tokens, begin_index=begin),
        SuppressTokensLogitsProcessor(config.suppress_tokens),
    ]
    return rules + ([WhisperTimeStampLogitsProcessor(config, begin_index=begin)] if timed else [])


def said(model, config, states, prompt, timed, steps):
    """Step by step without a cache: raw scores, the token taken, and by how much it led."""
    tokens, raw, taken, margins = list(prompt), [], [], []
    rules = processors(config, len(prompt), timed)
    for _ in range(steps):
        ids = torch.tensor([tokens])
        scores = model(encoder_outputs=(states,), decoder_input_ids=ids).logits[:, -1]
        raw.append(scores[0].numpy().copy())
        for rule in rules:
            scores = rule(ids, scores)
        top = scores[0].topk(2)
        taken.append(int(top.indices[0]))
        margins.append(float(top.values[0] - top.values[1]) if torch.isfinite(top.values[1]) else 1e3)
        tokens.append(taken[-1])
        if taken[-1] == END:
            break
    return np.stack(raw), taken, margins


def forced(config):
    """Scores made up so that each rule decides, and what the reference leaves of them."""
    rng = np.random.default_rng(5)
    base = lambda: rng.normal(0, 2, TEXT + len(ID)).astype(np.float32)
    time = lambda seconds: FIRST + round(seconds * 50)
    cases = []

    def case(name, history, scores, timed=True):
        history_ids = torch.tensor([[START] + history])
        processed = torch.tensor(scores)[None]
        for rule in processors(config, 1, timed):
            processed = rule(history_ids, processed)
        out = torch.isinf(processed[0]).numpy()
        edges = np.flatnonzero(np.diff(np.concatenate([[False], out, [False]]).astype(int)))
        cases.append((scores, dict(name=name, said=history, timed=timed, out=edges.reshape(-1, 2).tolist(), token=int(processed[0].argmax()))))

    case("the first token is a time", [], base())
    late = base(); late[time(20)] = 30
    case("the first time is not late", [], late)
    eager = base(); eager[END] = 40
    case("the end is not first", [], eager, timed=False)
    case("the end is not first, with times", [], eager)
    case("after the first time come words", [time(0)], (lambda s: (s.__setitem__(time(3), 50), s)[1])(base()))
    likely = base(); likely[FIRST:] += 4
    case("times together are likelier than a word", [time(0.5), 300, 301], likely)
    word = base(); word[310] = 60
    case("a word is likelier than all times", [time(0.5), 300, 301], word)
    closing = base(); closing[305] = 50
    case("after words and a time comes its partner", [time(0), 300, time(2)], closing)
    over = base(); over[END] = 50
    case("after words and a time the end may come", [time(0), 300, time(2)], over)
    case("in the midst the end may come", [time(0), 300, 301], over)
    back = base(); back[time(1)] = 50; back[FIRST + 200] = 49
    case("times do not go back", [time(0), 300, time(2), time(2), 301], back)
    same = base(); same[time(2)] = 50; same[time(2) + 1] = 45
    case("the same time does not come a third time", [time(0), 300, time(2), time(2), 301], same)
    case("a partner may be the same time", [time(0), 300, time(2)], same)
    case("a pair is complete", [time(0), 300, time(2), time(2.4)], likely)
    timeless = base(); timeless[ID["<|notimestamps|>"]] = 70
    case("no times is never said", [time(0), 300], timeless)
    banned = base(); banned[[1, 2, 7]] = 80
    case("what is never wanted", [300], banned, timed=False)
    case("the latest time of all", [time(0), 300, time(30)], base())
    return cases


def segments(model):
    """How the reference cuts tokens at their times."""
    from transformers.models.whisper.generation_whisper import WhisperGenerationMixin

    cut = WhisperGenerationMixin._retrieve_segment
    time = lambda tick: FIRST + tick
    rows = []
    for tokens, frames in [
        ([time(0), 300, 301, time(100), time(110), 302, time(150), time(150)], 3000),
        ([time(0), 300, 301, time(100), time(110), 302, time(150)], 3000),
        ([time(5), 300, 301, time(100), time(110), 302], 3000),
        ([time(0), 300, 301], 700),
        ([time(0), 300, 301, time(90)], 3000),
        ([300, 301], 3000),
        ([time(20), 300, time(40), time(40), 301, time(60), time(60), 303, time(1500)], 3000),
        ([time(0), 300, time(1400), time(1400)], 2900),
    ]:
        found, offset = cut(
            seek_sequence=torch.tensor(tokens), seek_outputs=[None], time_offset=torch.tensor([0.0], dtype=torch.float64),
            timestamp_begin=FIRST, seek_num_frames=torch.tensor([frames]), time_precision=0.02, input_stride=2,
            prev_idx=0, idx=0, return_token_timestamps=False,
        )
        if not any(token > FIRST for token in tokens):
            # This version takes its count of frames for one of ticks; the original program ends the piece where the window ends.
            found[0]["end"] = found[0]["end"] / 2
        rows.append(dict(
            tokens=tokens, frames=frames, done=int(offset),
            pieces=[dict(start=round(float(s["start"]) * 50), end=round(float(s["end"]) * 50),
                         tokens=[t for t in s["tokens"].tolist() if t < END]) for s in found],
        ))
    return rows


def fixtures(model, out, folder):
    import onnxruntime as ort
    from tokenizers import Tokenizer

    out.mkdir(parents=True, exist_ok=True)
    samples = sound()
    samples.tofile(out / "sound.s16")
    told = {"frames": FRAMES, "states_every": 25}
    for bands in (80, 128):
        extractor = WhisperFeatureExtractor(feature_size=bands)
        mel = extractor(floats(samples), sampling_rate=16_000, return_tensors="np").input_features[0]
        frames = FRAMES if bands == 80 else FRAMES[::8]
        blob(out, f"log-mel-{bands}.f32", mel[:, frames])
        if bands == 80:
            features = torch.tensor(mel)[None]
    told["frames_128"] = FRAMES[::8]
    states = model.model.encoder(features).last_hidden_state
    blob(out, "states.f32", states[0, :: told["states_every"]].numpy())

    english, many = architecture.generation_config(False), architecture.generation_config(True)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    begin = tokenizer.encode(" " + "Umm, let me think, uh...", add_special_tokens=False).ids
    of_language = model(encoder_outputs=(states,), decoder_input_ids=torch.tensor([[START]])).logits[0, -1]
    marks = list(many.lang_to_id.values())
    language = marks[int(of_language[marks].argmax())]
    runs = []
    for name, config, prompt, timed in [
        ("timed", english, [START], True),
        ("timeless", english, [START, ID["<|notimestamps|>"]], False),
        ("beginning with words", english, [ID["<|startofprev|>"], *begin, START], True),
        ("many languages", many, [START, language, ID["<|transcribe|>"]], True),
    ]:
        raw, taken, margins = said(model, config, states, prompt, timed, 60)
        blob(out, f"scores-{name.replace(' ', '-')}.f32", raw[:12])
        # The chance of silence is read off where the transcript starts.
        first = model(encoder_outputs=(states,), decoder_input_ids=torch.tensor([prompt])).logits[0, prompt.index(START)]
        silence = float(first.softmax(-1)[ID["<|nospeech|>"]])
        runs.append(dict(name=name, prompt=prompt, timed=timed, tokens=taken, margins=margins, silence=silence))
        model.generation_config = config
        if name in ("timed", "timeless"):
            whole = model.generate(features, return_timestamps=timed, max_new_tokens=60)[0].tolist()
            whole = [t for t in whole if t != START and t != ID["<|notimestamps|>"]]
            cut = whole.index(END) if END in whole else len(whole)
            assert whole[:cut] == [t for t in taken if t != END][:cut], (name, whole, taken)
    told["runs"], told["language"] = runs, language

    cases = forced(english)
    blob(out, "forced.f32", np.stack([scores for scores, _ in cases]))
    told["forced"] = [case for _, case in cases]
    told["segments"] = segments(model)
    told["words"] = [
        dict(text=text, tokens=tokenizer.encode(text, add_special_tokens=False).ids)
        for text in [" Umm, let me think, uh...", " I think we moved the date", "It's 40%", "née, naïve ☂ 日本", " they'd  gone", "", " "]
    ]
    # In eight bits the scales of products may be rounded otherwise by another runtime; the reference here is ONNX Runtime on the same files.
    run = lambda file, given: ort.InferenceSession(str(folder / "onnx" / file), providers=["CPUExecutionProvider"]).run(None, given)
    quick = run("encoder_model_quantized.onnx", {"input_features": features.numpy()})[0]
    blob(out, "states-quantized.f32", quick[0, :: told["states_every"]])
    (out / "fixtures.json").write_text(json.dumps(told, indent=None, separators=(",", ":"), ensure_ascii=False) + "\n")


def main(what, out):
    out = pathlib.Path(out)
    torch.set_num_threads(1)
    model = architecture.network()
    with tempfile.TemporaryDirectory() as work, torch.no_grad():
        work = pathlib.Path(work)
        architecture.graphs(model, work)
        if what == "cache-position":
            (out / "onnx").mkdir(parents=True, exist_ok=True)
            architecture.quantise(work / "decoder_model_merged.onnx", out / "onnx" / "decoder_model_merged_quantized.onnx")
            return
        architecture.settings(model, out)
        for name in ("encoder_model", "decoder_model_merged"):
            shutil.copy(work / f"{name}.onnx", out / "onnx" / f"{name}.onnx")
            architecture.quantise(work / f"{name}.onnx", out / "onnx" / f"{name}_quantized.onnx")
        (out / "pair").mkdir(exist_ok=True)
        for name in ("decoder_model", "decoder_with_past_model"):
            architecture.quantise(work / f"{name}.onnx", out / "pair" / f"{name}_quantized.onnx")
        fixtures(model, out / "fixtures", out)


main(*sys.argv[1:])
