"""Let other programs hear a folder of recordings, for `./desk eval DIR --against`.

Each peer gets the same model, threads and beam, English, a fresh decode for each file with nothing
carried from window to window, and its own defaults for the rest; faster-whisper has its voice filter
on, as it is used. Each leaves NAME.PEER.txt for each recording NAME, and seconds.tsv with what
each took: seconds by the clock, and seconds of processor of all its threads. Loading the model and
reading the file are not counted.
"""

import argparse
import pathlib
import sys
import time

import numpy
import soundfile
import soxr

RATE = 16_000
ENDINGS = {".flac", ".mp3", ".ogg", ".opus", ".wav"}


def whisper_cpp(options):
    """whisper.cpp by pywhispercpp."""
    from pywhispercpp.model import Model

    model = Model(
        str(options.model),
        n_threads=options.threads,
        params_sampling_strategy=1,
        print_progress=False,
        print_realtime=False,
        redirect_whispercpp_logs_to=None,
    )
    beam = {"beam_size": options.beam, "patience": -1.0}

    def hear(samples):
        segments = model.transcribe(samples, language="en", beam_search=beam, no_context=True)
        return " ".join(segment.text.strip() for segment in segments)

    return hear


def faster_whisper(options):
    """faster-whisper, with the same weights in a form of its own."""
    from faster_whisper import WhisperModel

    model = WhisperModel(
        str(options.weights),
        device="cpu",
        compute_type="int8",
        cpu_threads=options.threads,
        local_files_only=True,
    )

    def hear(samples):
        segments, _ = model.transcribe(
            samples,
            language="en",
            beam_size=options.beam,
            condition_on_previous_text=False,
            vad_filter=True,
        )
        # The segments are heard as they are asked for.
        return " ".join(segment.text.strip() for segment in segments)

    return hear


def samples_of(path):
    """A recording as 16 kHz mono."""
    samples, rate = soundfile.read(str(path), dtype="float32", always_2d=True)
    samples = samples.mean(axis=1)
    if rate != RATE:
        samples = soxr.resample(samples, rate, RATE)
    return numpy.ascontiguousarray(samples, dtype=numpy.float32)


def recordings(folder):
    """Those with a text beside, by name."""
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    return [path for path in found if path.with_suffix(".txt").is_file()]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("recordings", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--model", type=pathlib.Path, required=True)
    # What weights.py made of the model.
    parser.add_argument("--weights", type=pathlib.Path, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--beam", type=int, default=5)
    options = parser.parse_args()

    paths = recordings(options.recordings)
    if not paths:
        sys.exit("There is no recording with a .txt file beside it that the peers can read")
    peers = {"whisper.cpp": whisper_cpp(options), "faster-whisper": faster_whisper(options)}

    options.out.mkdir(parents=True, exist_ok=True)
    rows = ["name\tpeer\tseconds\tprocessor_seconds"]
    for path in paths:
        samples = samples_of(path)
        # One after the other on each file, so that a busy hour falls on all alike.
        for name, hear in peers.items():
            wall, processor = time.perf_counter(), time.process_time()
            text = hear(samples)
            wall, processor = time.perf_counter() - wall, time.process_time() - processor
            rows.append(f"{path.stem}\t{name}\t{wall:.2f}\t{processor:.2f}")
            (options.out / f"{path.stem}.{name}.txt").write_text(text + "\n", encoding="utf-8")
            print(f"{path.stem}: {name} took {wall:.1f} s", file=sys.stderr)
    (options.out / "seconds.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
