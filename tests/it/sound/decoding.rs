//! Every kind of recording a recorder or telephone makes becomes the same clip.

use std::io::Cursor;

use dictation_desk::audio::{Clip, decode};
use hound::{SampleFormat, WavSpec, WavWriter};

use super::{between, decode, fixture, loudness, pitch, tone, wav};

#[test]
fn compressed_recordings_sound_as_they_should() {
    for (name, rate) in [
        ("tone.mp3", 16_000),
        ("tone.m4a", 16_000),
        ("tone.flac", 8_000),
        ("tone.ogg", 16_000),
        ("tone.opus", 48_000),
        ("tone-alaw.wav", 8_000),
        ("tone-mulaw.wav", 8_000),
        ("tone-ima.wav", 8_000),
        ("tone-ms.wav", 8_000),
    ] {
        let clip = decode(fixture(name)).unwrap_or_else(|problem| panic!("{name}: {problem}"));
        assert_eq!(clip.rate(), rate, "{name}");
        assert!(clip.is_complete(), "{name}");
        assert_eq!(clip.note(), None, "{name}");
        assert!((clip.duration() - 1.0).abs() < 0.15, "{name}: {clip:?}");
        let middle = between(&clip, 0.2, 0.8);
        let heard = pitch(&middle, rate);
        assert!((heard - 440.0).abs() < 2.0, "{name}: {heard} Hz");
        assert!(
            (0.2..0.6).contains(&loudness(&middle)),
            "{name}: {}",
            loudness(&middle)
        );
    }
}

#[test]
fn every_plain_wav_layout_is_read() {
    for channels in [1, 2, 6] {
        for rate in [8_000, 11_025, 22_050, 44_100, 96_000] {
            for (bits, format) in [
                (8, SampleFormat::Int),
                (16, SampleFormat::Int),
                (24, SampleFormat::Int),
                (32, SampleFormat::Int),
                (32, SampleFormat::Float),
            ] {
                let spec = WavSpec {
                    channels,
                    sample_rate: rate,
                    bits_per_sample: bits,
                    sample_format: format,
                };
                let clip = decode(written(spec, &tone(rate, 440.0, 0.5)))
                    .unwrap_or_else(|problem| panic!("{spec:?}: {problem}"));
                assert_eq!((clip.rate(), clip.note()), (rate, None), "{spec:?}");
                assert_eq!(
                    clip.len(),
                    (f64::from(rate) * 0.5).round() as usize,
                    "{spec:?}"
                );
                let middle = between(&clip, 0.1, 0.4);
                assert!((pitch(&middle, rate) - 440.0).abs() < 2.0, "{spec:?}");
                assert!((loudness(&middle) - 0.354).abs() < 0.02, "{spec:?}");
            }
        }
    }
}

fn written(spec: WavSpec, samples: &[f32]) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    let mut writer = WavWriter::new(&mut file, spec).expect("a valid layout");
    for sample in samples {
        for _ in 0..spec.channels {
            match spec.sample_format {
                SampleFormat::Float => writer.write_sample(*sample),
                SampleFormat::Int => {
                    let full = f64::from(1u32 << (spec.bits_per_sample - 1));
                    writer.write_sample((f64::from(*sample) * full) as i32)
                }
            }
            .expect("memory takes all");
        }
    }
    writer.finalize().expect("memory takes all");
    file.into_inner()
}

#[test]
fn channels_are_mixed_so_that_neither_speaker_is_lost() {
    let spec = WavSpec {
        channels: 2,
        sample_rate: 8_000,
        bits_per_sample: 16,
        sample_format: SampleFormat::Int,
    };
    let mut file = Cursor::new(Vec::new());
    let mut writer = WavWriter::new(&mut file, spec).expect("a valid layout");
    for _ in 0..8_000 {
        writer.write_sample(16_384i16).expect("memory takes all");
        writer.write_sample(0i16).expect("memory takes all");
    }
    writer.finalize().expect("memory takes all");
    let clip = decode(file.into_inner()).expect("a plain file");
    assert_eq!(between(&clip, 0.0, 0.01), vec![0.25; 80]);
}

#[test]
fn the_name_of_a_file_does_not_matter() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("really-an-mp3.wav");
    std::fs::write(&path, fixture("tone.mp3")).expect("room for five kilobytes");
    let clip = decode::read_file(&path).expect("judged by its content");
    assert!((pitch(&between(&clip, 0.2, 0.8), clip.rate()) - 440.0).abs() < 2.0);
}

#[test]
fn a_clip_can_be_used_while_it_grows() {
    let bytes = wav(8_000, &tone(8_000, 300.0, 20.0));
    let (clip, decoding) = decode::open(Box::new(Cursor::new(bytes))).expect("a plain file");
    assert!(!clip.is_complete());
    assert!(
        (clip.duration() - 20.0).abs() < 1e-9,
        "the header's promise"
    );
    assert!(clip.len() >= 8_000, "the first second is there at once");
    assert!(clip.for_speech().is_err(), "not whole yet");
    let (mut seen, early) = (Vec::new(), clip.clone());
    decoding
        .run(&mut |seconds| {
            seen.push((seconds, early.len()));
            true
        })
        .expect("nothing fails");
    assert!(seen.is_sorted(), "it only grows: {seen:?}");
    assert!(seen.len() >= 10, "progress is told as it goes");
    assert!(clip.is_complete());
    assert_eq!((clip.len(), clip.note()), (160_000, None));
    assert_eq!(early.len(), clip.len(), "a clone is the same clip");
}

#[test]
fn a_person_may_stop_the_reading() {
    let bytes = wav(8_000, &tone(8_000, 300.0, 20.0));
    let (clip, decoding) = decode::open(Box::new(Cursor::new(bytes))).expect("a plain file");
    decoding
        .run(&mut |seconds| seconds < 5.0)
        .expect("stopping is no failure");
    assert!(clip.is_complete());
    assert!((5.0..8.0).contains(&clip.duration()), "{clip:?}");
    let note = clip.note().expect("it is not whole, and says so");
    assert!(note.contains("not read to its end"), "{note}");
}

#[test]
fn speech_samples_are_mono_16_khz_and_keep_time() {
    for rate in [8_000, 11_025, 16_000, 22_050, 44_100, 48_000] {
        // A pulse a third of the way in shows any shift in time.
        let mut samples = tone(rate, 440.0, 3.0);
        samples[rate as usize..].fill(0.0);
        let speech = Clip::from_samples(rate, &samples)
            .for_speech()
            .expect("complete");
        assert_eq!(speech.len(), 48_000, "{rate}");
        assert!(
            (pitch(&speech[1_600..14_400], 16_000) - 440.0).abs() < 1.0,
            "{rate}"
        );
        assert!(
            (loudness(&speech[1_600..14_400]) - 0.354).abs() < 0.01,
            "{rate}"
        );
        let end = speech.iter().rposition(|sample| sample.abs() > 0.05);
        let end = end.expect("there is a tone") as f64 / 16_000.0;
        assert!(
            (end - 1.0).abs() < 0.003,
            "{rate}: the tone ends at {end} s"
        );
    }
}

#[test]
fn the_waveform_shows_where_the_sound_is() {
    for rate in [8_000, 11_025, 44_100] {
        let mut samples = vec![0.0; rate as usize];
        samples.extend(tone(rate, 100.0, 1.4));
        let clip = Clip::from_samples(rate, &samples);
        assert_eq!(clip.peaks().len(), 240, "{rate}: a hundred a second");
        let peaks = clip.peaks_in(0.0, 5.0, 10);
        let loud: Vec<bool> = peaks.iter().map(|peak| peak.high > 0.4).collect();
        let shown = [
            false, false, true, true, true, false, false, false, false, false,
        ];
        assert_eq!(loud, shown, "{rate}: {peaks:?}");
        assert!(peaks[3].low < -0.4, "{rate}");
        assert_eq!(
            clip.peaks_in(1.5, 1.501, 7).len(),
            7,
            "finer than the peaks"
        );
        assert_eq!(clip.peaks_in(f64::NAN, f64::INFINITY, 3).len(), 3);
    }
}

#[test]
fn reading_past_the_end_gives_what_there_is() {
    let clip = Clip::from_samples(8_000, &tone(8_000, 440.0, 1.5));
    let mut out = [0.0; 100];
    assert_eq!(clip.read(11_950, &mut out), 50);
    assert_eq!(clip.read(12_000, &mut out), 0);
    assert_eq!(clip.read(usize::MAX, &mut out), 0);
    assert!(Clip::from_samples(8_000, &[]).is_empty());
}
