//! Files that are not what they should be: recordings, speech models, lists of patients.

use std::io::Cursor;
use std::path::Path;

use dictation_desk::desk::command::Command;
use dictation_desk::desk::crew::Speaker;
use dictation_desk::desk::people;
use dictation_desk::record::{NhsNumber, Status};
use dictation_desk::speech::{Transcriber, Whisper};

use super::{only_problem, write};
use crate::clinic::{body, hush, problems, say, type_on};
use crate::room::Room;

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures/audio")
            .join(name),
    )
    .unwrap()
}

/// Half a second of a tone in this sample layout.
fn wav(bits_per_sample: u16, sample_format: hound::SampleFormat) -> Vec<u8> {
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: 16_000,
        bits_per_sample,
        sample_format,
    };
    let mut file = Cursor::new(Vec::new());
    let mut writer = hound::WavWriter::new(&mut file, spec).unwrap();
    for at in 0..8_000 {
        let wave = (f64::from(at) * 0.17).sin() * 0.4;
        match sample_format {
            hound::SampleFormat::Float => writer.write_sample(wave as f32).unwrap(),
            hound::SampleFormat::Int => {
                let full = f64::from(1_u32 << (bits_per_sample - 1));
                writer.write_sample((wave * full) as i32).unwrap();
            }
        }
    }
    writer.finalize().unwrap();
    file.into_inner()
}

#[test]
fn what_is_no_recording_stays_out_of_the_worklist() {
    let room = Room::new();
    let mut desk = room.furnished(false);
    let whole = wav(16, hound::SampleFormat::Int);
    let text = b"Dear Dr Example, thank you for referring Mrs Sample-Turner.\n".repeat(40);
    let rows: [(&str, &[u8], &str); 6] = [
        ("notes.wav", &text, "not a recording that can be opened"),
        ("notes.m4a", &text, "not a recording that can be opened"),
        ("nothing.wav", b"", "is empty"),
        ("silent.wav", &whole[..44], "no sound in it"),
        (
            "header.wav",
            &whole[..20],
            "not a recording that can be opened",
        ),
        ("half-a-header.m4a", &fixture("tone.m4a")[..40], "cut short"),
    ];
    for (name, bytes, says) in rows {
        let file = write(&room, name, bytes);
        say(&mut desk, Command::Import(vec![file]));
        let told = only_problem(&desk, &room);
        assert!(
            told.starts_with(&format!("{name}: ")) && told.contains(says),
            "{told}"
        );
        assert_eq!(desk.worklist().count(), 0, "{name}");
        hush(&mut desk);
    }
    say(
        &mut desk,
        Command::Import(vec![room.folder.path().join("not-there.wav")]),
    );
    assert!(only_problem(&desk, &room).starts_with("not-there.wav could not be opened"));
}

#[test]
fn a_bad_file_does_not_keep_the_good_ones_out() {
    let room = Room::new();
    let mut desk = room.furnished(false);
    let bad = write(&room, "notes.wav", b"nothing that could be played");
    let files = vec![
        room.recording("a.wav", 0.5),
        bad,
        room.recording("ab.wav", 0.5),
    ];
    say(&mut desk, Command::Import(files));
    only_problem(&desk, &room);
    assert_eq!(desk.worklist().count(), 2);
}

#[test]
fn every_sample_layout_and_a_cut_recording_come_in() {
    use hound::SampleFormat::{Float, Int};
    let room = Room::new();
    let mut desk = room.furnished(false);
    let mut cut = wav(16, Int);
    cut.truncate(44 + 8_000);
    let rows = [
        ("eight.wav", wav(8, Int), 0.5),
        ("twenty-four.wav", wav(24, Int), 0.5),
        ("float.wav", wav(32, Float), 0.5),
        ("cut.wav", cut, 0.25),
    ];
    for (count, (name, bytes, seconds)) in (1..).zip(rows) {
        let file = write(&room, name, &bytes);
        say(&mut desk, Command::Import(vec![file]));
        assert_eq!(problems(&desk), Vec::<&str>::new(), "{name}");
        assert_eq!(desk.worklist().count(), count, "{name}");
        let length = desk
            .worklist()
            .map(|row| row.length)
            .fold(f64::MAX, f64::min);
        assert!((length - seconds).abs() < 0.01, "{name}: {length} seconds");
    }
}

#[test]
fn a_model_that_is_none_drafts_nothing_and_breaks_nothing() {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
    let whole = std::fs::read(models.join("ggml-base-clinic-q8_0.bin")).unwrap();
    let rows: [(&str, &[u8]); 3] = [
        ("no-model.bin", b"a letter, not a model"),
        ("cut-in-the-weights.bin", &whole[..whole.len() / 2]),
        ("cut-in-the-header.bin", &whole[..20]),
    ];
    for (name, bytes) in rows {
        let room = Room::new();
        drop(room.furnished(false));
        let model = write(&room, name, bytes);
        let mut desk = room.desk_with(Speaker::new(move |_: &Path| {
            Whisper::load(&model).map(|model| Box::new(model) as Box<dyn Transcriber>)
        }));
        say(
            &mut desk,
            Command::Import(vec![room.recording("clinic.wav", 0.5)]),
        );
        let told = only_problem(&desk, &room);
        assert!(
            told.starts_with("This file is not a usable speech model: "),
            "{name}: {told}"
        );
        let row = desk.worklist().next().unwrap().clone();
        assert_eq!(row.status, Status::Waiting, "{name}");
        assert!(desk.queue().making().is_none(), "{name}");
        say(&mut desk, Command::Open(row.id));
        type_on(&mut desk, "Typed without a draft.");
        desk.settle(10.0);
        assert_eq!(
            (body(&desk), desk.has_unsaved()),
            ("Typed without a draft.", false)
        );
    }
}

#[test]
fn nhs_numbers_are_checked_by_their_last_digit() {
    let rows = [
        ("943 476 5919", Ok("943 476 5919")),
        ("943-476-5919", Ok("943 476 5919")),
        ("9990001006", Ok("999 000 1006")),
        ("9434765918", Err("its check digit is wrong")),
        ("4934765919", Err("its check digit is wrong")),
        ("0000000000", Err("all its digits are the same")),
        ("943476591", Err("it has 9 digits and needs ten")),
        ("94347659190", Err("it has 11 digits and needs ten")),
        ("943476591O", Err("it contains \u{201c}O\u{201d}")),
        ("", Err("it has 0 digits")),
    ];
    for (typed, expected) in rows {
        let read = NhsNumber::parse(typed);
        match expected {
            Ok(shown) => assert_eq!(read.unwrap().to_string(), shown),
            Err(why) => assert!(read.unwrap_err().message().contains(why), "{typed}"),
        }
    }
}

#[test]
fn a_patients_file_is_refused_by_its_line_and_never_by_its_patient() {
    let header = "title,given,family,born,nhs_number";
    let good = "Mrs,Ada,Secretname,1948-05-03,9990001006";
    let rows = [
        (
            "Mrs,Ada,Secretname,1948-05-03,9990001007",
            "not a valid NHS number",
        ),
        (
            "Mrs,Ada,Secretname,1948-05-03,0000000000",
            "not a valid NHS number",
        ),
        ("Mrs,Ada,Secretname,31/02/1948,9990001006", "date of birth"),
        ("Mrs,,,1948-05-03,9990001006", "needs a name"),
        ("Mrs,Ada", "date of birth is missing"),
    ];
    for (bad, says) in rows {
        let problem = people::read_patients(&format!("{header}\n{good}\n{bad}\n")).unwrap_err();
        let told = problem.message();
        assert!(told.starts_with("Line 3") && told.contains(says), "{told}");
        for secret in ["Secretname", "1948", "999000", "Ada"] {
            assert!(!told.contains(secret), "{told}");
        }
    }
    assert_eq!(
        people::read_patients(&format!("{header}\n{good}\n"))
            .unwrap()
            .len(),
        1
    );
}
