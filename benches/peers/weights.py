"""Make a ggml Whisper model into a CTranslate2 folder, so that faster-whisper can hear with it.

A folder made from the same model by the same script is left alone. ggml names layers as OpenAI's
checkpoints do, CTranslate2 as its own specification does.
"""

import argparse
import collections
import hashlib
import json
import math
import pathlib
import shutil
import struct
import sys

import ctranslate2
import numpy
import tokenizers
from ctranslate2.converters import utils
from ctranslate2.specs import WhisperSpec, common_spec
from faster_whisper.tokenizer import Tokenizer
from faster_whisper.transcribe import get_suppressed_tokens
from pywhispercpp.model import Model

# The words of a model of many languages, or more in a late one. English alone takes one less.
MULTILINGUAL = 51865
Sizes = collections.namedtuple(
    "Sizes",
    "vocabulary audio_context audio_width audio_heads audio_layers"
    " text_context text_width text_heads text_layers mels kind",
)

# How ggml lays out 32 numbers of each kind of block, and what one plain number takes.
FIVE_BITS = [("high", "<u4"), ("low", "u1", 16)]
LAYOUTS = {
    0: numpy.dtype("<f4"),
    1: numpy.dtype("<f2"),
    6: numpy.dtype([("scale", "<f2"), *FIVE_BITS]),
    7: numpy.dtype([("scale", "<f2"), ("least", "<f2"), *FIVE_BITS]),
    8: numpy.dtype([("scale", "<f2"), ("whole", "i1", 32)]),
}

# Which heads of base follow the sound, as OpenAI published them.
BASE_HEADS = [[3, 1], [4, 2], [4, 3], [4, 7], [5, 1], [5, 2], [5, 4], [5, 6]]


def read(path):
    """The sizes, the words of the vocabulary as bytes, and the tensors by name."""
    with open(path, "rb") as file:
        if file.read(4) != b"lmgg":
            raise ValueError("it is not a ggml Whisper model")
        sizes = Sizes(*numbers(file, len(Sizes._fields)))
        # The filters are passed over: faster-whisper works out the same ones from their number.
        file.seek(4 * math.prod(numbers(file, 2)), 1)
        words = [file.read(*numbers(file, 1)) for _ in range(*numbers(file, 1))]
        return sizes, words, dict(tensors(file))


def numbers(file, count):
    return struct.unpack(f"<{count}i", file.read(4 * count))


def tensors(file):
    while head := file.read(12):
        dimensions, length, kind = struct.unpack("<3i", head)
        # ggml names the dimension that runs fastest first, numpy last.
        shape = numbers(file, dimensions)[::-1]
        name = file.read(length).decode()
        if kind not in LAYOUTS:
            raise ValueError(f"{name} is of kind {kind}; f32, f16, q5_0, q5_1 and q8_0 are known")
        yield name, values(file, kind, math.prod(shape)).reshape(shape)


def values(file, kind, count):
    """Numbers of any kind, as 32-bit floats."""
    layout = LAYOUTS[kind]
    stored = count // 32 if layout.names else count
    blocks = numpy.frombuffer(file.read(stored * layout.itemsize), dtype=layout)
    if not layout.names:
        return blocks.astype(numpy.float32)
    scale = blocks["scale"].astype(numpy.float32)[:, None]
    if kind == 8:
        return blocks["whole"] * scale
    if kind == 7:
        return five_bits(blocks) * scale + blocks["least"][:, None]
    return (five_bits(blocks) - 16) * scale


def five_bits(blocks):
    """Whole numbers from 0 to 31: the first half of a block in the low nibbles, then the high."""
    low = numpy.concatenate([blocks["low"] & 15, blocks["low"] >> 4], axis=1)
    high = blocks["high"][:, None] >> numpy.arange(32, dtype=numpy.uint32) & 1
    return (low | high << 4).astype(numpy.float32)


def specification(sizes, weights):
    spec = WhisperSpec(sizes.audio_layers, sizes.audio_heads, sizes.text_layers, sizes.text_heads)
    encoder, decoder = spec.encoder, spec.decoder
    for conv, name in ((encoder.conv1, "encoder.conv1"), (encoder.conv2, "encoder.conv2")):
        conv.weight = weights[f"{name}.weight"]
        conv.bias = weights[f"{name}.bias"].ravel()
    fill_norm(encoder.layer_norm, weights, "encoder.ln_post")
    fill_norm(decoder.layer_norm, weights, "decoder.ln")
    # Words are read and written by the same table.
    decoder.embeddings.weight = weights["decoder.token_embedding.weight"]
    decoder.projection.weight = decoder.embeddings.weight
    for side, name in ((encoder, "encoder"), (decoder, "decoder")):
        side.position_encodings.encodings = weights[f"{name}.positional_embedding"]
        for number, layer in enumerate(side.layer):
            fill_layer(layer, weights, f"{name}.blocks.{number}")
    return spec


def fill_layer(layer, weights, name):
    itself = [("query", "key", "value"), ("out",)]
    fill_attention(layer.self_attention, weights, f"{name}.attn", itself)
    if name.startswith("decoder"):
        # The query comes from the text and the rest from the sound.
        across = [("query",), ("key", "value"), ("out",)]
        fill_attention(layer.attention, weights, f"{name}.cross_attn", across)
    fill_norm(layer.ffn.layer_norm, weights, f"{name}.mlp_ln")
    fuse(layer.ffn.linear_0, weights, [f"{name}.mlp.0"])
    fuse(layer.ffn.linear_1, weights, [f"{name}.mlp.2"])


def fill_attention(attention, weights, name, groups):
    fill_norm(attention.layer_norm, weights, f"{name}_ln")
    for linear, group in zip(attention.linear, groups):
        fuse(linear, weights, [f"{name}.{part}" for part in group])


def fuse(spec, weights, names):
    """Linear layers side by side as one. Whisper's keys have no bias and get one of noughts."""
    parts = [common_spec.LinearSpec() for _ in names]
    for part, name in zip(parts, names):
        part.weight = weights[f"{name}.weight"]
        if f"{name}.bias" in weights:
            part.bias = weights[f"{name}.bias"]
    utils.fuse_linear(spec, parts)


def fill_norm(norm, weights, name):
    norm.gamma = weights[f"{name}.weight"]
    norm.beta = weights[f"{name}.bias"]


def tokenizer(sizes, words):
    """The words, which stand in the order of their ranks, and after them what is not text."""
    text = 50257 if sizes.vocabulary >= MULTILINGUAL else 50256
    if len(words) < text:
        raise ValueError(f"its vocabulary has {len(words)} words, too few for Whisper's")
    ranks = {word: rank for rank, word in enumerate(words[:text])}
    letters = alphabet()

    def spelt(word):
        return "".join(letters[byte] for byte in word)

    # Each word longer than a byte was made by one merge, and the earlier merges come first.
    merges = [tuple(map(spelt, halves(word, ranks))) for word in ranks if len(word) > 1]
    model = tokenizers.models.BPE({spelt(word): rank for word, rank in ranks.items()}, merges)
    made = tokenizers.Tokenizer(model)
    made.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = tokenizers.decoders.ByteLevel()
    made.add_special_tokens(specials(sizes.vocabulary - text))
    return made


def halves(word, ranks):
    """The two pieces that the last merge made a word of."""
    parts = [bytes([byte]) for byte in word]
    while len(parts) > 2:
        made = [ranks.get(left + right, math.inf) for left, right in zip(parts, parts[1:])]
        at = made.index(min(made))
        parts[at : at + 2] = [parts[at] + parts[at + 1]]
    return parts


def alphabet():
    """The letter that stands for each byte: its own where it prints, else one from 256 on."""
    prints = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in prints]
    return dict(zip([*prints, *others], map(chr, [*prints, *range(256, 256 + len(others))])))


def specials(count):
    times = [f"<|{step * 0.02:.2f}|>" for step in range(1501)]
    tasks = "translate transcribe startoflm startofprev nospeech notimestamps".split()
    # Later models know a language more, so what is left over tells how many there are.
    languages = Model.available_languages()[: count - 2 - len(tasks) - len(times)]
    names = ["endoftext", "startoftranscript", *languages, *tasks]
    return [f"<|{name}|>" for name in names] + times


def describe(spec, sizes, made):
    """What CTranslate2 must know beside the weights."""
    spec.register_vocabulary([made.id_to_token(number) for number in range(sizes.vocabulary)])
    reader, config = Tokenizer(made, multilingual=False), spec.config
    config.suppress_ids = list(get_suppressed_tokens(reader, [-1]))
    # No text begins with a blank, or with its end.
    config.suppress_ids_begin = [*made.encode(" ").ids, reader.eot]
    config.lang_ids = list(range(reader.sot + 1, reader.translate))
    # Only the times of words ask for the heads. Without a published list, the upper half will do.
    upper = range(sizes.text_layers // 2, sizes.text_layers)
    every = [[layer, head] for layer in upper for head in range(sizes.text_heads)]
    is_base = sizes.vocabulary == MULTILINGUAL and sizes.text_layers == 6
    config.alignment_heads = BASE_HEADS if is_base else every


def make(model, folder):
    sizes, words, weights = read(model)
    made = tokenizer(sizes, words)
    spec = specification(sizes, weights)
    describe(spec, sizes, made)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))
    made.save(str(folder / "tokenizer.json"))
    (folder / "preprocessor_config.json").write_text(json.dumps({"feature_size": sizes.mels}))


def origin(model):
    """What a folder was made from: whichever of these changes, it is made again."""
    digest = hashlib.sha256(ctranslate2.__version__.encode())
    for path in (pathlib.Path(__file__), model):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    options = parser.parse_args()
    stamp, wanted = options.folder / "made-from", origin(options.model)
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    shutil.rmtree(options.folder, ignore_errors=True)
    options.folder.mkdir(parents=True)
    try:
        make(options.model, options.folder)
    except ValueError as why:
        sys.exit(f"faster-whisper cannot hear with {options.model}: {why}")
    # Last, so that a folder half made is made again.
    stamp.write_text(wanted)


if __name__ == "__main__":
    main()
