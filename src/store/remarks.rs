//! The record's intents about remarks: a query to a letter's author and its answer, a letter sent
//! back, a proof made.

use jiff::Timestamp;
use rusqlite::{Connection, Row, named_params};

use super::audit::{self, Action, Event};
use super::transaction::Work;
use super::value::{Json, Text};
use super::{Store, dictations, letters, one_row, steps};
use crate::problem::{Outcome, Problem};
use crate::record::{
    Actor, Answer, Changes, DictationId, Remark, RemarkId, RemarkKind, Seen, Status,
};
use crate::words::Span;

/// What is asked and said about letters, as the desk speaks of it with the record.
pub trait Remarks {
    /// What has been asked or said about a letter, the oldest first.
    fn remarks(&self, of: DictationId) -> Outcome<Vec<Remark>>;

    /// Asks the author about a letter, which waits until it is answered. `span` are the seconds of
    /// the recording that it is about.
    ///
    /// # Errors
    /// When nothing is asked.
    fn ask(
        &mut self,
        by: &Actor,
        row: Seen<DictationId>,
        said: &str,
        span: Option<Span>,
    ) -> Outcome<Changes>;

    /// Answers a query. Once nothing else is asked about the letter, it is being typed again.
    ///
    /// # Errors
    /// When there is no answer, or there has been one before.
    fn answer(
        &mut self,
        by: &Actor,
        row: Seen<DictationId>,
        query: RemarkId,
        said: &str,
    ) -> Outcome<Changes>;

    /// Sends a letter back instead of signing it: nobody has approved it, and it is no longer ready.
    ///
    /// # Errors
    /// When it does not wait for a signature, or no reason is given.
    fn reject(&mut self, by: &Actor, row: Seen<DictationId>, why: &str) -> Outcome<Changes>;

    /// Notes that a readable proof of an unsigned letter has been made.
    fn note_proof(&mut self, by: &Actor, of: DictationId) -> Outcome<()>;
}

impl Remarks for Store {
    fn remarks(&self, of: DictationId) -> Outcome<Vec<Remark>> {
        remarks(&self.connection, of)
    }

    fn ask(
        &mut self,
        by: &Actor,
        row: Seen<DictationId>,
        said: &str,
        span: Option<Span>,
    ) -> Outcome<Changes> {
        self.change(by, "asking about a letter", |work| {
            add(work, row.id, RemarkKind::Query, said, span)?;
            dictations::set_aside(work, row)
        })
    }

    fn answer(
        &mut self,
        by: &Actor,
        row: Seen<DictationId>,
        query: RemarkId,
        said: &str,
    ) -> Outcome<Changes> {
        self.change(by, "answering a query", |work| {
            answer(work, row, query, said)
        })
    }

    fn reject(&mut self, by: &Actor, row: Seen<DictationId>, why: &str) -> Outcome<Changes> {
        self.change(by, "sending a letter back", |work| reject(work, row, why))
    }

    fn note_proof(&mut self, by: &Actor, of: DictationId) -> Outcome<()> {
        self.apart(by, "noting a proof", |work| {
            audit::append(work, Event::of(Action::ProofMade).dictation(of))
        })
    }
}

fn remarks(connection: &Connection, of: DictationId) -> Outcome<Vec<Remark>> {
    let sql = "SELECT id, dictation, kind, said, starts, ends, at, who, answer, answered_at,
         answered_who FROM remark WHERE dictation = ?1 ORDER BY id";
    let mut statement = connection.prepare_cached(sql)?;
    let remarks = statement.query_map([of.0], read)?;
    Ok(remarks.collect::<Result<_, _>>()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Remark> {
    let said: Option<String> = row.get("answer")?;
    let at: Option<Text<Timestamp>> = row.get("answered_at")?;
    let by: Option<String> = row.get("answered_who")?;
    let answer = said.zip(at).map(|(said, Text(at))| Answer {
        said,
        at,
        by: by.unwrap_or_default(),
    });
    let span: (Option<f64>, Option<f64>) = (row.get("starts")?, row.get("ends")?);
    Ok(Remark {
        id: RemarkId(row.get("id")?),
        dictation: DictationId(row.get("dictation")?),
        kind: row.get::<_, Json<_>>("kind")?.0,
        said: row.get("said")?,
        span: span.0.zip(span.1).map(|(start, end)| Span::new(start, end)),
        at: row.get::<_, Text<_>>("at")?.0,
        by: row.get("who")?,
        answer,
    })
}

fn add(
    work: &Work<'_>,
    of: DictationId,
    kind: RemarkKind,
    said: &str,
    span: Option<Span>,
) -> Outcome<()> {
    let said = said.trim();
    if said.is_empty() {
        return Err(says_nothing(kind));
    }
    work.execute(
        "INSERT INTO remark (dictation, kind, said, starts, ends, at, person, who)
         VALUES (:dictation, :kind, :said, :starts, :ends, :at, :person, :who)",
        named_params! {
            ":dictation": of.0,
            ":kind": Json(kind),
            ":said": said,
            ":starts": span.map(|span| span.start),
            ":ends": span.map(|span| span.end),
            ":at": Text(Timestamp::now()),
            ":person": work.person(),
            ":who": work.by().name(),
        },
    )?;
    Ok(())
}

fn says_nothing(kind: RemarkKind) -> Problem {
    match kind {
        RemarkKind::Query => Problem::new(
            "Nothing has been asked yet",
            "Write down what the author is to say",
        ),
        RemarkKind::Rejection => Problem::new(
            "The letter has not been sent back: no reason is given",
            "Write down what is to be done about it",
        ),
    }
}

fn answer(work: &Work<'_>, row: Seen<DictationId>, query: RemarkId, said: &str) -> Outcome<()> {
    let said = said.trim();
    if said.is_empty() {
        return Err(Problem::new(
            "The query has not been answered yet",
            "Write down the answer",
        ));
    }
    let dictation = dictations::as_seen(work, row)?;
    let before = remarks(work, row.id)?;
    if !before.iter().any(|it| it.id == query && it.is_open()) {
        return Err(Problem::new(
            "This query has been answered already",
            "Close the letter and open it again to see the answer",
        ));
    }
    let sql = "UPDATE remark SET answer = ?2, answered_at = ?3, answered_by = ?4, answered_who = ?5
         WHERE id = ?1";
    let (at, person, who) = (Text(Timestamp::now()), work.person(), work.by().name());
    one_row(work.execute(sql, (query.0, said, at, person, who))?)?;
    let is_last = !before.iter().any(|it| it.id != query && it.is_open());
    if is_last && dictation.status == Status::Query {
        dictations::set_status(work, row.id, Status::Typing)?;
    }
    dictations::count_change(work, row.id)?;
    audit::append(work, Event::of(Action::Answered).dictation(row.id))
}

fn reject(work: &Work<'_>, row: Seen<DictationId>, why: &str) -> Outcome<()> {
    let dictation = dictations::as_seen(work, row)?;
    if dictation.status != Status::ToSign {
        return Err(Problem::new(
            "Only a letter that waits for a signature can be sent back",
            "This one is not with its author",
        ));
    }
    add(work, row.id, RemarkKind::Rejection, why, None)?;
    let letter = letters::of_or_begun(work, &dictation)?;
    steps::make_unready(work, letter.id)?;
    dictations::set_status(work, row.id, Status::Rejected)?;
    dictations::count_change(work, row.id)?;
    audit::append(work, Event::of(Action::Rejected).dictation(row.id))
}
