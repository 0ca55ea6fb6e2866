//! `sample`: the whole job on the sample clinic, done by the real desk without a window.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::{door, out};
use crate::clinical::checks::flags::FlagKind;
use crate::desk::command::{Command, Signature};
use crate::desk::records;
use crate::desk::review::Kind;
use crate::desk::settings::Settings;
use crate::desk::{Desk, Door, KeySource};
use crate::letter::Field;
use crate::problem::{Outcome, Problem};
use crate::record::{DictationId, Status};

/// What stands in for what the dictation leaves to be filled in.
const FILLER: &str = "(filled in by the sample job)";

/// Whom a letter goes to where the record does not say, such as who instructed a report.
const SAMPLE_FIELDS: [(Field, &str); 3] = [
    (
        Field::Addressee,
        "Placeholder and Specimen Solicitors\n1 Notional Square\nSAMPLETON\nSA9 3CC",
    ),
    (
        Field::Salutation,
        "Dear Placeholder and Specimen Solicitors",
    ),
    (Field::Closing, "Yours faithfully"),
];

/// Seconds between looks at the playing recording, on the made-up clock.
const LOOK: f64 = 0.5;

/// Far more questions than a sample letter asks: beyond it, one stays open for ever.
const MOST_QUESTIONS: usize = 500;

/// The desk at work, and what its made-up clock says, in seconds.
struct Job {
    desk: Desk,
    now: f64,
}

/// Imports, drafts, plays, settles, signs and files the sample clinic in `dir`, with the key in
/// `key_file` where one is named, whether it is there already or not.
///
/// # Errors
/// When there is a record in `dir`, no model to draft with, or a step fails; what was done
/// before stays in `dir`.
pub fn run(dir: &Path, key_file: Option<&Path>) -> Outcome<()> {
    let dir = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    let (workspace, own_key, letters) = (
        dir.join("workspace"),
        dir.join("key.hex"),
        dir.join("letters"),
    );
    let key = key_file.map_or_else(|| own_key.clone(), Path::to_owned);
    if records::exists(&workspace) || own_key.exists() {
        return Err(Problem::new(
            "This folder already holds a sample record",
            "Name a new folder; nothing has been changed",
        ));
    }
    std::fs::create_dir_all(&letters).map_err(|error| {
        Problem::new(
            "The folder for the sample could not be made",
            "Name a folder that you can write to",
        )
        .because(error)
    })?;
    let mut job = Job {
        desk: door::headless(workspace.clone(), KeySource::File(key.clone())),
        now: 0.0,
    };
    job.set_up(&letters)?;
    for id in job.waiting() {
        job.finish(id)?;
    }
    job.change_settings(|settings| {
        settings.draft_ahead = true;
        settings.model = None;
    });
    for file in job.desk.filed_documents() {
        out::say(format!("Letter: {}", file.display()))?;
    }
    out::say(format!("Record: {}", workspace.display()))?;
    out::say(format!("Key of the record: {}", key.display()))
}

impl Job {
    fn set_up(&mut self, letters: &Path) -> Outcome<()> {
        let model = self.sample_model()?;
        self.ask(Command::CreateWorkspace {
            passphrase: String::new(),
            sample: false,
            name: "Ann Bell".to_owned(),
            initials: "AB".to_owned(),
        });
        if self.desk.door() != Door::Open {
            return Err(self.stopped("The sample record could not be started"));
        }
        out::say("Started an encrypted record")?;
        let letters = letters.to_owned();
        self.change_settings(|settings| {
            settings.letters_folder = letters;
            settings.model = Some(model);
            // Each is drafted when its turn comes, so that each step can be told.
            settings.draft_ahead = false;
        });
        self.ask(Command::AddSample);
        let count = self.waiting().len();
        let told = self.desk.notices().showing();
        if count == 0 || told.iter().any(|notice| notice.is_problem) {
            return Err(self.stopped("The sample clinic could not be brought in"));
        }
        out::say(format!("Imported the sample clinic: {count} dictations"))
    }

    fn sample_model(&self) -> Outcome<PathBuf> {
        let model = self.desk.model().map(|model| model.path.clone());
        model.ok_or_else(|| {
            Problem::new(
                "No speech model is installed, so the sample cannot be drafted",
                "Run the program from its own folder, which has one, or add one with dictation-desk model add FILE",
            )
        })
    }

    fn change_settings(&mut self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.desk.settings().clone();
        change(&mut settings);
        self.ask(Command::ChangeSettings(Box::new(settings)));
    }

    fn waiting(&self) -> Vec<DictationId> {
        let waiting = self.desk.worklist();
        waiting
            .filter(|row| row.status == Status::Waiting)
            .map(|row| row.id)
            .collect()
    }

    /// One dictation from the worklist to its filed letter.
    fn finish(&mut self, id: DictationId) -> Outcome<()> {
        self.ask(Command::Open(id));
        self.draft()?;
        self.play_through()?;
        self.fill_fields()?;
        self.settle_questions()?;
        self.sign()
    }

    fn draft(&mut self) -> Outcome<()> {
        self.ask(Command::DraftAgain);
        let piece = self.desk.piece();
        let Some(draft) = piece.and_then(|piece| piece.draft.as_ref()) else {
            return Err(self.stopped("A sample dictation could not be drafted"));
        };
        let work = piece.map_or("", |piece| &piece.dictation.work_type);
        out::say(format!(
            "{work}: drafted, {} words heard",
            draft.words.len()
        ))
    }

    /// Plays the recording to its end, so that nothing of it is left unheard.
    fn play_through(&mut self) -> Outcome<()> {
        self.desk.apply(Command::Seek(0.0), self.now);
        self.desk.apply(Command::TogglePlay, self.now);
        while self.desk.is_moving() {
            self.now += LOOK;
            self.desk.tick(self.now);
        }
        self.desk.settle(self.now);
        let length = self
            .desk
            .piece()
            .map_or(0.0, |piece| piece.dictation.length);
        out::say(format!(
            "  played through in silence: {length:.0} seconds, which nobody listened to"
        ))
    }

    /// Fills the fields without which a letter cannot be sent.
    fn fill_fields(&mut self) -> Outcome<()> {
        for (field, text) in SAMPLE_FIELDS {
            let piece = self.desk.piece();
            if piece.is_some_and(|piece| piece.letter().field(field).is_empty()) {
                self.ask(Command::SetField(field, text.to_owned()));
                let label = field.label().to_lowercase();
                out::say(format!("  filled the {label} with sample words"))?;
            }
        }
        Ok(())
    }

    /// Fills blanks and settles every mark unread, which only the sample job may do.
    fn settle_questions(&mut self) -> Outcome<()> {
        let (mut filled, mut settled) = (0, 0);
        while let Some((kind, range, at)) = self.next_question() {
            if let (Kind::Flag(FlagKind::Blank), Some(range)) = (kind, range) {
                let text = FILLER.to_owned();
                self.ask(Command::Type { range, text });
                filled += 1;
            } else {
                self.ask(Command::GoToQuestion(at));
                self.ask(Command::SettleQuestion);
                settled += 1;
            }
            if filled + settled > MOST_QUESTIONS {
                return Err(self.stopped("A question about a sample letter could not be settled"));
            }
        }
        self.ask(Command::Stop);
        if filled > 0 {
            out::say(format!("  blanks filled with sample words: {filled}"))?;
        }
        out::say(format!(
            "  marks settled unread, only because this is the sample job: {settled}"
        ))
    }

    /// The first question that holds signing: what it is about, its words, its place in the list.
    fn next_question(&self) -> Option<(Kind, Option<Range<usize>>, usize)> {
        let questions = self.desk.piece()?.review.questions();
        let at = questions.iter().position(|question| question.blocks)?;
        let question = questions.get(at)?;
        Some((question.kind, question.range.clone(), at))
    }

    fn sign(&mut self) -> Outcome<()> {
        let before = self.desk.filed_documents().len();
        self.ask(Command::Sign(Signature {
            identity_checked: true,
            unheard_reason: String::new(),
            manner: self.desk.usual_manner(),
        }));
        let signed = self.desk.piece().and_then(|piece| piece.signed());
        let Some(signed) = signed else {
            return Err(self.stopped("A sample letter could not be signed"));
        };
        if self.desk.filed_documents().len() == before {
            return Err(self.stopped("A sample letter was signed and could not be filed"));
        }
        out::say(format!("  signed and filed as {}", signed.file_name))
    }

    /// Asks the desk and waits until everything that follows is done.
    fn ask(&mut self, command: Command) {
        self.desk.apply(command, self.now);
        self.desk.settle(self.now);
    }

    fn stopped(&self, what: &str) -> Problem {
        door::trouble(&self.desk, what)
    }
}
