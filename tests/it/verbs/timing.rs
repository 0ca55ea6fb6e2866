//! `model time`: how long a minute of dictation takes, by the model that ships, for scripts.

use super::{MODEL, Room, text};

#[test]
fn a_model_is_timed_past_a_bad_one_and_the_list_remembers_it() {
    let room = Room::new();
    let list = room.run(&["model", "list"]);
    let row = |list: &str| -> String {
        let mut rows = list.lines();
        let shipped = rows.find(|row| row.starts_with("ggml-base-clinic-q8_0\t"));
        shipped.expect("the model that ships is listed").to_owned()
    };
    assert!(row(list.done()).contains("\tnot timed here yet\t"));
    assert!(row(&list.out).contains("\tClinic model\t"));

    let bad = room.put("letter.bin", "Dear Dr Example");
    let ran = room.run(&["model", "time", text(&bad), MODEL]);
    assert_eq!(ran.status, Some(1), "{}", ran.err);
    assert!(ran.err.contains("letter.bin") && ran.err.contains("1 of 2"));
    let [line] = ran.out.lines().collect::<Vec<_>>()[..] else {
        panic!("one line for each model that could be timed: {}", ran.out);
    };
    let (name, rest) = line.split_once('\t').expect("a name and a time");
    assert_eq!(name, "ggml-base-clinic-q8_0");
    let seconds = rest.strip_suffix(" s for a minute of dictation");
    let seconds: f64 = seconds.expect(rest).parse().expect(rest);
    assert!(seconds > 0.0);

    let list = room.run(&["model", "list"]);
    let row = row(list.done());
    assert!(row.contains("\ta minute of dictation takes "), "{row}");
    assert!(row.contains("(measured on "), "{row}");
}
