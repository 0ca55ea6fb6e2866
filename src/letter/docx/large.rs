//! Large print: a signed document with the same words, in letters that are easy to read.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::problem::{Outcome, Problem};

/// Half points: 16 points, the least that counts as large print.
const LEAST: u32 = 32;

/// The part that says how large each style is.
const STYLES: &str = "word/styles.xml";

/// The document in large print: nothing in it is set smaller than 16 points, and nothing else is
/// changed. The same document always gives the same bytes.
///
/// # Errors
/// When it is not a Word document of this program's.
pub fn large_print(document: &[u8]) -> Outcome<Vec<u8>> {
    enlarged(document).map_err(|error| {
        Problem::new(
            "The letter could not be set in large print",
            "Save a copy as it is and set its size in Word",
        )
        .because(error)
    })
}

fn enlarged(document: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    let mut package = ZipArchive::new(Cursor::new(document))?;
    let mut larger = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..package.len() {
        let mut part = package.by_index(at)?;
        let name = part.name().to_owned();
        if name != STYLES {
            larger.raw_copy_file(part)?;
            continue;
        }
        let mut styles = String::new();
        part.read_to_string(&mut styles)?;
        larger.start_file(name, SimpleFileOptions::default())?;
        larger.write_all(raised(&styles).as_bytes())?;
    }
    Ok(larger.finish()?.into_inner())
}

/// The styles with every size of letters that is too small raised.
fn raised(styles: &str) -> String {
    let mut raised = styles.to_owned();
    for size in ["<w:sz w:val=\"", "<w:szCs w:val=\""] {
        let mut parts = raised.split(size);
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (value, rest) = part.split_once('"').unwrap_or((part, ""));
            let value: u32 = value.parse().unwrap_or(LEAST);
            text.push_str(&format!("{size}{}\"{rest}", value.max(LEAST)));
        }
        raised = text;
    }
    raised
}
