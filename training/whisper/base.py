"""Makes a folder of the sizes of whisper-base.en with drawn weights, for timing: its words mean nothing. About a minute, 500 MB.

    python base.py OUT        then: WHISPER=OUT cargo bench -p glidepath-infer --bench whisper
"""

import pathlib
import shutil
import sys
import tempfile

import torch

import architecture

out = pathlib.Path(sys.argv[1])
torch.set_num_threads(1)
with tempfile.TemporaryDirectory() as work, torch.no_grad():
    work = pathlib.Path(work)
    model = architecture.network(
        vocab_size=51_864, d_model=512, encoder_layers=6, decoder_layers=6, encoder_attention_heads=8, decoder_attention_heads=8,
        encoder_ffn_dim=2_048, decoder_ffn_dim=2_048,
    )
    architecture.graphs(model, work)
    for kind in ("full", "quantized"):
        architecture.settings(model, out / kind)
    for name in ("encoder_model", "decoder_model_merged"):
        shutil.copy(work / f"{name}.onnx", out / "full" / "onnx" / f"{name}.onnx")
        architecture.quantise(work / f"{name}.onnx", out / "quantized" / "onnx" / f"{name}_quantized.onnx")
