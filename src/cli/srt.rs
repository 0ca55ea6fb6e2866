//! Subtitles: words grouped as they are read, in SubRip's form.

use super::printed::Spoken;

/// A subtitle holds at most this many characters and seconds, and ends at a longer pause.
const LONGEST: usize = 80;
const LASTS: f64 = 6.0;
const PAUSE: f64 = 1.0;

/// The words as SubRip text, numbered from 1.
pub fn subtitles(words: &[Spoken<'_>]) -> String {
    let mut groups: Vec<&[Spoken<'_>]> = Vec::new();
    let mut start = 0;
    for at in 1..=words.len() {
        let group = &words[start..at];
        if words.get(at).is_none_or(|next| !goes_on(group, next)) {
            groups.push(group);
            start = at;
        }
    }
    let entries: Vec<String> = groups
        .iter()
        .enumerate()
        .filter_map(|(index, group)| entry(index + 1, group))
        .collect();
    entries.join("\n\n")
}

/// Whether `next` still belongs to the group.
fn goes_on(group: &[Spoken<'_>], next: &Spoken<'_>) -> bool {
    let (Some(first), Some(last)) = (group.first(), group.last()) else {
        return true;
    };
    let letters: usize = group.iter().map(|word| word.text.chars().count() + 1).sum();
    letters + next.text.chars().count() <= LONGEST
        && next.end - first.start <= LASTS
        && next.start - last.end < PAUSE
        && !last.text.ends_with(['.', '?', '!'])
}

fn entry(number: usize, group: &[Spoken<'_>]) -> Option<String> {
    let (first, last) = (group.first()?, group.last()?);
    let texts: Vec<&str> = group.iter().map(|word| word.text.as_str()).collect();
    Some(format!(
        "{number}\n{} --> {}\n{}",
        moment(first.start),
        moment(last.end),
        texts.join(" ").replace('\n', " ")
    ))
}

/// Seconds as hours, minutes, seconds and thousandths: 00:01:02,345.
fn moment(seconds: f64) -> String {
    let thousandths = (seconds.max(0.0) * 1000.0).round() as u64;
    let (seconds, thousandths) = (thousandths / 1000, thousandths % 1000);
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    format!(
        "{:02}:{:02}:{seconds:02},{thousandths:03}",
        minutes / 60,
        minutes % 60
    )
}
