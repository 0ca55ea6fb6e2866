//! HL7 v2 messages of a hospital system about patients: registered, changed, found to be one.

mod escapes;
mod parts;
mod person;

use hl7_parser::Message;
use jiff::civil::Date;

use super::decoding;
use super::{List, Listed, Merge};
use crate::problem::{Outcome, Problem};
use parts::Numbers;

/// Events after which a patient is as the message says.
const TELLS: [&str; 4] = ["A04", "A08", "A28", "A31"];

/// The event that makes two patients one.
const MERGES: &str = "A40";

/// The bytes that some systems put around a message on the wire.
const FRAMING: [char; 3] = ['\u{b}', '\u{1c}', '\u{feff}'];

/// Whether a file holds messages and no list.
pub fn is_messages(bytes: &[u8]) -> bool {
    let begin = &bytes[..bytes.len().min(4096)];
    let text = decoding::text(begin).unwrap_or_default();
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || FRAMING.contains(&c));
    ["MSH|", "MSH^", "FHS|", "BHS|"]
        .iter()
        .any(|head| text.starts_with(head))
}

/// Reads all messages of a file, as of `today`. A later one about the same patient takes the place of
/// an earlier.
///
/// # Errors
/// When the file is no text, or nobody is in it.
pub fn read(bytes: &[u8], today: Date) -> Outcome<List> {
    let mut list = List {
        is_of_messages: true,
        ..List::default()
    };
    for (at, text) in messages(&decoding::text(bytes)?).iter().enumerate() {
        let line = at + 1;
        if let Err(problem) = take(&mut list, text, line, today) {
            list.problems.push((line, problem));
        }
    }
    match list.people.is_empty() && list.problems.is_empty() && list.merges.is_empty() {
        true => Err(super::nobody()),
        false => Ok(list),
    }
}

/// The messages of a file, each with its segments one a line as the standard has them.
fn messages(text: &str) -> Vec<String> {
    let text: String = text.chars().filter(|c| !FRAMING.contains(c)).collect();
    let mut messages: Vec<String> = Vec::new();
    for segment in text.split(['\r', '\n']).map(str::trim_start) {
        if segment.starts_with("MSH") {
            messages.push(segment.to_owned());
        } else if !segment.is_empty()
            && !["FHS", "BHS", "BTS", "FTS"]
                .iter()
                .any(|head| segment.starts_with(head))
            && let Some(message) = messages.last_mut()
        {
            message.push('\r');
            message.push_str(segment);
        }
    }
    messages
}

fn take(list: &mut List, text: &str, line: usize, today: Date) -> Outcome<()> {
    let message = Message::parse(text).map_err(|error| broken().because(error))?;
    // What the parser does not understand it leaves, and that may be the patient.
    if message.raw_value().len() != text.len() {
        return Err(broken());
    }
    let event = event(&message);
    if TELLS.contains(&event.as_str()) {
        let (patient, doubts) = person::of(&message, today)?;
        list.people.push(Listed {
            line,
            patient,
            doubts,
        });
    } else if event == MERGES {
        let (stays, _) = person::of(&message, today)?;
        let gone = parts::field(&message, "MRG", 1).map(|field| Numbers::of(&message, field));
        let gone = gone.transpose()?.unwrap_or_default().keys();
        if gone.is_empty() {
            return Err(Problem::new(
                "It makes two patients one and does not say who the other is",
                "Ask whoever sent it; nothing has been changed",
            ));
        }
        list.merges.push(Merge { line, stays, gone });
    } else {
        list.passed_over.others += 1;
    }
    Ok(())
}

fn broken() -> Problem {
    Problem::new(
        "It is no whole HL7 message",
        "Have the file made once more; no patient has been added or changed",
    )
}

/// "A28" of a message about a patient; empty for one about something else.
fn event(message: &Message<'_>) -> String {
    let kind = parts::field(message, "MSH", 9);
    let part = |at| kind.map_or_else(String::new, |kind| parts::component(message, kind, at));
    match part(1).as_str() {
        "ADT" => match part(2) {
            event if event.is_empty() => parts::field(message, "EVN", 1)
                .map_or_else(String::new, |field| parts::component(message, field, 1)),
            event => event,
        },
        _ => String::new(),
    }
}
