//! The engine killed at many moments while it loads or drafts.

#![cfg(unix)]

use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use dictation_desk::desk::command::Command;
use dictation_desk::desk::crew::Speaker;
use dictation_desk::record::Status;
use dictation_desk::speech::{RATE, Transcriber, Worker};
use dictation_desk::store::Record;
use tempfile::TempDir;

use super::{MODEL, hear, is_a_sentence, job, script};
use crate::clinic::{NOW, body, by, problems, say, type_on, unknown};
use crate::recovery::mix;
use crate::room::Room;

/// The moments follow from this, so that a failure can be repeated.
const SEED: u64 = 20_260_305;

/// Half of them cost a load and all of them most of a hearing, seconds each; the promise is the same
/// at every moment, and these are spread over all of them.
const KILLS: u64 = 24;

fn kill(pid: &Path) {
    let pid = fs::read_to_string(pid).unwrap_or_default();
    if let Some(pid) = pid
        .trim()
        .parse()
        .ok()
        .and_then(rustix::process::Pid::from_raw)
    {
        // It may have gone already.
        let _ = rustix::process::kill_process(pid, rustix::process::Signal::KILL);
    }
}

/// Kills whatever engine is noted there, once, after so long.
fn kill_after(pid: &Path, wait: Duration) -> std::thread::JoinHandle<()> {
    let pid = pid.to_owned();
    let killer = std::thread::Builder::new().name("killer".to_owned());
    let (_nobody, nothing) = channel::<()>();
    killer
        .spawn(move || {
            let _nobody = _nobody;
            // Any moment will do: whichever it is, the promise is the same.
            let _ = nothing.recv_timeout(wait);
            kill(&pid);
        })
        .unwrap()
}

#[test]
fn an_engine_killed_at_any_moment_costs_one_draft() {
    let stopped = AtomicU64::new(0);
    std::thread::scope(|scope| {
        for half in 0..2 {
            let stopped = &stopped;
            scope.spawn(move || {
                let numbers = (0..KILLS).filter(|number| number % 2 == half);
                let hits = kill_them(&numbers.collect::<Vec<_>>());
                stopped.fetch_add(hits, Ordering::Relaxed);
            });
        }
    });
    let stopped = stopped.into_inner();
    println!("{stopped} of {KILLS} kills stopped a draft");
    let sure = (0..KILLS).filter(|number| is_sure(*number)).count() as u64;
    assert!((sure..=KILLS).contains(&stopped), "{stopped}");
}

/// Whether this kill comes while the engine starts, where it stops a draft whatever else happens.
/// The others come after a time, and on a slow computer may come too early or too late.
fn is_sure(number: u64) -> bool {
    number % 4 < 2
}

/// One kill for each number, at a moment that follows from it; answers how many hit a draft. Every
/// other draft begins with a fresh engine, so that loading is hit as well.
fn kill_them(numbers: &[u64]) -> u64 {
    let folder = TempDir::new().unwrap();
    let (pid, doomed) = (folder.path().join("pid"), folder.path().join("doomed"));
    let lines = format!(
        "echo $$ > '{}'; [ ! -e '{}' ] || kill -9 $$; exec \"$PROGRAM\" \"$@\"",
        pid.display(),
        doomed.display()
    );
    let program = script(&folder, "doomed-engine", &lines);
    let mut worker = Worker::new(program, Path::new(MODEL)).unwrap();
    let begun = Instant::now();
    let whole = hear(&mut worker, 1.0).unwrap();
    let span = begun.elapsed();
    let mut stopped = 0;
    for (turn, number) in numbers.iter().enumerate() {
        if turn % 2 == 0 || is_sure(*number) {
            // Killed while it waits: found out, and replaced without a word.
            kill(&pid);
        }
        if is_sure(*number) {
            fs::write(&doomed, "").unwrap();
            let problem = hear(&mut worker, 1.0).unwrap_err();
            assert!(is_a_sentence(&problem), "kill {number}: {problem}");
            assert!(problem.what().contains("speech engine"), "{problem}");
            fs::remove_file(&doomed).unwrap();
            assert_eq!(hear(&mut worker, 1.0).unwrap(), whole, "kill {number}");
            stopped += 1;
            continue;
        }
        // More often early, where loading gives way to hearing, than late.
        let chance = (mix(SEED + number) % 1_000) as f64 / 1_000.0;
        let killer = kill_after(&pid, span.mul_f64(chance * chance));
        let answer = hear(&mut worker, 1.0);
        killer.join().unwrap();
        match answer {
            Ok(text) => assert_eq!(text, whole, "kill {number}"),
            Err(problem) => {
                stopped += 1;
                assert!(is_a_sentence(&problem), "kill {number}: {problem}");
                assert!(problem.what().contains("speech engine"), "{problem}");
            }
        }
        if turn % 6 == 5 {
            // A kill that came after the draft may only now take effect, and hit this one.
            let next = hear(&mut worker, 1.0).or_else(|_| hear(&mut worker, 1.0));
            assert_eq!(next.unwrap(), whole, "after kill {number}");
        }
    }
    stopped
}

/// The samples as a recording.
fn wav(samples: &[f32]) -> Vec<u8> {
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: RATE,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut file = Cursor::new(Vec::new());
    let mut writer = hound::WavWriter::new(&mut file, spec).unwrap();
    for sample in samples {
        let sample = (sample * f32::from(i16::MAX)) as i16;
        writer.write_sample(sample).unwrap();
    }
    writer.finalize().unwrap();
    file.into_inner()
}

/// The same at the desk: one sentence, typing goes on, the record holds, and asked again it drafts.
#[test]
fn a_desk_whose_engine_is_killed_goes_on() {
    let room = Room::new();
    drop(room.furnished(false));
    let mut record = room.record();
    for seconds in [1.9, 2.8] {
        let at = unknown().dictated_at;
        let clip = wav(&job(seconds).samples);
        let added = record.take_in(&by(), &unknown(), &mut clip.as_slice(), "wav", at);
        assert!(!added.unwrap().already_here);
    }
    drop(record);
    let folder = TempDir::new().unwrap();
    let starts = folder.path().join("starts");
    // The first engine is killed as soon as it has been started; those after it are not.
    let lines = format!(
        "echo x >> '{0}'; [ $(wc -l < '{0}') -gt 1 ] || kill -9 $$; exec \"$PROGRAM\" \"$@\"",
        starts.display()
    );
    let program = script(&folder, "engine", &lines);
    let speaker = Speaker::new(move |_: &Path| {
        Ok(Box::new(Worker::new(program.clone(), Path::new(MODEL))?) as Box<dyn Transcriber>)
    });
    let mut desk = room.desk_with(speaker);
    let told: Vec<_> = problems(&desk).into_iter().map(str::to_owned).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("speech engine stopped"), "{told:?}");
    let by_status = |desk: &dictation_desk::desk::Desk, status| {
        let mut rows = desk.worklist().filter(move |row| row.status == status);
        rows.next().map(|row| row.id)
    };
    // The queue went on with the others.
    assert!(by_status(&desk, Status::DraftReady).is_some());
    let failed = by_status(&desk, Status::Waiting).unwrap();
    say(&mut desk, Command::Open(failed));
    type_on(&mut desk, "Typed meanwhile.");
    say(&mut desk, Command::DraftAgain);
    assert_eq!(body(&desk), "Typed meanwhile.");
    say(&mut desk, Command::InsertDraft);
    assert_ne!(body(&desk), "Typed meanwhile.");
    desk.close(NOW);
    drop(desk);
    assert_eq!(room.record().verify().unwrap().faults, Vec::<String>::new());
}
