//! The Word document: what stands in it, in which styles, and what it says of itself.

use std::io::{Cursor, Read};

use dictation_desk::letter::sign::{Letterhead, Papers};
use dictation_desk::letter::{Letter, docx};

use super::{papers, signed, with_text};

/// The text of one part of a document.
pub fn part(docx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// The paragraphs of a part: style, text with tabs and breaks, list. Text boxes and the like are
/// not used, so reading in order is enough.
pub fn paragraphs(xml: &str) -> Vec<(String, String, Option<usize>)> {
    let pieces = xml.split("<w:p ").skip(1);
    pieces
        .map(|piece| {
            let piece = piece.split("</w:p>").next().unwrap();
            let style = between(piece, "<w:pStyle w:val=\"", "\"").unwrap_or_default();
            let list = between(piece, "<w:numId w:val=\"", "\"").map(|id| id.parse().unwrap());
            let marked = piece
                .replace("<w:tab />", "<w:t>\t</w:t>")
                .replace("<w:br w:type=\"textWrapping\" />", "<w:t>\n</w:t>");
            let text: String = marked
                .split("<w:t")
                .skip(1)
                .filter_map(|run| between(run, ">", "</w:t>"))
                .collect();
            (style, text, list)
        })
        .collect()
}

fn between(text: &str, before: &str, after: &str) -> Option<String> {
    let start = text.find(before)? + before.len();
    let end = start + text[start..].find(after)?;
    Some(text[start..end].to_owned())
}

#[test]
fn the_document_says_everything_once_in_named_styles() {
    let docx = docx::document(&signed(papers())).unwrap();
    let lines = paragraphs(&part(&docx, "word/document.xml"));
    let lines: Vec<(&str, &str)> = lines
        .iter()
        .map(|(style, text, _)| (style.as_str(), text.as_str()))
        .collect();
    let expected = [
        ("LetterheadName", "Sample Vale Hospitals"),
        ("LetterheadDepartment", "Department of Rheumatology"),
        ("Letterhead", "1 Invented Road"),
        ("Addressee", "Dr A van Example"),
        ("Addressee", "Invented Lane Surgery"),
        ("Addressee", "3 Invented Lane"),
        ("Addressee", "SA9 2BB"),
        ("Reference", "Our ref:\tJS/AB"),
        ("Reference", "Hospital no:\tSV100001"),
        ("Reference", "Clinic:\tRheumatology clinic"),
        ("Reference", "Clinic date:\t6 August 2018"),
        ("Reference", "Dictated:\t6 August 2018"),
        ("Reference", "Typed:\t8 August 2018"),
        ("Salutation", "Dear Dr van Example"),
        (
            "Identity",
            "Re:\tMrs Ada SAMPLE-ASHWORTH, born 14 March 1948\nNHS number: 999 000 1006   Hospital number: SV100001\n12 Invented Row, SAMPLETON, SA9 1AA",
        ),
        ("Heading1", "Diagnoses"),
        ("ListNumber", "Rheumatoid arthritis"),
        ("ListNumber", "Hypertension"),
        ("Heading1", "Plan"),
        ("ListNumber", "Methotrexate 15\u{a0}mg once a week"),
        ("ListBullet", "Folic acid 5 mg"),
        (
            "Normal",
            "Sodium &lt; 135 &amp; &quot;café&quot; \u{1d11e}, Łódź.",
        ),
        ("Normal", "Seen\twith her daughter."),
        ("Closing", "Yours sincerely"),
        ("SignatureName", "Dr Jonathan Sample"),
        ("Signature", "MB ChB FRCP"),
        ("Signature", "Consultant Rheumatologist"),
        (
            "Approval",
            "Approved electronically by Dr Jonathan Sample on 9 August 2018 at 14:30",
        ),
        ("Distribution", "cc:\tMrs Ada Sample-Ashworth"),
    ];
    assert_eq!(lines, expected);
    let styles = part(&docx, "word/styles.xml");
    for (style, _) in expected.iter().chain(&[("Footer", ""), ("ProofMark", "")]) {
        assert!(
            styles.contains(&format!("w:styleId=\"{style}\"")),
            "{style}"
        );
    }
    assert!(styles.contains("w:lang w:val=\"en-GB\""));
}

#[test]
fn each_numbered_run_is_a_list_of_its_own_that_begins_at_one() {
    let docx = docx::document(&signed(papers())).unwrap();
    let lines = paragraphs(&part(&docx, "word/document.xml"));
    let lists: Vec<usize> = lines.iter().filter_map(|(_, _, list)| *list).collect();
    let [first, second, other, bullet] = lists[..] else {
        panic!("{lists:?}");
    };
    assert!(first == second && first != other && other != bullet);
    let numbering = part(&docx, "word/numbering.xml");
    for list in [first, other] {
        let own = between(
            &numbering,
            &format!("<w:num w:numId=\"{list}\">"),
            "</w:num>",
        )
        .unwrap();
        assert!(own.contains("<w:startOverride w:val=\"1\"/>"), "{own}");
    }
}

#[test]
fn every_page_names_the_patient_and_counts_itself() {
    let docx = docx::document(&signed(papers())).unwrap();
    let footer = part(&docx, "word/footer1.xml");
    let (_, text, _) = &paragraphs(&footer)[0];
    assert_eq!(
        text,
        "Mrs Ada SAMPLE-ASHWORTH, NHS number 999 000 1006\tPage 1 of 1"
    );
    assert!(footer.contains("<w:instrText>PAGE<") && footer.contains("<w:instrText>NUMPAGES<"));
    assert!(part(&docx, "word/document.xml").contains("<w:footerReference w:type=\"default\""));
}

#[test]
fn properties_identify_the_record_and_not_the_patient() {
    let docx = docx::document(&signed(papers())).unwrap();
    let custom = part(&docx, "docProps/custom.xml");
    for (name, value) in [
        ("LetterId", "5"),
        ("LetterVersion", "2"),
        ("DictationId", "77"),
        ("LetterStatus", "signed"),
    ] {
        let property = between(&custom, &format!("name=\"{name}\"><vt:lpwstr>"), "<");
        assert_eq!(property.as_deref(), Some(value), "{name}");
    }
    let core = part(&docx, "docProps/core.xml");
    assert!(core.contains("2018-08-09T13:30:00Z"));
    for secret in [
        "Ada",
        "SAMPLE",
        "Sample-Ashworth",
        "9990001006",
        "999 000 1006",
        "SV100001",
    ] {
        assert!(
            !custom.contains(secret) && !core.contains(secret),
            "{secret}"
        );
    }
}

#[test]
fn the_same_letter_always_gives_the_same_bytes() {
    let mut papers = papers();
    papers.letterhead.logo = Some(PNG.into());
    let letter = signed(papers);
    let first = docx::document(&letter).unwrap();
    let elsewhere = std::thread::Builder::new()
        .name("another-renderer".to_owned())
        .spawn(move || docx::document(&letter).unwrap())
        .unwrap();
    assert_eq!(first, elsewhere.join().unwrap());
}

#[test]
fn a_proof_says_so_on_every_page_and_is_approved_by_nobody() {
    let unready = Papers {
        patient: None,
        author: None,
        ..with_text("[INSERT]")
    };
    for papers in [papers(), unready] {
        let docx = docx::proof(&papers).unwrap();
        let (style, text, _) = &paragraphs(&part(&docx, "word/header1.xml"))[0];
        assert_eq!(
            (style.as_str(), text.as_str()),
            ("ProofMark", "PROOF – NOT SIGNED")
        );
        let document = part(&docx, "word/document.xml");
        assert!(document.contains("<w:headerReference w:type=\"default\""));
        assert!(!document.contains("Approved"));
        assert!(part(&docx, "docProps/custom.xml").contains("<vt:lpwstr>proof<"));
    }
    let signed = docx::document(&signed(papers())).unwrap();
    assert!(!part(&signed, "word/document.xml").contains("headerReference"));
}

#[test]
fn a_proof_of_next_to_nothing_has_no_empty_cell() {
    let papers = Papers {
        letter: Letter::default(),
        patient: None,
        author: None,
        letterhead: Letterhead::default(),
        ..papers()
    };
    let document = part(&docx::proof(&papers).unwrap(), "word/document.xml");
    let cells: Vec<&str> = document.split("<w:tc>").skip(1).collect();
    assert_eq!(cells.len(), 3);
    assert!(
        cells
            .iter()
            .all(|cell| cell.split("</w:tc>").next().unwrap().contains("<w:p "))
    );
}

#[test]
fn the_closing_stays_with_the_end_of_the_text_and_the_name() {
    let docx = docx::document(&signed(papers())).unwrap();
    let document = part(&docx, "word/document.xml");
    let last = document
        .split("<w:p ")
        .find(|p| p.contains("daughter"))
        .unwrap();
    assert!(last.contains("<w:keepNext />"));
    assert_eq!(document.matches("<w:keepNext />").count(), 1);
    let styles = part(&docx, "word/styles.xml");
    for style in ["Closing", "SignatureName", "Signature", "Heading1"] {
        let own = between(&styles, &format!("w:styleId=\"{style}\""), "</w:style>").unwrap();
        assert!(own.contains("<w:keepNext/>"), "{style}");
    }
}

/// One grey pixel.
const PNG: &[u8] = include_bytes!("pixel.png");

#[test]
fn a_logo_is_drawn_and_anything_else_is_refused() {
    let with_logo = |logo: &[u8]| {
        let mut papers = papers();
        papers.letterhead.logo = Some(logo.into());
        docx::proof(&papers)
    };
    let docx = with_logo(PNG).unwrap();
    assert!(part(&docx, "word/document.xml").contains("<wp:anchor"));
    let mut archive = zip::ZipArchive::new(Cursor::new(&docx)).unwrap();
    let mut stored = Vec::new();
    archive
        .by_name("word/media/rIdLogo.png")
        .unwrap()
        .read_to_end(&mut stored)
        .unwrap();
    assert_eq!(stored, PNG);
    for wrong in [b"GIF89a".as_slice(), &PNG[..12], b""] {
        assert!(with_logo(wrong).unwrap_err().next().contains("PNG"));
    }
}
