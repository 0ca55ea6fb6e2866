//! Lists as files: how they are encoded, what parts their cells, where their headings stand.

use dictation_desk::record::list::{Field, List, Table};
use dictation_desk::record::{Patient, Sex};
use jiff::civil::date;

const HEADER: &str = "title,given,family,born,nhs_number,hospital_number,address";
const ADA: &str = "Mrs,Ada,Invented,21/06/1958,9990000018,FD1,1 Made Row|SAMPLETON|TE1 1AA";

fn read(bytes: impl AsRef<[u8]>) -> Result<List, String> {
    let table = Table::read(bytes.as_ref()).map_err(|problem| problem.message())?;
    let list = table.people(date(2026, 11, 27));
    list.map_err(|problem| problem.message())
}

fn only(bytes: impl AsRef<[u8]>) -> Patient {
    let list = read(bytes).expect("a list");
    assert_eq!(list.problems, []);
    let [row] = &list.people[..] else {
        panic!("{} patients", list.people.len());
    };
    row.patient.clone()
}

/// The lines that cannot be taken, with what is told of them.
fn told(bytes: impl AsRef<[u8]>) -> Vec<(usize, String)> {
    let list = read(bytes).expect("a list");
    let problems = list.problems.into_iter();
    problems
        .map(|(line, problem)| (line, problem.message()))
        .collect()
}

fn is_ada(patient: &Patient) {
    let ada = super::ada();
    assert_eq!(
        (&patient.title, &patient.given, &patient.family),
        (&ada.title, &ada.given, &ada.family)
    );
    assert_eq!(
        (patient.born, &patient.nhs_number),
        (ada.born, &ada.nhs_number)
    );
    assert_eq!(
        (&patient.hospital_number, &patient.address),
        (&ada.hospital_number, &ada.address)
    );
}

#[test]
fn whatever_parts_the_cells_is_found_out() {
    let commas = format!("{HEADER}\n{ADA}\n");
    is_ada(&only(&commas));
    for separator in [";", "\t"] {
        is_ada(&only(commas.replace(',', separator)));
        is_ada(&only(format!(
            "sep={separator}\r\n{}",
            commas.replace(',', separator)
        )));
    }
    is_ada(&only(format!("sep=,\n{commas}")));
    let bars = commas.replace('|', "\n").replace(',', "|");
    let bars = bars.replace(
        "1 Made Row\nSAMPLETON\nTE1 1AA",
        "\"1 Made Row\nSAMPLETON\nTE1 1AA\"",
    );
    is_ada(&only(bars));
    is_ada(&only(commas.replace('\n', "\r\n")));
    is_ada(&only(commas.replace('\n', "\r")));
}

#[test]
fn whatever_program_wrote_it_the_names_are_right() {
    let text = format!(
        "{HEADER}\n{}\n",
        ADA.replace("Ada,Invented", "Siân,O’Brien-Müller")
    );
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    };
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    let marked = format!("\u{feff}{text}");
    for bytes in [
        text.clone().into_bytes(),
        marked.clone().into_bytes(),
        windows.into_owned(),
        utf16(&marked, u16::to_le_bytes),
        utf16(&marked, u16::to_be_bytes),
        utf16(&text, u16::to_le_bytes),
        utf16(&text, u16::to_be_bytes),
    ] {
        let patient = only(bytes);
        assert_eq!(
            (patient.given.as_str(), patient.family.as_str()),
            ("Siân", "O’Brien-Müller")
        );
    }
    let apart = only(text.replace('â', "a\u{302}"));
    assert_eq!(apart.given, "Siân", "accents are composed");
}

#[test]
fn headings_are_known_by_their_usual_names_in_any_case() {
    let rows = [
        "TITLE,GIVEN,FAMILY,BORN,NHS_NUMBER,HOSPITAL_NUMBER,ADDRESS",
        "Title,Forename,Surname,DOB,NHS No,MRN,Address",
        "Title,First name,Last name,D.O.B.,NHS Number,Hospital No,Address",
        "Salutation,Forename(s),Family name,Date of Birth,NHS no.,Unit No,Address 1",
        "Patient Title,Patient Forename,Patient Surname,Patient DOB,Patient NHS No,PAS number,Patient Address",
        "Title,Given Names,SURNAME,Date-of-Birth (dd/mm/yyyy),NHS#,Case Note No,Address Line 1",
    ];
    for heading in rows {
        let heading = heading.replace("NHS#", "NHS");
        is_ada(&only(format!("{heading}\n{ADA}\n")));
    }
    let (header, row) = (
        "Name,Gender,Born,Address 1,Address 2,Town,Postcode,Mobile,E-mail,GP Name,GP Practice,GP Address,GP Postcode,Consultant",
        "\"SMITH-O'BRIEN, John Paul (Mr)\",M,21-Jun-1958,1 Made Row,,SAMPLETON,TE1 1AA,07700 900123,j@example.org,Dr A Made,Made Surgery,\"2 Lane\nTOWN\",TE1 2BB,Dr Nobody",
    );
    let john = only(format!("{header}\n{row}\n"));
    assert_eq!(john.display_name(), "Mr John Paul SMITH-O'BRIEN");
    assert_eq!(john.family, "Smith-O'Brien");
    assert_eq!(john.address, ["1 Made Row", "SAMPLETON", "TE1 1AA"]);
    assert_eq!(john.practice.address, ["2 Lane", "TOWN", "TE1 2BB"]);
    assert_eq!(
        (john.practice.doctor.as_str(), john.practice.name.as_str()),
        ("Dr A Made", "Made Surgery")
    );
    assert_eq!(john.details.sex, Sex::Male);
    assert_eq!(
        (john.details.phone.as_str(), john.details.email.as_str()),
        ("07700 900123", "j@example.org")
    );
}

#[test]
fn a_column_can_be_taken_for_something_else() {
    let text = "Wholly,Unknown,Headings\nInvented,Ada,21/06/1958\n";
    let mut table = Table::read(text.as_bytes()).expect("a table");
    assert_eq!(table.columns(), [None; 3]);
    assert!(table.people(date(2026, 11, 27)).is_err());
    for (at, field) in [Field::Family, Field::Given, Field::Born]
        .into_iter()
        .enumerate()
    {
        table.take(at, Some(field));
    }
    assert_eq!(table.example(1), "Ada");
    assert_eq!(
        table
            .people(date(2026, 11, 27))
            .expect("a list")
            .people
            .len(),
        1
    );
}

#[test]
fn what_is_of_no_patient_is_passed_over_and_counted() {
    let text = format!(
        "Outpatient list for Monday\n\n{HEADER}\n{ADA}\n,,,,,,\n;\n,,,,,,\n{HEADER}\nTotal: 1,,,,,,\nEnd of report,,,,,,\0\0\u{1a}"
    );
    let list = read(&text).expect("a list");
    assert_eq!(list.people.len(), 1);
    assert_eq!(list.problems, []);
    assert_eq!((list.passed_over.titles, list.passed_over.others), (1, 4));
    is_ada(&only(format!(
        "{HEADER}\nMrs,Ada,Invented,21/06/1958,9990000018,FD1,1 Made Row|SAMPLETON|TE1 1AA"
    )));
    let short = only(format!("{HEADER}\nMrs,Ada,Invented,21/06/1958\n"));
    assert_eq!(short.hospital_number, "");
}

#[test]
fn each_message_names_the_line_of_the_file() {
    let text = format!(
        "{HEADER}\nMrs,Ada,Invented,21/06/1958,,FD1,\"1 Made Row\nSAMPLETON\nTE1 1AA\"\nMr,Bert,Fabric,21/06/58,,FD2,\n\n\nMr,Cy,Specimen,1958,,,\n"
    );
    let told: Vec<usize> = told(text).into_iter().map(|(line, _)| line).collect();
    assert_eq!(told, [5, 8]);
    let told = read(format!(
        "{HEADER}\n{ADA}\nMr,\"Bert,Fabric,,,,\nMr,Cy,Specimen,,,,\n"
    ))
    .unwrap_err();
    assert!(told.starts_with("Line 3: a quotation mark"), "{told}");
}

#[test]
fn what_is_wrong_is_told_and_nothing_of_it_guessed() {
    let rows = [
        ("Mrs,Ada,Invented,,,FD1,", "date of birth is missing"),
        ("Mrs,,,21/06/1958,,FD1,", "needs a name"),
        ("Mrs,Ada,Invented,21/06/1958,999000001,FD1,", "9 digits"),
        (
            "Mrs,Ada,Invented,21/06/1958,,1.23E+09,",
            "rounded the hospital number",
        ),
        (
            "Mrs,Ada,Invented,21/06/1958,,FD1,1 Made Row,SAMPLETON,TE1",
            "more cells than headings",
        ),
        ("Mrs,SiÃ¢n,Invented,21/06/1958,,FD1,", "damaged"),
        ("Mrs,Si\u{fffd}n,Invented,21/06/1958,,FD1,", "damaged"),
        ("Mrs,Ada,Oâ€™Brien,21/06/1958,,FD1,", "damaged"),
        (
            "Page,,,,,,",
            "no names and no date of birth|needs a name|birth is missing",
        ),
    ];
    for (row, why) in rows {
        let told = told(format!("{HEADER}\n{ADA}\n{row}\n"));
        let [(3, told)] = &told[..] else {
            panic!("{row}: {told:?}");
        };
        assert!(
            why.split('|').any(|why| told.contains(why)),
            "{row}: {told}"
        );
        for secret in ["Ada", "Invented", "1958,", "FD1", "999000001"] {
            assert!(!told.contains(secret), "{told}");
        }
    }
}

#[test]
fn a_file_that_cannot_be_a_list_says_so() {
    let rows: [(&[u8], &str); 9] = [
        (b"", "nobody in that file"),
        (b"\xef\xbb\xbf", "nobody in that file"),
        (HEADER.as_bytes(), "nobody in that file"),
        (b"PK\x03\x04rest of a workbook", "workbook"),
        (b"%PDF-1.7", "PDF"),
        (
            b"title,given,family\nMrs,Ada,Invented\n",
            "Line 1 of the patients file has no heading for the date of birth",
        ),
        (
            b"\n\nborn,nhs number\n21/06/1958,\n",
            "Line 3 of the patients file has no heading for the names",
        ),
        (
            b"family,surname,born\nA,B,21/06/1958\n",
            "two headings for the family name",
        ),
        (
            b"Mrs,Ada,Invented,21/06/1958\n",
            "has no heading for the names and the date of birth",
        ),
    ];
    for (bytes, why) in rows {
        let told = read(bytes).unwrap_err();
        assert!(told.contains(why), "{told}");
        assert!(!told.contains("Ada"), "{told}");
    }
}

#[test]
fn names_are_as_people_have_them() {
    let long = "Wolfeschlegelsteinhausenbergerdorffwelch";
    let rows = [
        ("Madonna", "", ""),
        ("", "Suharto", ""),
        ("Ada Mary Jane", "van der Berg", "two or more given names"),
        ("A", "O", "of one letter"),
        ("Ada", long, "of forty letters"),
        ("Олена", "Шевченко", "Cyrillic"),
        ("伟", "王", "Chinese"),
        ("محمد", "الأحمد", "Arabic"),
        ("Ada", "O’Brien", "curly"),
        ("Ada", "O'Brien", "straight"),
        ("Ada", "OʼBrien", "modifier letter"),
        ("Ngozi", "Ọláwálé", "dots below"),
    ];
    for (given, family, what) in rows {
        let patient = only(format!("{HEADER}\nMx,{given},{family},21/06/1958,,,\n"));
        assert_eq!(
            (patient.given.as_str(), patient.family.as_str()),
            (given, family),
            "{what}"
        );
    }
}
