//! Out of the door: the papers a letter goes out with, the post room, and the readable files it leaves.

mod address;
mod copies;
mod paper;
mod plain_words;
mod post;
mod printing;
mod screen;
mod wrong;

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use dictation_desk::desk::Desk;
use dictation_desk::desk::command::Command;
use dictation_desk::desk::post::choices::PostChoices;
use dictation_desk::desk::post::room::Report;
use dictation_desk::desk::post::running::{Call, Ended, Runner};
use dictation_desk::letter::outgoing::{Outgoing, Stop};
use dictation_desk::record::{Delivery, DictationId};

use crate::clinic::{self, Staff, known, say, sign, staff, take_in, type_on};
use crate::room::Room;

pub const MOMENT: &str = "2026-03-05T09:00:00Z";

/// Stands in for LibreOffice and for `lp`: keeps what was asked, and makes PDFs of a line.
#[derive(Default)]
pub struct Script {
    pub calls: Mutex<Vec<Call>>,
    /// Programs that are not here.
    pub absent: Vec<&'static str>,
    pub slow: Vec<&'static str>,
    /// Documents whose name holds one of these fail, and so does a printer of such a name.
    pub bad: Vec<&'static str>,
}

impl Script {
    pub fn printed(&self) -> Vec<Call> {
        let calls = self.calls.lock().unwrap();
        let lp = calls.iter().filter(|it| it.program.as_os_str() == "lp");
        lp.cloned().collect()
    }
}

impl Runner for Script {
    fn run(&self, call: &Call) -> Ended {
        let program = call.program.to_string_lossy().into_owned();
        let is_among = |names: &[&str]| names.iter().any(|name| program.contains(name));
        if is_among(&self.absent) {
            return Ended::NotThere;
        }
        self.calls.lock().unwrap().push(call.clone());
        if is_among(&self.slow) {
            return Ended::TookTooLong;
        }
        let words: Vec<String> = call
            .arguments
            .iter()
            .map(|it| it.to_string_lossy().into_owned())
            .collect();
        if program == "lp" {
            let is_bad = words.iter().any(|word| self.bad.contains(&word.as_str()));
            return if is_bad { Ended::Badly } else { Ended::Well };
        }
        for document in words.iter().filter(|word| word.ends_with(".docx")) {
            if !self.bad.iter().any(|bad| document.contains(bad)) {
                let pdf = PathBuf::from(document).with_extension("pdf");
                std::fs::write(pdf, "%PDF-1.7\n/Type/Pages /Type/Page /Type/Page\n").unwrap();
            }
        }
        Ended::Well
    }
}

/// A room with so many signed letters about one patient, none of which has gone, and a desk in it.
pub fn signed_letters(room: &Room, count: usize) -> (Staff, Vec<DictationId>) {
    drop(room.furnished(false));
    let mut record = room.record();
    let staff = staff(&mut record);
    let ids: Vec<DictationId> = (0..count)
        .map(|at| {
            let name = format!("{}.wav", "r".repeat(at + 1));
            take_in(room, &mut record, &known(staff), &name, 1.0)
        })
        .collect();
    drop(record);
    let mut desk = room.desk();
    for id in &ids {
        sign_one(&mut desk, *id);
    }
    (staff, ids)
}

pub fn sign_one(desk: &mut Desk, id: DictationId) {
    say(desk, Command::Open(id));
    type_on(desk, "She is well.");
    say(desk, Command::Save);
    sign(desk, true, "Heard in clinic");
    assert!(clinic::is_signed(desk), "{:?}", clinic::told(desk));
    clinic::hush(desk);
}

pub fn desk(room: &Room, script: &Arc<Script>) -> Desk {
    let runner: Arc<dyn Runner> = Arc::clone(script) as _;
    room.desk_running(runner, MOMENT)
}

pub fn choose(desk: &mut Desk, change: impl FnOnce(&mut PostChoices)) {
    let mut settings = desk.settings().clone();
    change(&mut settings.post);
    say(desk, Command::ChangeSettings(Box::new(settings)));
}

/// What has still to go, looked up anew.
pub fn rows(desk: &mut Desk) -> Vec<Outgoing> {
    use dictation_desk::desk::command::Sheet;
    say(desk, Command::Show(Sheet::PostRoom));
    desk.post_room().rows.clone().unwrap()
}

/// All of them, each as its recipient wants it.
pub fn as_wanted(rows: &[Outgoing]) -> Vec<(Stop, Delivery)> {
    let wanted = rows.iter().map(|it| (it.stop, it.recipient.to.delivery));
    wanted.collect()
}

pub fn report(desk: &Desk) -> Report {
    desk.post_room().report.clone().unwrap()
}

/// The files in the folder for sending.
pub fn sent_files(room: &Room) -> Vec<String> {
    let folder = room.workspace().join("out");
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

pub fn words(call: &Call) -> Vec<String> {
    let plain = |word: &OsString| word.to_string_lossy().into_owned();
    call.arguments.iter().map(plain).collect()
}
