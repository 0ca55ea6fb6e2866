//! The package parts that docx-rs leaves plain: styles, settings, numbering and properties.

use docx_rs::{XMLDocProps, XMLDocx};
use jiff::Timestamp;

/// The list every bulleted line belongs to; the styles part names it too.
pub(super) const BULLETS: usize = 1;

/// The list a numbered line belongs to when its style alone is chosen in Word; the runs of a
/// letter have lists of their own, from the next identifier on, so that each begins at 1.
pub(super) const NUMBERS: usize = 2;

/// What the document says about itself, without a word about the patient.
pub(super) struct Properties {
    pub letter_id: i64,
    pub version: u32,
    pub dictation_id: i64,
    /// What it is: a signed letter, a proof of one, or what goes around it.
    pub status: &'static str,
    pub made_at: Timestamp,
}

/// Puts our parts in the place of the library's: its style part has no language and no list
/// styles, and its custom properties come in a different order each time.
pub(super) fn replace(package: &mut XMLDocx, properties: &Properties, numbered_runs: usize) {
    package.styles = include_bytes!("../../../assets/templates/word/styles.xml").to_vec();
    package.settings = include_bytes!("../../../assets/templates/word/settings.xml").to_vec();
    package.numberings = numbering(numbered_runs).into_bytes();
    package.doc_props = XMLDocProps {
        app: package.doc_props.app.clone(),
        core: core(properties).into_bytes(),
        custom: custom(properties).into_bytes(),
    };
}

fn numbering(runs: usize) -> String {
    let level = |format: &str, style: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
             <w:pStyle w:val=\"{style}\"/><w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/>\
             <w:pPr><w:ind w:left=\"567\" w:hanging=\"567\"/></w:pPr></w:lvl>"
        )
    };
    let lists = [
        (BULLETS, level("bullet", "ListBullet", "\u{2022}")),
        (NUMBERS, level("decimal", "ListNumber", "%1.")),
    ];
    let abstracts = lists.map(|(id, level)| {
        format!(
            "<w:abstractNum w:abstractNumId=\"{id}\">\
             <w:multiLevelType w:val=\"singleLevel\"/>{level}</w:abstractNum>"
        )
    });
    let own = [BULLETS, NUMBERS]
        .map(|id| format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{id}\"/></w:num>"));
    let restarts: String = (1..=runs)
        .map(|run| {
            format!(
                "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{NUMBERS}\"/>\
                 <w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
                NUMBERS + run
            )
        })
        .collect();
    format!(
        "{DECLARATION}<w:numbering xmlns:w=\"{WORD}\">{}{}{restarts}</w:numbering>",
        abstracts.concat(),
        own.concat()
    )
}

fn core(properties: &Properties) -> String {
    let at = properties.made_at.strftime("%Y-%m-%dT%H:%M:%SZ");
    format!(
        "{DECLARATION}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>Letter</dc:title><dc:creator>Dictation Desk</dc:creator>\
         <dc:language>en-GB</dc:language><cp:revision>{}</cp:revision>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:modified>\
         </cp:coreProperties>",
        properties.version.max(1)
    )
}

fn custom(properties: &Properties) -> String {
    let values = [
        ("LetterId", properties.letter_id.to_string()),
        ("LetterVersion", properties.version.to_string()),
        ("DictationId", properties.dictation_id.to_string()),
        ("LetterStatus", properties.status.to_owned()),
    ];
    // Word wants property identifiers to begin at 2.
    let listed: String = (2..)
        .zip(values)
        .map(|(id, (name, value))| {
            format!(
                "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{id}\" \
                 name=\"{name}\"><vt:lpwstr>{value}</vt:lpwstr></property>"
            )
        })
        .collect();
    format!(
        "{DECLARATION}<Properties \
         xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
         xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">\
         {listed}</Properties>"
    )
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
