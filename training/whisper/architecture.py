"""A Whisper of any size with seeded weights, its vocabulary and its settings, in the layout that exporters leave behind."""

import json
import pathlib

import numpy as np
import onnx
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import GenerationConfig, WhisperConfig, WhisperFeatureExtractor, WhisperForConditionalGeneration
from transformers.models.whisper.tokenization_whisper import LANGUAGES

TEXT = 500  # Tokens that are words or parts of them.
MARKS = (
    ["<|endoftext|>", "<|startoftranscript|>"]
    + [f"<|{code}|>" for code in list(LANGUAGES)[:99]]
    + ["<|translate|>", "<|transcribe|>", "<|startoflm|>", "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>"]
)
TIMES = [f"<|{tick * 0.02:.2f}|>" for tick in range(1501)]
ID = {mark: TEXT + at for at, mark in enumerate(MARKS + TIMES)}
WORDS = (
    "Umm, let me think, uh... I think we moved the date, and I asked her why. It's 40% of the traffic, isn't it? "
    "The team and I had shipped the thing by then; they'd told me that it was late. So what did I do? I went to the customer. "
)


def vocabulary():
    """Byte pairs of a few sentences, and all marks and times of the real one, in its order."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    trainer = trainers.BpeTrainer(vocab_size=TEXT, initial_alphabet=alphabet, show_progress=False)
    tokenizer.train_from_iterator([WORDS], trainer)
    made = json.loads(tokenizer.to_str())
    words = made["model"]["vocab"]
    # Few sentences have few pairs: what is left of the numbers are words of no meaning, as rare tokens are.
    merges = made["model"]["merges"]
    for first in "abcdefghijklmnopqrstuvwxyz":
        for second in "qxzjvkwy":
            if len(words) < TEXT and first + second not in words:
                words[first + second] = len(words)
                merges.append([first, second])
    assert len(words) == TEXT, len(words)
    # As files of that age are written: pairs as one string.
    made["model"]["merges"] = [pair if isinstance(pair, str) else " ".join(pair) for pair in merges]
    made["model"].pop("ignore_merges", None)
    made["added_tokens"] = [
        {"id": id, "content": mark, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": mark in MARKS}
        for mark, id in ID.items()
    ]
    return made


def generation_config(multilingual):
    settings = dict(
        bos_token_id=ID["<|endoftext|>"], eos_token_id=ID["<|endoftext|>"], pad_token_id=ID["<|endoftext|>"],
        decoder_start_token_id=ID["<|startoftranscript|>"], no_timestamps_token_id=ID["<|notimestamps|>"],
        prev_sot_token_id=ID["<|startofprev|>"], max_initial_timestamp_index=50, max_length=448,
        suppress_tokens=[1, 2, 7, 8, 9, 10, 14, 25, 26, 27, 28, 29, 31, 58, 59, 60, 61, 62, 63]
        + [ID[m] for m in MARKS[1:2] + ["<|translate|>", "<|transcribe|>", "<|startoflm|>", "<|startofprev|>", "<|nospeech|>"]],
        begin_suppress_tokens=[220, ID["<|endoftext|>"]], is_multilingual=multilingual, return_timestamps=False,
    )
    if multilingual:
        settings["lang_to_id"] = {f"<|{code}|>": ID[f"<|{code}|>"] for code in list(LANGUAGES)[:99]}
        settings["task_to_id"] = {task: ID[f"<|{task}|>"] for task in ("transcribe", "translate")}
    return GenerationConfig(**settings)


def network(seed=17, **sizes):
    """Weights drawn so that what comes out depends on the sound, on what was said before and on the place."""
    torch.manual_seed(seed)
    config = WhisperConfig(
        **{**dict(vocab_size=TEXT + len(ID), d_model=48, encoder_layers=2, decoder_layers=2, encoder_attention_heads=4,
                  decoder_attention_heads=4, encoder_ffn_dim=128, decoder_ffn_dim=128), **sizes},
        bos_token_id=ID["<|endoftext|>"], eos_token_id=ID["<|endoftext|>"], pad_token_id=ID["<|endoftext|>"],
        decoder_start_token_id=ID["<|startoftranscript|>"],
    )
    model = WhisperForConditionalGeneration(config).eval()
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if "layer_norm" in name:
                continue
            if "embed_tokens" in name:
                weight.normal_(0, 0.35)
                weight[ID["<|0.00|>"]:] *= 0.3
            elif name.endswith("decoder.embed_positions.weight"):
                weight.normal_(0, 0.6)
            elif name.endswith(("fc2.weight", "out_proj.weight")):
                # What is read off sound and words before has to outweigh the last word, or it would be said for ever.
                weight.normal_(0, 4.0 / np.sqrt(weight[0].numel()))
            elif weight.dim() > 1 and "embed_positions" not in name:
                weight.normal_(0, 1.6 / np.sqrt(weight[0].numel()))
            elif weight.dim() == 1:
                weight.normal_(0, 0.1)
        # What all places have in common would favour the same few tokens everywhere.
        noise = np.random.default_rng(seed).normal(0, 0.05, 64_000).astype(np.float32)
        sound = WhisperFeatureExtractor(feature_size=config.num_mel_bins)(noise, sampling_rate=16_000, return_tensors="pt").input_features
        tokens = torch.randint(0, TEXT + len(ID), (8, 64))
        states = model.model.encoder(sound).last_hidden_state.expand(8, -1, -1)
        ends = model.model.decoder(input_ids=tokens, encoder_hidden_states=states).last_hidden_state
        model.model.decoder.layer_norm.bias -= ends.mean((0, 1))
    return model


def settings(model, folder, multilingual=False):
    """Everything but the graphs."""
    folder = pathlib.Path(folder)
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    model.config.to_json_file(folder / "config.json")
    WhisperFeatureExtractor(feature_size=model.config.num_mel_bins).save_pretrained(folder)
    front = json.loads((folder / "preprocessor_config.json").read_text())
    front.pop("mel_filters", None)
    (folder / "preprocessor_config.json").write_text(json.dumps(front, indent=2) + "\n")
    generation_config(multilingual).save_pretrained(folder)
    (folder / "tokenizer.json").write_text(json.dumps(vocabulary(), ensure_ascii=False))


def graphs(model, folder):
    """The four graphs that optimum exports, in `folder`."""
    import onnxslim
    import torch.onnx

    exported = torch.onnx.export
    # The exporter of that age traces.
    torch.onnx.export = lambda *args, **named: exported(*args, **{**named, "dynamo": False})
    from optimum.exporters.onnx import onnx_export_from_model

    folder = pathlib.Path(folder)
    onnx_export_from_model(
        model, folder, task="automatic-speech-recognition-with-past", do_validation=False, preprocessors=[], opset=14,
    )
    # The decoders stay as they are: this version of onnxslim takes equally named values of the two branches for one, and ONNX Runtime refuses the result.
    encoder = folder / "encoder_model.onnx"
    onnx.save(onnxslim.slim(str(encoder)), encoder)


def quantise(file, to):
    """Weights in eight bits and products in integers, by the rules of the script that made the hub's files: unsigned where there are convolutions."""
    from onnxruntime.quantization import QuantizationMode, QuantType
    from onnxruntime.quantization.onnx_quantizer import ONNXQuantizer
    from onnxruntime.quantization.registry import IntegerOpsRegistry

    model = onnx.load(file)
    unsigned = any(node.op_type == "Conv" for node in model.graph.node)
    quantizer = ONNXQuantizer(
        model, False, False, mode=QuantizationMode.IntegerOps, static=False,
        weight_qType=QuantType.QUInt8 if unsigned else QuantType.QInt8, activation_qType=QuantType.QUInt8, tensors_range=None,
        nodes_to_quantize=[], nodes_to_exclude=[], op_types_to_quantize=set(IntegerOpsRegistry.keys()),
        extra_options=dict(EnableSubgraph=True, MatMulConstBOnly=True),
    )
    quantizer.quantize_model()
    onnx.save(quantizer.model.model, to)
