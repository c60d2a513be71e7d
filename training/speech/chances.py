"""Writes what Silero VAD says of crates/speech/tests/data/alac.m4a when onnxruntime runs it: the truth that our engine is held to.

    python training/speech/chances.py > crates/speech/tests/data/chances.txt

Needs ffmpeg, numpy and onnxruntime. One chance a line, one line for each whole window of 512 samples.
"""

import subprocess
from pathlib import Path

import numpy as np
import onnxruntime

SPEECH = Path(__file__).parents[2] / "crates/speech"
sound = subprocess.run(
    ["ffmpeg", "-loglevel", "error", "-i", SPEECH / "tests/data/alac.m4a", "-f", "s16le", "-"], check=True, capture_output=True
).stdout
samples = np.frombuffer(sound, dtype="<i2").astype(np.float32) / 32768
windows = len(samples) // 512
padded = np.concatenate([np.zeros(64, np.float32), samples])
heard = np.stack([padded[i * 512 : i * 512 + 576] for i in range(windows)])
state = np.zeros((1, 1, 128), np.float32)
session = onnxruntime.InferenceSession(SPEECH / "data/silero.onnx")
for chance in session.run(["speech_probs"], {"input": heard, "h": state, "c": state})[0]:
    print(f"{chance:.6f}")
