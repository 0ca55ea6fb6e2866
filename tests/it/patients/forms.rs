//! Dates of birth and NHS numbers in the forms in which files bring them, from tables.

use dictation_desk::record::{NhsNumber, born};
use jiff::civil::date;

/// The rows of a table: what is read, and what comes of it.
fn rows(table: &str) -> Vec<(&str, &str)> {
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| line.split_once('\t').expect("two columns"))
        .collect()
}

fn holds<T: ToString>(read: Result<T, String>, says: &str, of: &str) {
    match (says.strip_prefix("! "), read) {
        (None, Ok(value)) => assert_eq!(value.to_string(), says, "{of}"),
        (Some(why), Err(told)) => assert!(told.contains(why), "{of}: {told}"),
        (_, Ok(value)) => panic!("{of} was taken for {}", value.to_string()),
        (_, Err(told)) => panic!("{of}: {told}"),
    }
}

#[test]
fn a_date_of_birth_is_read_as_offices_write_it() {
    let today = date(2026, 11, 27);
    for (text, says) in rows(include_str!("../../cases/born.tsv")) {
        let read = born::read(text, today).map_err(|problem| problem.message());
        if let Err(told) = &read {
            assert!(
                told.contains("21/06/1958"),
                "says which form is wanted: {told}"
            );
        }
        holds(read, says, text);
    }
}

#[test]
fn a_date_that_stands_for_not_known_is_doubtful() {
    let today = date(2026, 11, 27);
    assert!(born::is_doubtful(date(1900, 1, 1), today));
    assert!(born::is_doubtful(date(1908, 5, 4), today));
    assert!(!born::is_doubtful(date(1926, 1, 1), today));
}

/// "999<2013>000" with the code points put in.
fn spelt(text: &str) -> String {
    let mut parts = text.split('<');
    let mut spelt = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let (code, rest) = part.split_once('>').expect("a code point");
        let code = u32::from_str_radix(code, 16).expect("in hexadecimal");
        spelt.push(char::from_u32(code).expect("a character"));
        spelt.push_str(rest);
    }
    spelt
}

#[test]
fn an_nhs_number_is_read_however_it_was_damaged_if_that_can_be_undone() {
    for (text, says) in rows(include_str!("../../cases/nhs-numbers.tsv")) {
        let read = NhsNumber::parse(&spelt(text));
        let read = read.map(|number| number.digits().to_owned());
        let read = read.map_err(|problem| problem.message());
        if let Err(told) = &read {
            let unseen = |c: char| {
                c.is_control()
                    || "\u{200b}\u{200c}\u{200d}\u{202a}\u{202c}\u{2060}\u{feff}\u{a0}".contains(c)
            };
            assert!(!told.contains(unseen), "{told:?} shows what cannot be seen");
        }
        holds(read, says, text);
    }
}

#[test]
fn requirement_2_a_valid_number_is_accepted_with_spaces_and_a_mistaken_one_is_not() {
    let number = NhsNumber::parse("943 476 5919").expect("it is valid");
    assert_eq!(number.to_string(), "943 476 5919");
    for wrong in ["9434765918", "0000000000"] {
        assert!(NhsNumber::parse(wrong).is_err(), "{wrong}");
    }
}
