//! From the bytes of a file to its text, whichever office program wrote them.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::problem::{Outcome, Problem};

/// Files of other kinds that are taken for lists, by how they begin, and what to do with them.
const OTHER_KINDS: [(&[u8], &str, &str); 4] = [
    (
        b"PK\x03\x04",
        "That is a workbook and no list in text",
        "Save it as CSV UTF-8 in the spreadsheet program, and bring that file in",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "That is an old workbook and no list in text",
        "Save it as CSV UTF-8 in the spreadsheet program, and bring that file in",
    ),
    (
        b"%PDF",
        "That is a PDF and no list in text",
        "Ask for the same list as a CSV file",
    ),
    (
        b"{\\rtf",
        "That is a document and no list in text",
        "Ask for the same list as a CSV file",
    ),
];

/// The text of a file in UTF-8, UTF-16 or what Windows wrote before, without its byte order mark and
/// without what some systems put after the end.
///
/// # Errors
/// When it is no text, or is written in two ways at once.
pub fn text(bytes: &[u8]) -> Outcome<String> {
    if let Some((_, what, next)) = OTHER_KINDS
        .iter()
        .find(|(begins, ..)| bytes.starts_with(begins))
    {
        return Err(Problem::new(*what, *next));
    }
    let (encoding, bytes) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, bytes.get(mark..).unwrap_or_default()),
        None => (guessed(bytes), bytes),
    };
    let (text, was_damaged) = encoding.decode_without_bom_handling(bytes);
    if was_damaged && encoding != WINDOWS_1252 {
        return Err(Problem::new(
            "Some letters in that file are damaged",
            "Save it once more as CSV UTF-8, and bring that file in",
        ));
    }
    let text = text.trim_end_matches(['\0', '\u{1a}', ' ', '\t', '\r', '\n']);
    if text.contains('\0') {
        return Err(Problem::new(
            "That file is no list in text",
            "Save it as CSV UTF-8 in the program it comes from, and bring that file in",
        ));
    }
    Ok(text.to_owned())
}

/// What a text without a byte order mark is written in.
fn guessed(bytes: &[u8]) -> &'static Encoding {
    // Of UTF-16, every other byte of our letters is nought; those after an end do not count.
    let within = bytes.trim_ascii_end();
    let end = within
        .iter()
        .rposition(|byte| *byte != 0)
        .map_or(0, |at| at + 1);
    let noughts = |from: usize| {
        let every_other = within[..end].iter().skip(from).step_by(2);
        every_other.filter(|byte| **byte == 0).count() * 4 > end
    };
    match (noughts(0), noughts(1)) {
        (false, true) => UTF_16LE,
        (true, false) => UTF_16BE,
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        _ => WINDOWS_1252,
    }
}

/// Whether a text was once read in another way than it was written, and saved so: "SiÃ¢n".
pub fn is_garbled(text: &str) -> bool {
    let mut before = '\0';
    text.chars().any(|c| {
        let pair = (std::mem::replace(&mut before, c), c);
        match pair {
            (_, '\u{fffd}') => true,
            ('â', '€') => true,
            ('Ã' | 'Â' | 'Å' | 'Ä', second) => {
                let mark = '\u{80}'..='\u{bf}';
                mark.contains(&second) || "€‚ƒ„…†‡ˆ‰‹‘’“”•–—˜™›".contains(second)
            }
            _ => false,
        }
    })
}
