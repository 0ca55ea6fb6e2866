//! Posting: what still has to go is looked up, prepared and marked as gone, several at a time; and the
//! readable copies that come of it are listed and deleted.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};

use crate::desk::command::Sheet;
use crate::desk::event::Event;
use crate::desk::post::room::{Missed, Report, letters};
use crate::desk::post::{Made, Parcel, Workplace, prepare};
use crate::desk::readable;
use crate::desk::state::Desk;
use crate::letter::docx;
use crate::letter::outgoing::{Outgoing, Stop};
use crate::problem::{Outcome, Problem, answered, unbroken};
use crate::record::{Actor, Changes, Delivery, LetterId, ReadableId};
use crate::store::{Dispatched, Record};

/// For how many hours a withdrawn letter stands in the post room, so that one sees why it does not go.
const WITHDRAWN_SHOWN: i64 = 7 * 24;

/// Seconds between two looks for overdue copies.
const BETWEEN_SWEEPS: f64 = 3_600.0;

impl Desk {
    /// Looks up what still has to go.
    pub(in crate::desk) fn look_up_outgoing(&mut self) {
        let from = shown_from((self.clock)());
        self.crew.record(move |record, outbox| {
            outbox.post(Event::OutgoingFound(record.outgoing(from)?));
            Ok(())
        });
    }

    /// Prepares these, each in its way: first what goes into it is read from the record, and what is
    /// held is left out.
    pub(in crate::desk) fn prepare_post(&mut self, chosen: Vec<(Stop, Delivery)>) {
        if self.post.is_busy || chosen.is_empty() {
            return;
        }
        self.post.is_busy = true;
        self.post.report = None;
        let from = shown_from((self.clock)());
        self.crew.record(move |record, outbox| {
            let gathered = answered(|| gather(record, from, &chosen));
            outbox.post(Event::ParcelsGathered(gathered));
            Ok(())
        });
    }

    /// What goes into it has been read: the papers are made, away from the record.
    pub(in crate::desk) fn parcels_gathered(
        &mut self,
        gathered: Outcome<(Vec<Parcel>, Vec<Missed>)>,
    ) -> Outcome<()> {
        let (parcels, held) = gathered.inspect_err(|_| self.post.is_busy = false)?;
        let place = Workplace {
            workspace: self.workspace.folder.clone(),
            out: self.out_folder(),
            choices: self.settings.post.clone(),
            letterhead: self.settings.letterhead.clone(),
            now: (self.clock)(),
        };
        self.crew.post(move |runner, outbox| {
            let made = unbroken(|| match parcels.is_empty() {
                true => Made::default(),
                false => prepare(&parcels, &place, runner),
            });
            let mut made = made.unwrap_or_default();
            made.missed.splice(0..0, held);
            outbox.post(Event::Prepared(Box::new(made)));
        });
        Ok(())
    }

    /// The papers are made: what lies readable now is noted, and who had what prepared.
    pub(in crate::desk) fn prepared(&mut self, made: Made, now: f64) {
        self.post.is_busy = false;
        self.post.note_prepared(&made.done);
        let mut ways: BTreeMap<&str, usize> = BTreeMap::new();
        made.done
            .iter()
            .for_each(|(_, how)| *ways.entry(how).or_default() += 1);
        let told = ways
            .into_iter()
            .map(|(how, count)| format!("{} {how}", letters(count)));
        self.post.report = Some(Report {
            told: told.chain(made.note).collect(),
            missed: made.missed,
        });
        self.tell_if_away(now);
        let (by, now) = (self.actor(), (self.clock)());
        let (files, done) = (made.files, made.done);
        self.crew.record(move |record, _| {
            record.note_readable(&by, &files, now)?;
            done.iter()
                .try_for_each(|(stop, how)| record.note_prepared(&by, stop, how))
        });
    }

    /// Whoever has closed the page meanwhile hears of it, and finds what came of it there.
    fn tell_if_away(&mut self, now: f64) {
        let Some(report) = &self.post.report else {
            return;
        };
        if self.view.sheet == Some(Sheet::PostRoom) {
            return;
        }
        self.post.is_unseen = true;
        match report.missed.len() {
            0 => self.notices.say(report.told.join(". "), now),
            missed => self.notices.tell(&Problem::new(
                format!("{missed} of the letters for sending could not be prepared"),
                "Sending, Post room, says which and why",
            )),
        }
    }

    /// Opens the post room: what came of it last stays on the page only where nobody has seen it.
    pub(in crate::desk) fn enter_post_room(&mut self) {
        if !std::mem::take(&mut self.post.is_unseen) {
            self.post.report = None;
        }
        self.look_up_outgoing();
    }

    /// Marks these as gone, each letter an intent of its own.
    pub(in crate::desk) fn mark_gone(&mut self, chosen: Vec<(Stop, Delivery)>) {
        let (by, now) = (self.actor(), (self.clock)());
        self.crew.record(move |record, outbox| {
            let (report, changes) = mark(record, &by, &chosen, now)?;
            outbox.post(Event::Changed(Box::new(changes)));
            outbox.post(Event::WentOut(report));
            outbox.post(Event::OutgoingFound(record.outgoing(shown_from(now))?));
            Ok(())
        });
    }

    /// Looks up where readable copies lie, and notes which are gone.
    pub(in crate::desk) fn look_up_readables(&mut self) {
        self.post.readables = None;
        let (by, now) = (self.actor(), (self.clock)());
        self.crew.record(move |record, outbox| {
            let left = readable::look_over(record, &by, now)?;
            outbox.post(Event::ReadablesFound(left));
            Ok(())
        });
    }

    pub(in crate::desk) fn delete_readables(&mut self, ids: Vec<ReadableId>) {
        let (by, now) = (self.actor(), (self.clock)());
        self.crew.record(move |record, outbox| {
            let copies = record.readables_of(&ids)?;
            let deleted = readable::delete(record, &by, &copies, now);
            outbox.post(Event::ReadablesFound(record.readables()?));
            deleted
        });
    }

    /// Deletes what is overdue, once an hour.
    pub(in crate::desk) fn sweep_readables(&mut self, now: f64) {
        let is_open = self.workspace.door == crate::desk::workspace::Door::Open;
        if !is_open || now - self.post.swept < BETWEEN_SWEEPS {
            return;
        }
        self.post.swept = now;
        let at = (self.clock)();
        self.crew
            .record(move |record, _| readable::sweep(record, at));
    }

    /// Where files for sending are put.
    fn out_folder(&self) -> PathBuf {
        let chosen = &self.settings.post.out_folder;
        match chosen.as_os_str().is_empty() {
            true => self.workspace.folder.join("out"),
            false => chosen.clone(),
        }
    }
}

fn shown_from(now: Timestamp) -> Timestamp {
    let shown = SignedDuration::from_hours(WITHDRAWN_SHOWN);
    now.checked_sub(shown).unwrap_or(now)
}

/// What was chosen, as it stands in the record now. What is there no longer has gone meanwhile.
fn as_they_stand(
    record: &dyn Record,
    from: Timestamp,
    chosen: &[(Stop, Delivery)],
) -> Outcome<Vec<(Outgoing, Delivery)>> {
    let mut rows = record.outgoing(from)?;
    let how = |row: &Outgoing| chosen.iter().find(|(stop, _)| stop.is(&row.stop));
    rows.retain(|row| how(row).is_some());
    let rows = rows.into_iter().filter_map(|row| {
        let (_, how) = *how(&row)?;
        Some((row, how))
    });
    Ok(rows.collect())
}

fn gather(
    record: &dyn Record,
    from: Timestamp,
    chosen: &[(Stop, Delivery)],
) -> Outcome<(Vec<Parcel>, Vec<Missed>)> {
    let (mut parcels, mut missed) = (Vec::new(), Vec::new());
    for (item, how) in as_they_stand(record, from, chosen)? {
        if let Some(why) = item.held(how) {
            missed.push(held(&item, why));
            continue;
        }
        let large = item.recipient.to.large_print;
        let document = record
            .document(item.stop.letter, item.stop.version)
            .and_then(|signed| match large {
                true => docx::large_print(&signed),
                false => Ok(signed),
            });
        match document {
            Ok(document) => parcels.push(Parcel {
                item,
                how,
                document,
            }),
            Err(problem) => missed.push(Missed::of(item.named(), &problem)),
        }
    }
    Ok((parcels, missed))
}

fn held(item: &Outgoing, why: &str) -> Missed {
    Missed {
        who: item.named(),
        why: format!("{why}."),
    }
}

/// Marks what may go as gone. A letter whose entry has changed since it was seen is left and named.
fn mark(
    record: &mut dyn Record,
    by: &Actor,
    chosen: &[(Stop, Delivery)],
    now: Timestamp,
) -> Outcome<(Report, Changes)> {
    let mut report = Report::default();
    let mut letters_of: BTreeMap<LetterId, Vec<(Outgoing, Delivery)>> = BTreeMap::new();
    for (item, how) in as_they_stand(record, shown_from(now), chosen)? {
        match item.held(how) {
            Some(why) => report.missed.push(held(&item, why)),
            None => letters_of
                .entry(item.stop.letter)
                .or_default()
                .push((item, how)),
        }
    }
    let (mut changes, mut gone) = (Changes::default(), 0);
    for (letter, items) in letters_of {
        let seen = |(item, _): &(Outgoing, Delivery)| {
            let stop = chosen.iter().find(|(stop, _)| stop.is(&item.stop));
            stop.map(|(stop, _)| stop.row)
        };
        let Some((first, row)) = items.first().and_then(|it| Some((it, seen(it)?))) else {
            continue;
        };
        let dispatched = Dispatched {
            letter,
            version: first.0.stop.version,
            to: items
                .iter()
                .map(|(item, how)| (item.stop.place, *how))
                .collect(),
            at: now,
        };
        match answered(|| record.dispatch(by, row, &dispatched)) {
            Ok(changed) => {
                gone += items.len();
                changes.extend(changed);
            }
            Err(problem) => {
                let miss = |(item, _): &(Outgoing, Delivery)| Missed::of(item.named(), &problem);
                report.missed.extend(items.iter().map(miss));
            }
        }
    }
    report
        .told
        .push(format!("{} marked as sent", letters(gone)));
    Ok((report, changes))
}
