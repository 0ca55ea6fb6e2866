//! Files that players forgive are read, and those that cannot be are called by their name.

use super::{between, decode, fixture, pitch, tone, wav};

fn is_the_tone(clip: &dictation_desk::audio::Clip, from: f64, to: f64) -> bool {
    (pitch(&between(clip, from, to), clip.rate()) - 440.0).abs() < 4.0
}

/// A WAV file with this `fmt ` chunk and these bytes of sound.
fn riff(format: &[u8], sound: &[u8]) -> Vec<u8> {
    let length = |bytes: &[u8]| (bytes.len() as u32).to_le_bytes();
    let chunks = [
        b"WAVEfmt ".as_slice(),
        &length(format),
        format,
        b"data",
        &length(sound),
        sound,
    ];
    let chunks = chunks.concat();
    [b"RIFF".as_slice(), &length(&chunks), &chunks].concat()
}

/// A `fmt ` chunk: the number of a kind of sound, one channel, and its numbers of bits and bytes.
fn format(kind: u16, rate: u32, frame: u16, bits: u16) -> Vec<u8> {
    let bytes = rate * u32::from(frame);
    [
        &kind.to_le_bytes()[..],
        &1u16.to_le_bytes(),
        &rate.to_le_bytes(),
        &bytes.to_le_bytes(),
        &frame.to_le_bytes(),
        &bits.to_le_bytes(),
    ]
    .concat()
}

#[test]
fn a_wav_of_long_floats_is_read() {
    let samples = tone(16_000, 440.0, 1.0);
    let bytes = samples.iter().flat_map(|it| f64::from(*it).to_le_bytes());
    let sound: Vec<u8> = bytes.collect();
    let clip = decode(riff(&format(3, 16_000, 8, 64), &sound)).expect("a forgiving reader");
    assert_eq!((clip.len(), clip.note()), (16_000, None));
    assert!(is_the_tone(&clip, 0.1, 0.9));
}

#[test]
fn a_wav_for_lengths_beyond_four_gigabytes_is_read() {
    let samples = tone(16_000, 440.0, 1.0);
    for (promised, note) in [(32_000u64, None), (64_000, Some("0:01 of 0:02"))] {
        let mut bytes = wav(16_000, &samples);
        bytes[..4].copy_from_slice(b"RF64");
        bytes[4..8].fill(0xff);
        bytes[40..44].fill(0xff);
        let long = [&(promised + 72).to_le_bytes()[..], &promised.to_le_bytes()];
        let rest = [&16_000u64.to_le_bytes()[..], &[0; 4]];
        let chunk = [
            b"ds64",
            &28u32.to_le_bytes()[..],
            &long.concat(),
            &rest.concat(),
        ];
        bytes.splice(12..12, chunk.concat());
        let clip = decode(bytes).expect("a long WAV");
        assert_eq!(clip.len(), 16_000);
        assert_eq!(clip.note().is_some(), note.is_some(), "{:?}", clip.note());
        assert!(
            clip.note()
                .unwrap_or_default()
                .contains(note.unwrap_or_default())
        );
        assert!(is_the_tone(&clip, 0.1, 0.9));
    }
}

#[test]
fn an_mp3_within_a_wav_is_read() {
    let clip = decode(riff(&format(0x55, 16_000, 1, 0), &fixture("tone.mp3"))).expect("an MP3");
    assert_eq!((clip.rate(), clip.note()), (16_000, None));
    assert!((clip.duration() - 1.0).abs() < 0.15, "{clip:?}");
    assert!(is_the_tone(&clip, 0.2, 0.8));
}

#[test]
fn an_mp3_that_changes_its_channels_on_its_way_is_read_to_the_end() {
    let (mono, stereo) = (fixture("tone.mp3"), fixture("tone-stereo.mp3"));
    let one = decode(mono.clone()).expect("an MP3").duration();
    let two = decode(stereo.clone()).expect("an MP3").duration();
    for parts in [[&mono, &stereo], [&stereo, &mono]] {
        let clip = decode(parts.map(Vec::as_slice).concat()).expect("an MP3");
        assert_eq!(clip.note(), None);
        assert!((clip.duration() - one - two).abs() < 0.2, "{clip:?}");
        assert!(is_the_tone(&clip, 0.15, 0.4) && is_the_tone(&clip, one + 0.15, one + two - 0.2));
    }
}

#[test]
fn titles_around_an_mp3_are_no_damage() {
    let mut bytes = b"ID3\x04\0\0\0\0\x01\x00".to_vec();
    bytes.extend([b'x'; 128]);
    bytes.extend([0; 500]);
    bytes.extend(fixture("tone.mp3"));
    bytes.extend(b"TAG");
    bytes.extend([b' '; 125]);
    let clip = decode(bytes).expect("an MP3 with titles");
    assert_eq!(clip.note(), None);
    assert!((clip.duration() - 1.0).abs() < 0.15, "{clip:?}");
}

#[test]
fn what_cannot_be_opened_is_called_by_its_name() {
    let gsm = [&[0xd2][..], &[0x5a; 32]].concat().repeat(50);
    let speex = [b"OggS".as_slice(), &[0; 24], b"Speex   ", &[0; 200]].concat();
    let qcelp = [b"RIFF".as_slice(), &[0; 4], b"QLCMfmt ", &[0; 200]].concat();
    for (bytes, name) in [
        (b"#!AMR\n and more".to_vec(), "AMR"),
        (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11 and more".to_vec(), "WMA"),
        (b".RMF and more".to_vec(), "RealAudio"),
        (b"MAC  and more".to_vec(), "APE"),
        (b"\x0b\x77 and more".to_vec(), "AC-3"),
        (b".snd and more".to_vec(), "Sun AU"),
        (speex, "Speex"),
        (qcelp, "QCELP"),
        (gsm, "GSM"),
        (riff(&format(0x31, 8_000, 65, 0), &[1; 650]), "GSM 6.10"),
        (riff(&format(0x45, 8_000, 1, 4), &[1; 650]), "G.726"),
        (riff(&format(0x28f, 16_000, 1, 8), &[1; 650]), "G.722"),
        (riff(&format(0x4321, 16_000, 1, 8), &[1; 650]), "kind 17185"),
        (b"%PDF-1.7".to_vec(), "PDF"),
    ] {
        let problem = decode(bytes).expect_err(name);
        assert!(problem.what().contains(name), "{name}: {problem}");
        assert!(problem.next().contains("WAV"), "says what to do: {problem}");
    }
}
