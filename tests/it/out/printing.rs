//! What is run to print, as a table, for both ways of printing.

use std::path::Path;

use dictation_desk::desk::post::choices::PostChoices;
use dictation_desk::desk::post::printing::{Way, calls};

use super::words;

/// First tray, other tray, pages (none where that cannot be told), and what is run.
const TABLE: &str = "
    -    -     1 | -d P -t Letter -- /t/a.pdf
    Top  -     1 | -d P -t Letter -o InputSlot=Top -- /t/a.pdf
    Top  Top   3 | -d P -t Letter -o InputSlot=Top -- /t/a.pdf
    Top  Low   1 | -d P -t Letter -o InputSlot=Top -- /t/a.pdf
    Top  Low   ? | -d P -t Letter -o InputSlot=Top -- /t/a.pdf
    Top  Low   2 | -d P -t Letter -o InputSlot=Top -P 1 -- /t/a.pdf ; -d P -t Letter -o InputSlot=Low -P 2-9999 -- /t/a.pdf
    -    Low   2 | -d P -t Letter -P 1 -- /t/a.pdf ; -d P -t Letter -o InputSlot=Low -P 2-9999 -- /t/a.pdf
";

#[test]
fn pages_come_from_the_trays_that_were_chosen() {
    for row in TABLE.trim().lines() {
        let (given, run) = row.split_once('|').unwrap();
        let given: Vec<&str> = given.split_whitespace().collect();
        let tray = |text: &str| text.trim_matches('-').to_owned();
        let choices = PostChoices {
            printer: " P ".to_owned(),
            first_tray: tray(given[0]),
            next_tray: tray(given[1]),
            ..PostChoices::default()
        };
        let calls = calls(
            Way::Lp,
            &choices,
            Path::new("/t/a.pdf"),
            given[2].parse().ok(),
        );
        assert!(calls.iter().all(|call| call.program == Path::new("lp")));
        let lines: Vec<String> = calls.iter().map(|call| words(call).join(" ")).collect();
        assert_eq!(lines.join(" ; "), run.trim(), "{row}");
    }
}

#[test]
fn on_windows_the_printer_is_looked_for_and_nothing_in_its_name_is_run() {
    let choices = PostChoices {
        printer: "Sec's; Remove-Item x".to_owned(),
        pdf_maker: "C:/Office/soffice.com".into(),
        ..PostChoices::default()
    };
    let calls = calls(Way::Office, &choices, Path::new("/t/a.pdf"), Some(2));
    let [looked_for, printed] = &calls[..] else {
        panic!("{calls:?}");
    };
    assert_eq!(
        words(looked_for).pop().unwrap(),
        "Get-Printer -Name 'Sec''s; Remove-Item x' -ErrorAction Stop | Out-Null"
    );
    let printed = words(printed);
    assert_eq!(printed[0], "-env:UserInstallation=file:///t/profile");
    assert_eq!(printed[4..], ["--pt", "Sec's; Remove-Item x", "/t/a.docx"]);
}
