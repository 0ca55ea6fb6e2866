//! Short forms of how often a medicine is taken: the GP's letter keeps them, the patient's has words.

use dictation_desk::clinical::plain_words::written_out;

fn plain(text: &str) -> String {
    let mut told = text.to_owned();
    for (range, full) in written_out(text).into_iter().rev() {
        told.replace_range(range, &full);
    }
    told
}

/// What stands in the letter, and what a patient reads.
const CASES: &str = "
metformin 500 mg bd                      | metformin 500 mg twice a day
metformin 500\u{a0}mg bd.                | metformin 500\u{a0}mg twice a day.
amoxicillin 500 mg tds for a week        | amoxicillin 500 mg three times a day for a week
paracetamol 1 g qds prn                  | paracetamol 1 g four times a day when needed
amitriptyline 10 mg nocte                | amitriptyline 10 mg at night
prednisolone 5 mg od                     | prednisolone 5 mg once a day
ramipril 5 mg OD                         | ramipril 5 mg once a day
ramipril 5mg OD, bisoprolol 2.5mg BD     | ramipril 5mg once a day, bisoprolol 2.5mg twice a day
furosemide 40 mg mane                    | furosemide 40 mg in the morning
codeine 30 mg po qds                     | codeine 30 mg by mouth four times a day
aspirin 300 mg stat                      | aspirin 300 mg straight away
two puffs prn                            | two puffs when needed
ibuprofen 400 mg t.d.s. with food        | ibuprofen 400 mg three times a day with food
ibuprofen 400 mg t.d.s. She is well.     | ibuprofen 400 mg three times a day. She is well.
ibuprofen 400 mg b.d.                    | ibuprofen 400 mg twice a day.
Take it bd.                              | Take it twice a day.
Prn paracetamol                          | Prn paracetamol
OD 6/9, OS 6/6                           | OD 6/9, OS 6/6
She has BD and sees a psychiatrist       | She has BD and sees a psychiatrist
a horse's mane                           | a horse's mane
the ac joint                             | the ac joint
He said \u{201c}I take it bd\u{201d} today | He said \u{201c}I take it bd\u{201d} today
He said \"I take it bd\" but 5 mg bd     | He said \"I take it bd\" but 5 mg twice a day
an odd body                              | an odd body
";

#[test]
fn requirement_15_the_gps_profile_keeps_bd_and_the_patients_says_twice_a_day() {
    let cases = CASES.lines().filter(|line| !line.trim().is_empty());
    for case in cases {
        let (letter, patient) = case.split_once('|').unwrap();
        let (letter, patient) = (letter.trim(), patient.trim());
        assert_eq!(plain(letter), patient);
        assert_eq!(plain(patient), patient, "what is written out stays so");
    }
}
