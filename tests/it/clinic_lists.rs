//! Clinic lists: read as hospitals write them, and matched with the recordings of the clinic.

mod mailing;
mod matching;
pub mod page;

use dictation_desk::problem::Outcome;
use dictation_desk::record::list::Table;
use dictation_desk::record::list::appointments::{Attended, ClinicList};
use jiff::civil::{Date, date};

pub const TODAY: Date = date(2026, 3, 5);

/// An invented NHS number that passes the check; every `at` gives another one.
pub fn nhs_number(at: u32) -> String {
    (0..)
        .map(|step| format!("999{:06}", at * 7 + step))
        .find_map(|nine| {
            let weights = (2..=10).rev();
            let sum: u32 = nine
                .bytes()
                .zip(weights)
                .map(|(digit, weight)| u32::from(digit - b'0') * weight)
                .sum();
            match 11 - sum % 11 {
                10 => None,
                11 => Some(format!("{nine}0")),
                check => Some(format!("{nine}{check}")),
            }
        })
        .unwrap()
}

pub fn read(text: &str) -> Outcome<ClinicList> {
    Table::read(text.as_bytes())?.appointments(TODAY)
}

/// How systems head the columns, and a line of theirs.
#[test]
fn a_list_is_read_however_its_system_heads_it() {
    for text in [
        "Time,Hospital number,NHS number,Name,Date of birth,Attended or DNA,Consultant,Clinic code\n\
         09:20,SV1,9990001006,\"SAMPLE, Margaret (Mrs)\",14/03/1958,Attended,Dr A Example,RHEUM1",
        "Appt Date;Appt Time;MRN;NHS No;Surname;Forename;DOB;Status;Clinician;Clinic\n\
         05/03/2026;0920;SV1;999 000 1006;Sample;Margaret;14-Mar-1958;ATT;Dr A Example;RHEUM1",
        "Clinic list of Thursday\n\nAppointment date/time\tPatient name\tD.O.B.\tNHS\tAttendance\tCons\tSession code\n\
         05/03/2026 09:20\tMrs Margaret SAMPLE\t14.03.1958\t9990001006\t5\tDr A Example\tRHEUM1",
        "Start,Family name,Given name,Born,NHS number,DNA,Seen by,Clinic name\n\
         9.20am,Sample,Margaret,1958-03-14,9990001006,N,Dr A Example,RHEUM1",
    ] {
        let list = read(text).unwrap();
        assert!(list.problems.is_empty(), "{text}: {:?}", list.problems);
        let [one] = list.appointments.as_slice() else {
            panic!("{text}: {list:?}");
        };
        assert_eq!(one.time.strftime("%H:%M").to_string(), "09:20", "{text}");
        assert!(one.day.is_none_or(|day| day == TODAY));
        assert_eq!(one.attended, Attended::Came, "{text}");
        assert_eq!(one.consultant, "Dr A Example");
        assert_eq!(one.clinic, "RHEUM1");
        assert_eq!(one.patient.family.to_lowercase(), "sample");
        assert_eq!(one.patient.born, date(1958, 3, 14));
        assert_eq!(
            one.patient.nhs_number.as_ref().unwrap().digits(),
            "9990001006"
        );
    }
}

#[test]
fn words_and_codes_of_who_came() {
    use Attended as A;
    for (word, expected) in [
        ("DNA", A::DidNotAttend),
        ("Did not attend", A::DidNotAttend),
        ("3", A::DidNotAttend),
        ("No", A::DidNotAttend),
        ("Attended", A::Came),
        ("ATT", A::Came),
        ("Yes", A::Came),
        ("6", A::Came),
        ("Seen", A::Came),
        ("cancelled", A::Cancelled),
        ("CNA", A::Cancelled),
        ("Could not attend", A::Cancelled),
        ("Cancelled by patient", A::Cancelled),
        ("WNB", A::NotBrought),
        ("Was not brought", A::NotBrought),
        ("", A::NotSaid),
        ("Booked", A::NotSaid),
    ] {
        let list = read(&format!(
            "Time,Name,DOB,Attended\n09:00,Ann Sample,01/02/1970,{word}"
        ));
        assert_eq!(list.unwrap().appointments[0].attended, expected, "{word}");
    }
}

#[test]
fn times_of_day() {
    for (cell, expected) in [
        ("09:20", Some("09:20")),
        ("9:20", Some("09:20")),
        ("09:20:00", Some("09:20")),
        ("0920", Some("09:20")),
        ("9.20", Some("09:20")),
        ("2:05 pm", Some("14:05")),
        ("12:10am", Some("00:10")),
        ("2pm", Some("14:00")),
        ("05/03/2026 14:05", Some("14:05")),
        ("2026-03-05T14:05:00", Some("14:05")),
        ("25:00", None),
        ("soon", None),
        ("05.03.2026", None),
        ("", None),
    ] {
        let list = read(&format!("Time,Name,DOB\n{cell},Ann Sample,01/02/1970")).unwrap();
        let read = list.appointments.first();
        let time = read.map(|it| it.time.strftime("%H:%M").to_string());
        assert_eq!(time.as_deref(), expected, "{cell}");
        assert_eq!(list.problems.is_empty(), expected.is_some(), "{cell}");
    }
}

#[test]
fn what_is_wrong_is_said_plainly_and_names_the_column() {
    for (text, told) in [
        (
            "Time,Name,NHS number\n09:00,Ann Sample,9990001006",
            "has no heading for the date of birth",
        ),
        (
            "Name,DOB,NHS number\nAnn Sample,01/02/1970,9990001006",
            "has no heading for the appointment time",
        ),
        (
            "DOB,NHS number\n01/02/1970,9990001006",
            "has no heading for the name and the appointment time",
        ),
    ] {
        let problem = read(text).unwrap_err();
        assert!(problem.what().contains(told), "{}", problem.message());
        assert!(
            problem.what().contains("clinic list"),
            "{}",
            problem.message()
        );
    }
    for (row, told) in [
        (
            "09:00,Ann Sample,31/02/1970,,DNA",
            "date of birth is not a date",
        ),
        ("noon,Ann Sample,01/02/1970,,DNA", "appointment time"),
        ("09:00,Ann Sample,01/02/1970,9990001007,DNA", "NHS number"),
        ("09:00,Ann Sample,01/02/1970,,perhaps", "under “Outcome”"),
    ] {
        let list = read(&format!(
            "Time,Name,DOB,NHS number,Outcome\n{row}\n09:10,Bo Sample,01/02/1971,,ATT"
        ));
        let list = list.unwrap();
        assert_eq!(list.appointments.len(), 1, "{row}");
        let (line, problem) = &list.problems[0];
        assert_eq!(*line, 2);
        assert!(problem.what().contains(told), "{}", problem.message());
    }
}
