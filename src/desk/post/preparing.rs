//! Preparing: for each recipient the letter and what goes around it, printed, as a file or as an e-mail.
//!
//! One that fails keeps none of the others back.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};

use super::choices::{Around, PostChoices};
use super::printing::{self, Way};
use super::room::Missed;
use super::running::{Ended, Runner};
use super::{email, names, pdf};
use crate::letter::docx::{self, Cover, Envelope};
use crate::letter::outgoing::{Outgoing, Stop};
use crate::letter::sign::Letterhead;
use crate::problem::{Outcome, Problem};
use crate::record::{Delivery, NewReadable};

/// A letter for one recipient, as it was signed or in large print.
pub struct Parcel {
    pub item: Outgoing,
    pub how: Delivery,
    pub document: Vec<u8>,
}

/// Where and how papers are made.
pub(in crate::desk) struct Workplace {
    /// In which a private folder is made and removed.
    pub workspace: PathBuf,
    pub out: PathBuf,
    pub choices: PostChoices,
    /// Of letters now; how high it is decides where the address below it stands.
    pub letterhead: Letterhead,
    pub now: Timestamp,
}

/// What came of it.
#[derive(Default)]
pub struct Made {
    /// Each with how: "printed".
    pub done: Vec<(Stop, &'static str)>,
    pub missed: Vec<Missed>,
    pub files: Vec<NewReadable>,
    /// What else is to be said.
    pub note: Option<String>,
}

/// Makes what each recipient gets.
pub(in crate::desk) fn prepare(parcels: &[Parcel], place: &Workplace, runner: &dyn Runner) -> Made {
    let mut made = Made::default();
    let begun = Bench::new(parcels, place, runner);
    let bench = match begun {
        Ok(bench) => bench,
        Err(problem) => {
            let miss = |parcel: &Parcel| Missed::of(parcel.item.named(), &problem);
            made.missed = parcels.iter().map(miss).collect();
            return made;
        }
    };
    for parcel in parcels {
        match bench.one(parcel, &mut made.files) {
            Ok(how) => made.done.push((parcel.item.stop, how)),
            Err(problem) => made.missed.push(Missed::of(parcel.item.named(), &problem)),
        }
    }
    if let Some(labels) = &bench.labels
        && let Err(problem) = bench.of_all(labels, &mut made.files)
    {
        made.missed
            .push(Missed::of("The labels".to_owned(), &problem));
    }
    if bench.pdfs == Err(pdf::NoPdf::NoMaker) && made.files.iter().any(is_word) {
        made.note = Some(format!(
            "{}. These are Word documents for now.",
            pdf::no_maker().what()
        ));
    }
    made
}

fn is_word(file: &NewReadable) -> bool {
    file.path.ends_with(".docx")
}

/// The private folder with all documents in it, as Word and, where they could be made, as PDF.
struct Bench<'a> {
    folder: tempfile::TempDir,
    place: &'a Workplace,
    runner: &'a dyn Runner,
    pdfs: Result<(), pdf::NoPdf>,
    /// What the labels of all of them are called, where there are any.
    labels: Option<String>,
}

impl<'a> Bench<'a> {
    fn new(parcels: &[Parcel], place: &'a Workplace, runner: &'a dyn Runner) -> Outcome<Self> {
        let folder = tempfile::Builder::new()
            .prefix(names::OWN)
            .tempdir_in(&place.workspace)
            .map_err(no_room)?;
        let mut documents: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for parcel in parcels {
            documents.insert(names::letter(&parcel.item), parcel.document.clone());
            if let Some(cover) = cover(parcel, place)? {
                documents.insert(names::cover(&parcel.item), cover);
            }
        }
        let labels = labels(parcels, place)?;
        let called = labels.as_ref().map(|(name, _)| name.clone());
        documents.extend(labels);
        let mut paths = Vec::new();
        for (name, bytes) in documents {
            let path = folder.path().join(name).with_extension("docx");
            fs::write(&path, bytes).map_err(no_room)?;
            paths.push(path);
        }
        let maker = &place.choices.pdf_maker;
        let pdfs = pdf::make(runner, maker, folder.path(), &paths);
        Ok(Self {
            folder,
            place,
            runner,
            pdfs,
            labels: called,
        })
    }

    fn one(&self, parcel: &Parcel, files: &mut Vec<NewReadable>) -> Outcome<&'static str> {
        let item = &parcel.item;
        let letter = names::letter(item);
        if parcel.how == Delivery::Email {
            let paper = self.paper(&letter)?;
            let name = format!("letter.{}", ending(&paper));
            let document = fs::read(&paper).map_err(no_room)?;
            let subject = &self.place.choices.subject;
            let draft = email::draft(item, subject, &name, document)?;
            let name = format!("{}.eml", names::of_recipient(item));
            self.put(&name, &draft, "e-mail with the letter", Some(item), files)?;
            return Ok("as the draft of an e-mail");
        }
        let cover = names::cover(item);
        let has_cover = self
            .folder
            .path()
            .join(&cover)
            .with_extension("docx")
            .exists();
        let papers = [has_cover.then_some(cover), Some(letter)];
        // All are there before any is printed.
        let papers = papers.into_iter().flatten().map(|name| self.paper(&name));
        let papers = papers.collect::<Outcome<Vec<_>>>()?;
        if self.prints() {
            papers.iter().try_for_each(|paper| self.print(paper))?;
            return Ok("printed");
        }
        for paper in &papers {
            let bytes = fs::read(paper).map_err(no_room)?;
            let name = paper.file_name().unwrap_or_default().to_string_lossy();
            self.put(&name, &bytes, "letter to be sent", Some(item), files)?;
        }
        Ok("in the folder for sending")
    }

    /// What is made for all of them together.
    fn of_all(&self, name: &str, files: &mut Vec<NewReadable>) -> Outcome<()> {
        let paper = self.paper(name)?;
        if self.prints() {
            return self.print(&paper);
        }
        let bytes = fs::read(&paper).map_err(no_room)?;
        let name = format!("{name}.{}", ending(&paper));
        self.put(&name, &bytes, "labels", None, files)
    }

    fn prints(&self) -> bool {
        !self.place.choices.printer.trim().is_empty()
    }

    /// A document to be given away: as PDF, or as it is where there is nothing that makes one and it
    /// need not be printed.
    fn paper(&self, name: &str) -> Outcome<PathBuf> {
        let document = self.folder.path().join(name).with_extension("docx");
        if pdf::is_made(&document) {
            return Ok(document.with_extension("pdf"));
        }
        match self.pdfs {
            Err(pdf::NoPdf::NoMaker) if !self.prints() => Ok(document),
            Err(why) => Err(why.problem()),
            Ok(()) => Err(pdf::failed()),
        }
    }

    fn print(&self, paper: &Path) -> Outcome<()> {
        let choices = &self.place.choices;
        let pages = fs::read(paper).ok().and_then(|bytes| pdf::pages(&bytes));
        for call in printing::calls(Way::HERE, choices, paper, pages) {
            let ended = self.runner.run(&call);
            // LibreOffice may be in the next of its places; it has made the PDF, so it is in one.
            if ended == Ended::NotThere && Way::HERE.tries_on(&call) {
                continue;
            }
            if let Some(problem) = printing::problem(&ended, choices.printer.trim()) {
                return Err(problem);
            }
            if Way::HERE.tries_on(&call) {
                break;
            }
        }
        Ok(())
    }

    /// Puts a file into the folder for sending, whole or not at all, and says so.
    fn put(
        &self,
        name: &str,
        bytes: &[u8],
        what: &str,
        item: Option<&Outgoing>,
        files: &mut Vec<NewReadable>,
    ) -> Outcome<()> {
        let path = self.place.out.join(name);
        let write = || {
            fs::create_dir_all(&self.place.out)?;
            let mut file = tempfile::NamedTempFile::new_in(&self.place.out)?;
            file.write_all(bytes)?;
            file.as_file().sync_all()?;
            file.persist(&path)?;
            io::Result::Ok(())
        };
        write().map_err(|error| {
            Problem::new(
                "The folder for sending cannot be written to",
                "Choose another under View, Settings",
            )
            .because(error)
        })?;
        files.push(NewReadable {
            path: path.to_string_lossy().into_owned(),
            what: what.to_owned(),
            letter: item.map(|item| (item.stop.letter, item.stop.version)),
            patient: item.map(|item| item.patient),
            until: self.until(),
        });
        Ok(())
    }

    fn until(&self) -> Option<Timestamp> {
        let days = self.place.choices.keep_days;
        let kept = SignedDuration::from_hours(24 * i64::from(days));
        (days > 0).then(|| self.place.now.checked_add(kept).unwrap_or(Timestamp::MAX))
    }
}

fn ending(paper: &Path) -> String {
    let ending = paper.extension().unwrap_or_default();
    ending.to_string_lossy().into_owned()
}

fn as_cover(item: &Outgoing) -> Cover {
    Cover {
        letter: item.stop.letter.0,
        version: item.stop.version,
        lines: item.lines(),
    }
}

/// What goes around this letter, where that is a document of its own.
fn cover(parcel: &Parcel, place: &Workplace) -> Outcome<Option<Vec<u8>>> {
    if parcel.how != Delivery::Post {
        return Ok(None);
    }
    let item = &parcel.item;
    let (to, cover) = (&item.recipient, as_cover(item));
    let size = match place.choices.around {
        Around::Labels => return Ok(None),
        Around::EnvelopeDl => Envelope::Dl,
        Around::EnvelopeC5 => Envelope::C5,
        Around::Window => {
            let fits = docx::shows_in_window(&place.letterhead, &cover.lines);
            let shows = !to.is_copy && !to.to.large_print && fits;
            return match shows {
                true => Ok(None),
                false => docx::address_sheet(&cover).map(Some),
            };
        }
    };
    docx::envelope(size, &cover).map(Some)
}

/// The labels for all that go by post, under a name of their own.
fn labels(parcels: &[Parcel], place: &Workplace) -> Outcome<Option<(String, Vec<u8>)>> {
    let posted = parcels.iter().filter(|it| it.how == Delivery::Post);
    let covers: Vec<Cover> = posted.map(|parcel| as_cover(&parcel.item)).collect();
    if place.choices.around != Around::Labels || covers.is_empty() {
        return Ok(None);
    }
    let first = usize::try_from(place.choices.first_label).unwrap_or(1);
    let name = format!("labels-{}", place.now.strftime("%Y-%m-%d-%H%M%S"));
    Ok(Some((name, docx::labels(&covers, first)?)))
}

fn no_room(error: io::Error) -> Problem {
    Problem::new(
        "There is no room to make the papers in the workspace's folder",
        "Free some space on its disk and prepare them again",
    )
    .because(error)
}
