//! Refusals: what a file is that cannot be opened here, and what to do about it.

use crate::problem::Problem;

/// How a file of each kind begins, where that is, and what people call it.
const BEGINNINGS: [(usize, &[u8], &str); 24] = [
    (0, b"#!AMR", "an AMR recording, as telephones make them"),
    (
        0,
        b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",
        "a Windows Media recording (WMA)",
    ),
    (28, b"Speex   ", "a Speex recording"),
    (0, b".RMF", "a RealAudio recording"),
    (0, b".ra\xfd", "a RealAudio recording"),
    (0, b"MAC ", "a Monkey's Audio recording (APE)"),
    (0, b"MPCK", "a Musepack recording"),
    (0, b"MP+", "a Musepack recording"),
    (0, b"wvpk", "a WavPack recording"),
    (0, b"\x0b\x77", "an AC-3 recording"),
    (
        8,
        b"QLCM",
        "a QCELP recording, as old mobile telephones make them",
    ),
    (0, b".snd", "a Sun AU recording"),
    (0, b"Creative Voice File", "a Creative VOC recording"),
    (0, b"NIST_1A", "a NIST SPHERE recording"),
    (0, b"riff\x2e\x91\xcf\x11", "a Sony Wave64 recording"),
    (0, b"ADIF", "an AAC recording of an old kind (ADIF)"),
    (0, b"TTA1", "a True Audio recording"),
    (0, b"DSD ", "a DSD recording"),
    (0, b"MThd", "a MIDI file, which holds notes and no sound"),
    (8, b"AVI ", "an AVI film"),
    (0, b"%PDF", "a PDF document and no recording"),
    (
        0,
        b"PK\x03\x04",
        "a Zip file or an Office document and no recording",
    ),
    (0, b"\xff\xd8\xff", "a picture and no recording"),
    (0, b"\x89PNG", "a picture and no recording"),
];

/// The kinds of sound a WAV file may hold that cannot be opened, by the number in its header.
const WAV_KINDS: [(u16, &str); 19] = [
    (0x0022, "TrueSpeech"),
    (0x0028, "LRC"),
    (0x0031, "GSM 6.10"),
    (0x0038, "VoxWare"),
    (0x0010, "OKI ADPCM"),
    (0x0014, "G.723"),
    (0x0040, "G.721"),
    (0x0042, "G.723.1"),
    (0x0045, "G.726"),
    (0x0064, "G.726"),
    (0x0065, "G.722"),
    (0x028f, "G.722"),
    (0x0083, "G.729"),
    (0x0130, "ACELP"),
    (0x0160, "Windows Media"),
    (0x0161, "Windows Media"),
    (0x0162, "Windows Media"),
    (0x2000, "AC-3"),
    (0xa109, "Speex"),
];

const SAVE_AS: &str = "Save it as WAV (PCM) or MP3 in the program or on the recorder it comes \
    from, and bring that in";

/// What a file is that begins so, where it is of a kind that cannot be opened.
pub(super) fn known(head: &[u8]) -> Option<Problem> {
    if is_dss(head) {
        return Some(Problem::new(
            "This is an Olympus or Philips DSS recording, which cannot be opened here",
            "Export it from ODMS or SpeechExec as WAV or MP3, and bring that in",
        ));
    }
    let begins = |(at, bytes, _): &&(usize, &[u8], &str)| {
        head.get(*at..).is_some_and(|head| head.starts_with(bytes))
    };
    let named = BEGINNINGS.iter().find(begins).map(|(_, _, name)| *name);
    named
        .or_else(|| is_raw_gsm(head).then_some("a GSM recording, as telephone systems make them"))
        .map(|name| {
            Problem::new(
                format!("This is {name}, which cannot be opened here"),
                SAVE_AS,
            )
        })
}

/// A WAV file whose sound is of a kind that cannot be opened.
pub(super) fn wav_kind(number: u16) -> Problem {
    let known = WAV_KINDS.iter().find(|(known, _)| *known == number);
    let kind = known.map_or_else(|| format!("kind {number}"), |(_, name)| (*name).to_owned());
    Problem::new(
        format!("This WAV file holds {kind} sound, which cannot be opened here"),
        SAVE_AS,
    )
}

/// A file that is none of those, or too damaged to tell.
pub(super) fn unknown() -> Problem {
    Problem::new(
        "This file is not a recording that can be opened, or it is damaged at its start",
        "Choose a WAV, MP3, M4A, FLAC, OGG or Opus file",
    )
}

/// A recording of a telephone that was stopped before it wrote where everything is.
pub(super) fn without_index() -> Problem {
    Problem::new(
        "This recording was cut short: its index is missing or not whole, and nothing can be found \
         in it without one",
        "Copy it from the recorder or telephone again; if it is the same there, dictate it again",
    )
}

/// A file that can be opened, with sound in it that cannot; of so many channels, if that is known.
pub(super) fn sound_within(channels: Option<usize>) -> Problem {
    match channels {
        Some(channels) if channels > 2 => Problem::new(
            format!("The sound in this file has {channels} channels, which cannot be opened here"),
            "Save it with one channel or two, as WAV (PCM) or MP3, and bring that in",
        ),
        _ => Problem::new(
            "This file holds no sound of a kind that can be opened here",
            SAVE_AS,
        ),
    }
}

/// A file that is a recording and holds nothing.
pub(super) fn without_sound() -> Problem {
    Problem::new(
        "The recording has a header but no sound in it",
        "Copy it from the recorder again",
    )
}

/// DSS and DS2 begin with a version number and their name; `enc` marks an encrypted DS2.
fn is_dss(head: &[u8]) -> bool {
    matches!(head, [0..=0x1f, name @ ..]
        if [b"dss", b"ds2", b"enc"].iter().any(|dss| name.starts_with(*dss)))
}

/// Raw GSM 6.10 has no header, but each of its 33-byte frames begins with the same four bits.
fn is_raw_gsm(head: &[u8]) -> bool {
    const FRAME: usize = 33;
    let mut frames = head.chunks_exact(FRAME);
    head.len() >= FRAME * 20 && frames.all(|frame| frame[0] >> 4 == 0xd)
}
