//! Envelopes, labels and address sheets as Word documents; by hand, as LibreOffice sets them.

use std::path::PathBuf;
use std::process::Command;

use dictation_desk::letter::docx::{self, Cover, Envelope, LABELS_ON_A_SHEET};

use crate::letters::word::{paragraphs, part};
use crate::letters::{papers, signed};

fn cover(name: &str) -> Cover {
    let lines = [
        name,
        "12 Invented Row",
        "Upper Inventing",
        "SAMPLETON",
        "SA9 1AA",
    ];
    Cover {
        letter: 5,
        version: 2,
        lines: lines.map(str::to_owned).to_vec(),
    }
}

/// What stands on a document, line after line.
fn text(document: &[u8]) -> Vec<String> {
    let lines = paragraphs(&part(document, "word/document.xml")).into_iter();
    let lines = lines.map(|(_, text, _)| text);
    lines.filter(|text| !text.is_empty()).collect()
}

#[test]
fn a_cover_says_to_whom_it_goes_and_nothing_of_the_letter() {
    let to = cover("Mrs Ada Sample-Ashworth & Co");
    let mut lines = to.lines.clone();
    lines[0] = "Mrs Ada Sample-Ashworth &amp; Co".to_owned();
    let sheet = docx::address_sheet(&to).unwrap();
    assert_eq!(text(&sheet), lines);
    for (size, width) in [(Envelope::Dl, "12472"), (Envelope::C5, "12983")] {
        let envelope = docx::envelope(size, &to).unwrap();
        assert_eq!(text(&envelope)[1..], lines);
        assert_eq!(text(&envelope)[0], "Private and confidential");
        let body = part(&envelope, "word/document.xml");
        assert!(body.contains(&format!("w:w=\"{width}\"")), "{size:?}");
        assert!(!body.contains("footerReference"), "no patient at its foot");
    }
}

#[test]
fn labels_begin_where_the_sheet_is_still_full() {
    let all: Vec<Cover> = (0..25).map(|at| cover(&format!("Label {at}"))).collect();
    let count = |start| {
        let sheet = docx::labels(&all, start).unwrap();
        part(&sheet, "word/document.xml").matches("<w:tr>").count()
    };
    assert_eq!(LABELS_ON_A_SHEET, 21);
    // 25 labels from the first place fill nine rows; from the fourth they need one row more.
    assert_eq!((count(1), count(3), count(4)), (9, 9, 10));
    let sheet = docx::labels(&all[..1], 4).unwrap();
    let body = part(&sheet, "word/document.xml");
    let before = body.split("Label 0").next().unwrap();
    assert_eq!(
        before.matches("<w:tr>").count(),
        2,
        "the first row stays blank"
    );
}

#[test]
#[ignore = "needs LibreOffice and poppler: for eyes, and for the window of an envelope"]
#[expect(
    clippy::print_stdout,
    reason = "where the address stands is its answer"
)]
fn as_libreoffice_sets_them() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/papers");
    std::fs::create_dir_all(&folder).unwrap();
    let to = cover("Miss Maximiliane Featherstonehaugh-Inventedname");
    let all: Vec<Cover> = (0..19)
        .map(|at| cover(&format!("Mrs Label Sample-{at}")))
        .collect();
    let letter = docx::document(&signed(papers())).unwrap();
    let large = docx::large_print(&letter).unwrap();
    let mut long = papers();
    long.letterhead.logo = Some(std::sync::Arc::from(
        &include_bytes!("../../../assets/icon.png")[..],
    ));
    long.letterhead.lines = [
        "1 Invented Road, Sampleton",
        "SA1 1AA",
        "Telephone 01632 960 000",
    ]
    .map(str::to_owned)
    .to_vec();
    let address = "Dr A van Example\nInvented Lane Surgery\nThe Old Invented Mill\n3 Invented Lane\n\
        Upper Inventing\nSAMPLETON\nSA9 2BB";
    let edit = long
        .letter
        .set_field(dictation_desk::letter::Field::Addressee, address);
    long.letter.apply(&edit).unwrap();
    let long = docx::document(&signed(long)).unwrap();
    for (name, bytes) in [
        ("letter", letter),
        ("large", large),
        ("long", long),
        ("sheet", docx::address_sheet(&to).unwrap()),
        ("dl", docx::envelope(Envelope::Dl, &to).unwrap()),
        ("c5", docx::envelope(Envelope::C5, &to).unwrap()),
        ("labels", docx::labels(&all, 4).unwrap()),
    ] {
        let document = folder.join(name).with_extension("docx");
        std::fs::write(&document, bytes).unwrap();
        let to_pdf = ["--headless", "--convert-to", "pdf", "--outdir"];
        let made = Command::new("soffice")
            .args(to_pdf)
            .arg(&folder)
            .arg(&document)
            .status();
        assert!(made.unwrap().success());
        let pdf = document.with_extension("pdf");
        let picture = document.with_extension("");
        let drawn = Command::new("pdftoppm")
            .args(["-r", "60", "-png"])
            .arg(&pdf)
            .arg(picture)
            .status();
        assert!(drawn.unwrap().success());
    }
    for name in ["letter", "long", "sheet"] {
        let pdf = folder.join(name).with_extension("pdf");
        let words = Command::new("pdftotext")
            .args(["-bbox"])
            .arg(&pdf)
            .arg("-")
            .output()
            .unwrap();
        let words = String::from_utf8(words.stdout).unwrap();
        let last = if name == "sheet" { "1AA" } else { "2BB" };
        let first = if name == "sheet" { ">Miss<" } else { ">Dr<" };
        for word in [first, &format!(">{last}<")] {
            let line = words.lines().find(|line| line.contains(word)).unwrap();
            let number = |name: &str| -> f64 {
                let rest = line.split(&format!("{name}=\"")).nth(1).unwrap();
                rest.split('"').next().unwrap().parse::<f64>().unwrap() * 25.4 / 72.0
            };
            let (left, top, right, bottom) = (
                number("xMin"),
                number("yMin"),
                number("xMax"),
                number("yMax"),
            );
            println!("{name} {word}: {left:.1}..{right:.1} across, {top:.1}..{bottom:.1} down");
            assert!(left >= 20.0 && right <= 110.0, "{name} {word}");
            assert!(top >= 42.0 && bottom <= 77.0, "{name} {word}");
        }
    }
}

/// The real thing from end to end: signed letters out of the record, PDFs by LibreOffice.
#[test]
#[ignore = "needs LibreOffice: a clinic's letters made into PDFs by it"]
#[expect(clippy::print_stdout, reason = "how long it took is its answer")]
fn libreoffice_makes_the_pdfs_of_a_clinic() {
    use dictation_desk::desk::command::Command;
    use dictation_desk::desk::post::running::Here;
    let room = crate::room::Room::new();
    super::signed_letters(&room, 10);
    let mut desk = room.desk_running(std::sync::Arc::new(Here), super::MOMENT);
    let all = super::rows(&mut desk);
    let begun = std::time::Instant::now();
    crate::clinic::say(&mut desk, Command::PreparePost(super::as_wanted(&all)));
    println!(
        "20 recipients, 10 letters and 10 address sheets: {:.1?}",
        begun.elapsed()
    );
    let told = super::report(&desk);
    assert_eq!(told.told, ["20 letters are in the folder for sending"]);
    assert_eq!(told.missed, []);
    assert_eq!(super::sent_files(&room).len(), 20);
    assert!(
        super::sent_files(&room)
            .iter()
            .all(|name| name.ends_with(".pdf"))
    );
}
