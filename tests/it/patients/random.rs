//! Whatever bytes come: rows or a problem, and never a panic or a patient told.

use dictation_desk::desk::lists;
use dictation_desk::record::list::List;
use jiff::civil::date;
use proptest::prelude::*;

use super::messages::message;

const CSV: &str = "Clinic list\n\nTitle,Forename,Surname,Date of Birth,NHS No,Hospital No,Address\n\
    Mrs,Siân,O’Brien,21/06/1958,999 000 0018,FD1,\"1 Made Row\nSAMPLETON\nTE1 1AA\"\n\
    Mr,Bert,Fabric,02-Mar-1971,=\"9990000026\",00123,2 Made Row|SAMPLETON\n\n,,,,,,\nTotal: 2,,,,,,\n";

fn read(bytes: &[u8]) -> Option<List> {
    let today = date(2026, 11, 27);
    let file = lists::of_bytes(bytes, today).ok()?;
    file.people(today).ok()
}

/// Reads what may be anything, and sees that what is told of it names nobody.
fn holds(bytes: &[u8]) {
    let Some(list) = read(bytes) else {
        return;
    };
    for (line, problem) in &list.problems {
        assert!(*line > 0);
        let told = problem.message();
        for secret in ["Brien", "Fabric", "Bert", "SAMPLETON", "9990000018"] {
            assert!(!told.contains(secret), "{told}");
        }
    }
    for row in &list.people {
        assert!(!row.patient.family.is_empty() || !row.patient.given.is_empty());
    }
}

fn hl7() -> Vec<u8> {
    let pid = "PID|1||FD1^^^RX1^MR~9990000018^^^NHS^NH||O\\T\\Brien^Siân^^^Mrs||19580621|F|||1 Made Row^^SAMPLETON^^TE1 1AA^^H";
    let other = pid
        .replace("FD1", "FD2")
        .replace("9990000018", "9990000026")
        .replace("Siân", "Bert");
    let merge = message("A40", &[pid, "MRG|FD2^^^RX1^MR"]);
    [
        message("A28", &[pid, "PD1|||Surgery|G1^Made^A"]),
        message("A31", &[&other]),
        merge,
    ]
    .concat()
    .into_bytes()
}

#[test]
fn what_is_flipped_below_is_good_before() {
    assert_eq!(read(CSV.as_bytes()).expect("a list").people.len(), 2);
    let list = read(&hl7()).expect("messages");
    assert_eq!(
        (list.people.len(), list.merges.len(), list.problems.len()),
        (2, 1, 0)
    );
}

proptest! {
    #[test]
    fn any_bytes_give_rows_or_a_problem(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        holds(&bytes);
    }

    #[test]
    fn any_text_does(text in "(MSH\\|\\^~\\\\&)?[\\PC\n\r\t\",;|^~&\\\\]{0,200}") {
        holds(text.as_bytes());
    }

    #[test]
    fn a_good_list_with_bytes_flipped_does(flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        for good in [CSV.as_bytes().to_vec(), hl7()] {
            let mut bytes = good;
            for (at, to) in &flips {
                let at = at.index(bytes.len());
                bytes[at] = *to;
            }
            holds(&bytes);
        }
    }

    #[test]
    fn a_good_list_cut_short_does(cut in any::<prop::sample::Index>(), wide: bool) {
        for good in [CSV.as_bytes().to_vec(), hl7()] {
            let bytes = match wide {
                true => good.iter().flat_map(|byte| [*byte, 0]).collect(),
                false => good,
            };
            holds(&bytes[..cut.index(bytes.len())]);
        }
    }
}
