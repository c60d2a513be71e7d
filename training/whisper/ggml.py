"""Writes drawn weights of the sizes of whisper-base.en as whisper.cpp reads them, and times them there on one thread, for docs/transcribing.md.

    pip install numpy pywhispercpp && python ggml.py
"""

import struct
import tempfile
import time

import numpy as np
from pywhispercpp.model import Model

VOCABULARY, STATES, WIDTH, HEADS, LAYERS, CONTEXT, BANDS = 51_864, 1_500, 512, 8, 6, 448, 80
rng = np.random.default_rng(3)


def tensors():
    yield "encoder.positional_embedding", (STATES, WIDTH), 0.02
    yield "encoder.conv1.weight", (WIDTH, BANDS, 3), 0.1
    yield "encoder.conv1.bias", (WIDTH, 1), 0.1
    yield "encoder.conv2.weight", (WIDTH, WIDTH, 3), 0.03
    yield "encoder.conv2.bias", (WIDTH, 1), 0.1
    for side in ("encoder", "decoder"):
        for layer in range(LAYERS):
            at = f"{side}.blocks.{layer}"
            for attention in ["attn"] + (["cross_attn"] if side == "decoder" else []):
                for part in ("query", "key", "value", "out"):
                    yield f"{at}.{attention}.{part}.weight", (WIDTH, WIDTH), 0.05
                    if part != "key":
                        yield f"{at}.{attention}.{part}.bias", (WIDTH,), 0.05
                yield f"{at}.{attention}_ln.weight", (WIDTH,), None
                yield f"{at}.{attention}_ln.bias", (WIDTH,), 0.05
            yield f"{at}.mlp.0.weight", (4 * WIDTH, WIDTH), 0.05
            yield f"{at}.mlp.0.bias", (4 * WIDTH,), 0.05
            yield f"{at}.mlp.2.weight", (WIDTH, 4 * WIDTH), 0.05
            yield f"{at}.mlp.2.bias", (WIDTH,), 0.05
            yield f"{at}.mlp_ln.weight", (WIDTH,), None
            yield f"{at}.mlp_ln.bias", (WIDTH,), 0.05
    yield "encoder.ln_post.weight", (WIDTH,), None
    yield "encoder.ln_post.bias", (WIDTH,), 0.05
    yield "decoder.positional_embedding", (CONTEXT, WIDTH), 0.5
    yield "decoder.token_embedding.weight", (VOCABULARY, WIDTH), 0.3
    yield "decoder.ln.weight", (WIDTH,), None
    yield "decoder.ln.bias", (WIDTH,), 0.05


def write(file):
    file.write(struct.pack("i", 0x67676D6C))
    file.write(struct.pack("11i", VOCABULARY, STATES, WIDTH, HEADS, LAYERS, CONTEXT, WIDTH, HEADS, LAYERS, BANDS, 1))
    file.write(struct.pack("2i", BANDS, 201))
    np.abs(rng.normal(0, 0.01, (BANDS, 201))).astype("<f4").tofile(file)
    file.write(struct.pack("i", 50_257))
    for token in range(50_257):
        # Three that it looks up by their names.
        word = ([" ", " -", " '"][token] if token < 3 else f" w{token}").encode()
        file.write(struct.pack("i", len(word)) + word)
    for name, shape, spread in tensors():
        values = np.ones(shape) if spread is None else rng.normal(0, spread, shape)
        # Matrices in halves, all else in full: as the hub's ggml-base.en.bin.
        half = len(shape) > 1 and not name.endswith(("bias", "positional_embedding"))
        file.write(struct.pack("3i", len(shape), len(name), int(half)))
        file.write(struct.pack(f"{len(shape)}i", *reversed(shape)) + name.encode())
        values.astype("<f2" if half else "<f4").tofile(file)
    file.flush()


with tempfile.NamedTemporaryFile(suffix=".bin") as file:
    write(file)
    model = Model(file.name, n_threads=1, print_progress=False, print_realtime=False, redirect_whispercpp_logs_to=False)
    sound = rng.normal(0, 0.1, 30 * 16_000).astype(np.float32)
    print(model.system_info())
    seconds = {}
    for tokens in (1, 41):
        began = time.process_time()
        for _ in range(5):
            model.transcribe(
                sound, no_timestamps=True, single_segment=True, max_tokens=tokens, temperature_inc=0.0, greedy={"best_of": 1},
                logprob_thold=-1e9, entropy_thold=-1e9, no_speech_thold=1.0,
            )
        seconds[tokens] = (time.process_time() - began) / 5
    print(f"{seconds[1]:.3f} CPU-s a window up to its first token, {(seconds[41] - seconds[1]) / 40 * 1000:.1f} CPU-ms a token more")
    model.print_timings()
