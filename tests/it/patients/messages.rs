//! HL7 messages of a hospital system: registered, changed, moved, merged.

use dictation_desk::record::list::{List, adt};
use dictation_desk::record::{AddressKind, Patient, Sex};
use jiff::civil::date;

const PID: &str = "PID|1||FD1^^^RX1^MR~9990000018^^^NHS^NH||Invented^Ada^Mary^^Mrs||19580621|F|||1 Made Row^^SAMPLETON^^TE1 1AA^^H||07700 900123~^NET^Internet^ada@example.org";
const PD1: &str = "PD1|||Made Surgery^^P81001|G1234567^Made^Alan^^^Dr";

/// A message of this event with these segments.
pub fn message(event: &str, segments: &[&str]) -> String {
    let msh = format!("MSH|^~\\&|PAS|RX1|DESK|RX1|20261127101500||ADT^{event}|1|P|2.4");
    let evn = format!("EVN|{event}|20261127101500");
    [&[msh.as_str(), evn.as_str()], segments]
        .concat()
        .join("\r")
        + "\r"
}

fn read(text: impl AsRef<[u8]>) -> List {
    assert!(adt::is_messages(text.as_ref()));
    adt::read(text.as_ref(), date(2026, 11, 27)).expect("messages")
}

fn only(text: impl AsRef<[u8]>) -> Patient {
    let list = read(text);
    assert_eq!(list.problems, []);
    assert_eq!(list.people.len(), 1);
    list.people[0].patient.clone()
}

#[test]
fn a_registration_tells_all_of_a_patient() {
    for event in ["A04", "A08", "A28", "A31"] {
        let ada = only(message(event, &[PID, PD1]));
        assert_eq!(ada.display_name(), "Mrs Ada Mary INVENTED");
        assert_eq!(ada.born, date(1958, 6, 21));
        assert_eq!(ada.nhs_number, super::ada().nhs_number);
        assert_eq!(ada.hospital_number, "FD1");
        assert_eq!(ada.address, ["1 Made Row", "SAMPLETON", "TE1 1AA"]);
        assert_eq!(
            (ada.practice.doctor.as_str(), ada.practice.name.as_str()),
            ("Dr Alan Made", "Made Surgery")
        );
        assert_eq!(ada.details.sex, Sex::Female);
        assert_eq!(ada.details.phone, "07700 900123");
        assert_eq!(ada.details.email, "ada@example.org");
    }
}

#[test]
fn several_messages_come_framed_or_with_any_line_ends() {
    let bert = PID
        .replace("FD1", "FD2")
        .replace("9990000018", "9990000026")
        .replace("Invented^Ada", "Fabric^Bert");
    let two = [message("A28", &[PID]), message("A28", &[&bert])];
    let framed: String = two
        .iter()
        .map(|text| format!("\u{b}{text}\u{1c}\r"))
        .collect();
    for text in [
        two.concat(),
        framed,
        two.join("\n\n"),
        two.concat().replace('\r', "\r\n"),
        two.concat().replace('\r', "\n"),
    ] {
        let list = read(&text);
        assert_eq!(list.problems, []);
        let families: Vec<&str> = list
            .people
            .iter()
            .map(|row| row.patient.family.as_str())
            .collect();
        assert_eq!(families, ["Invented", "Fabric"]);
        assert_eq!(list.people[1].line, 2);
    }
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode("Siân");
    let bytes = message("A28", &[PID]).replace("Ada", "@@@@").into_bytes();
    let at = bytes
        .windows(4)
        .position(|part| part == b"@@@@")
        .expect("there");
    let bytes = [&bytes[..at], &windows, &bytes[at + 4..]].concat();
    assert_eq!(only(bytes).given, "Siân Mary");
}

#[test]
fn escapes_are_undone_also_beside_accents() {
    let pid = PID
        .replace("Invented^", r"Siân\T\Müller\S\X^")
        .replace("SAMPLETON", r"Flat 2\F\3\.br\SAMPLETON\X41\\H\!\N\");
    let patient = only(message("A31", &[&pid]));
    assert_eq!(patient.family, "Siân&Müller^X");
    assert_eq!(patient.address[1], "Flat 2|3 SAMPLETONA!");
}

#[test]
fn addresses_for_a_time_and_the_restricted_are_told_apart() {
    let pid = PID.replace(
        "^H||",
        "^H~c/o Daughter^^TOWN^^TE2^^M^^^^^^20260101^20261231~Gone Lodge^^^^^^BA||",
    );
    let ada = only(message("A31", &[&pid]));
    let [other] = &ada.details.other_addresses[..] else {
        panic!("{:?}", ada.details.other_addresses);
    };
    assert_eq!(
        (other.kind, other.until),
        (AddressKind::Correspondence, Some(date(2026, 12, 31)))
    );
    assert_eq!(
        ada.address_on(date(2026, 6, 1))
            .map(|lines| lines[0].as_str()),
        Some("c/o Daughter")
    );
    let hidden = only(message("A31", &[PID, "PD1||||||||||||Y"]));
    assert_eq!(hidden.address_on(date(2026, 6, 1)), None);
}

#[test]
fn a_gp_may_stand_in_a_role() {
    let role = "ROL|1|UP|PP^Primary care|G1^Placeholder^Bea^^^Dr|||||||40 Made Road^^TOWN^^TE3 3BB";
    let ada = only(message("A28", &[PID, role]));
    assert_eq!(ada.practice.doctor, "Dr Bea Placeholder");
    assert_eq!(ada.practice.address, ["40 Made Road", "TOWN", "TE3 3BB"]);
}

#[test]
fn a_merge_is_only_proposed() {
    let list = read(message("A40", &[PID, "MRG|FD9^^^RX1^MR"]));
    assert_eq!(list.people, []);
    let [merge] = &list.merges[..] else {
        panic!("{:?}", list.merges);
    };
    assert_eq!(merge.gone, ["hosp:fd9"]);
    assert_eq!(merge.stays.family, "Invented");
    assert_eq!(read(message("A40", &[PID])).problems.len(), 1);
}

#[test]
fn other_messages_are_passed_over_and_broken_ones_told() {
    let rows = [
        (message("A03", &[PID]), 0),
        (
            message("A28", &["PID|1||FD1^^^RX1^MR||Invented^Ada||19581321|F"]),
            1,
        ),
        (
            message(
                "A28",
                &["PID|1||9990000019^^^NHS^NH||Invented^Ada||19580621|F"],
            ),
            1,
        ),
        (message("A28", &["PID|1||FD1||^||19580621|F"]), 1),
        (message("A28", &["ZZZ|1"]), 1),
        (message("A28", &[PID, "and a line that is no segment"]), 1),
        ("MSH|\r".to_owned(), 1),
    ];
    for (text, problems) in rows {
        let list = read([text.as_str(), &message("A28", &[PID])].concat());
        assert_eq!(list.people.len(), 1, "{text}");
        assert_eq!(list.problems.len(), problems, "{text}: {:?}", list.problems);
        assert!(list.problems.iter().all(|(line, _)| *line == 1));
        assert_eq!(list.passed_over.others, 1 - problems);
    }
}
