//! Writing a letter: edits, undo and the ties to the audio; [`always`] holds whatever is typed.

mod always;
mod older;
mod settling;

use dictation_desk::letter::cues::Cue;
use dictation_desk::letter::{BlockKind, Body, Edit, Field, Letter, Manuscript};
use dictation_desk::words::Span;

/// A body whose words were each spoken for a second, one after the other, half surely.
fn spoken(lines: &[(BlockKind, &str)]) -> Body {
    let text = lines.iter().map(|(_, line)| *line).collect::<Vec<_>>();
    let text = text.join("\n");
    let mut cues = Vec::new();
    let mut at = 0;
    for word in text.split([' ', '\n']) {
        let second = cues.len() as f64;
        if !word.is_empty() {
            cues.push(Cue {
                range: at..at + word.len(),
                span: Span::new(second, second + 1.0),
                confidence: 0.5,
                heard: None,
            });
        }
        at += word.len() + 1;
    }
    let blocks = lines.iter().map(|(kind, line)| (*kind, (*line).to_owned()));
    Body::new(blocks, cues)
}

fn letter_of(body: Body) -> Letter {
    Letter::new(Default::default(), body)
}

/// Replaces the stretch between the brackets of `marked` and says what the words now are:
/// "text@second", a `!` once a person has typed in it, and what was heard where that differs.
fn change(marked: &str, inserted: &str) -> String {
    let (start, end) = (marked.find('[').unwrap(), marked.find(']').unwrap() - 1);
    let body = spoken(&[(BlockKind::Paragraph, &marked.replace(['[', ']'], ""))]);
    let edit = Edit::Body(body.splice(start..end, inserted).unwrap());
    let mut letter = letter_of(body);
    letter.apply(&edit).unwrap();
    let body = letter.body();
    let cues = body.cues().iter().map(|cue| {
        let text = &body.text()[cue.range.clone()];
        let typed = if cue.confidence == 1.0 { "!" } else { "" };
        let heard = cue.heard.as_deref().map(|heard| format!(" heard {heard}"));
        let span = (cue.span.start as i32, cue.span.end as i32 - 1);
        let when = match span {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first}-{last}"),
        };
        format!("{text}@{when}{typed}{}", heard.unwrap_or_default())
    });
    cues.collect::<Vec<_>>().join(", ")
}

#[test]
fn words_keep_their_place_in_the_audio() {
    let rows = [
        // Typed over, inside, and letter by letter.
        (
            "the [quick] fox",
            "slow",
            "the@0, slow@1! heard quick, fox@2",
        ),
        ("the qu[i]ck fox", "a", "the@0, quack@1! heard quick, fox@2"),
        (
            "the qui[]ck fox",
            "x",
            "the@0, quixck@1! heard quick, fox@2",
        ),
        ("the [quick] fox", "quick", "the@0, quick@1!, fox@2"),
        // Letters at a word's end belong to it; anything else does not.
        ("tablet[] daily", "s", "tablets@0! heard tablet, daily@1"),
        ("tablet[] daily", ",", "tablet@0, daily@1"),
        ("tablet[] daily", " twice", "tablet@0, daily@1"),
        (
            "tablet[] daily",
            "s twice",
            "tablets@0! heard tablet, daily@1",
        ),
        ("tablet[] daily", "\n", "tablet@0, daily@1"),
        ("tablet [] daily", "x", "tablet@0, daily@1"),
        // A word put in before an unsure one does not settle it.
        ("take [] 15", "about ", "take@0, 15@1"),
        ("take []15", "a", "take@0, 15@1"),
        ("[]take 15", "Please ", "take@0, 15@1"),
        // Deleting.
        ("the [quick ]fox", "", "the@0, fox@2"),
        ("the [quick fox]", "", "the@0"),
        (
            "the quick[ly] fox",
            "",
            "the@0, quick@1! heard quickly, fox@2",
        ),
        ("foot[ ]ball", "", "foot@0, ball@1"),
        ("foot[ ]ball", "-", "foot@0, ball@1"),
        // Several words become one, or one becomes several.
        (
            "the [quick brown] fox",
            "red",
            "the@0, red@1-2! heard quick brown, fox@3",
        ),
        (
            "the [quick] fox",
            "very slow",
            "the@0, very slow@1! heard quick, fox@2",
        ),
        (
            "the qu[ick br]own fox",
            "",
            "the@0, quown@1-2! heard quick brown, fox@3",
        ),
        (
            "the [quick] fox",
            " slow ",
            "the@0, slow@1! heard quick, fox@2",
        ),
        ("caf[é] noir", "és", "cafés@0! heard café, noir@1"),
    ];
    for (marked, inserted, expected) in rows {
        assert_eq!(
            change(marked, inserted),
            expected,
            "{marked} with {inserted:?}"
        );
    }
}

#[test]
fn what_was_first_heard_outlives_every_later_change() {
    let mut letter = letter_of(spoken(&[(BlockKind::Paragraph, "fifty mg")]));
    for (range, inserted) in [(0..5, "15"), (0..2, "50"), (0..2, "fifty")] {
        let splice = letter.body().splice(range, inserted).unwrap();
        letter.apply(&Edit::Body(splice)).unwrap();
        let heard = letter.body().cues()[0].heard.as_deref();
        assert_eq!(heard, (inserted != "fifty").then_some("fifty"));
    }
}

/// Kinds of the lines after typing at the bar of `marked`.
fn kinds_after(lines: &[(BlockKind, &str)], inserted: &str) -> Vec<(BlockKind, String)> {
    let marked = lines.iter().map(|(_, line)| *line).collect::<Vec<_>>();
    let at = marked.join("\n").find('|').unwrap();
    let clean: Vec<_> = lines
        .iter()
        .map(|(kind, line)| (*kind, line.replace('|', "")))
        .collect();
    let mut letter = letter_of(Body::new(clean, Vec::new()));
    let splice = letter.body().splice(at..at, inserted).unwrap();
    letter.apply(&Edit::Body(splice)).unwrap();
    let blocks = letter.body().blocks();
    blocks
        .map(|block| (block.kind, block.text.to_owned()))
        .collect()
}

#[test]
fn enter_opens_the_line_a_writer_expects() {
    type Lines<'a> = &'a [(BlockKind, &'a str)];
    use BlockKind::{Heading, Numbered, Paragraph};
    let told = |lines: &[(BlockKind, &str)]| -> Vec<(BlockKind, String)> {
        lines
            .iter()
            .map(|(kind, text)| (*kind, (*text).to_owned()))
            .collect()
    };
    let rows: [(Lines, &str, Lines); 6] = [
        (
            &[(Heading, "Plan|")],
            "\n",
            &[(Heading, "Plan"), (Paragraph, "")],
        ),
        (
            &[(Heading, "|Plan")],
            "\n",
            &[(Paragraph, ""), (Heading, "Plan")],
        ),
        (
            &[(Heading, "Pl|an")],
            "\n",
            &[(Heading, "Pl"), (Paragraph, "an")],
        ),
        (
            &[(Numbered, "one|")],
            "\n",
            &[(Numbered, "one"), (Numbered, "")],
        ),
        (
            &[(Numbered, "|two")],
            "one\n",
            &[(Numbered, "one"), (Numbered, "two")],
        ),
        (
            &[(Paragraph, "a|"), (Heading, "Plan")],
            "\n",
            &[(Paragraph, "a"), (Paragraph, ""), (Heading, "Plan")],
        ),
    ];
    for (before, inserted, after) in rows {
        assert_eq!(kinds_after(before, inserted), told(after), "{before:?}");
    }
}

#[test]
fn removing_an_empty_line_leaves_the_next_its_kind() {
    let mut letter = letter_of(spoken(&[
        (BlockKind::Paragraph, ""),
        (BlockKind::Heading, "Plan"),
    ]));
    let splice = letter.body().splice(0..1, "").unwrap();
    letter.apply(&Edit::Body(splice)).unwrap();
    assert_eq!(letter.body().kinds(), [BlockKind::Heading]);
}

#[test]
fn numbered_runs_count_from_one() {
    use BlockKind::{Numbered, Paragraph};
    let body = spoken(&[
        (Numbered, "a"),
        (Numbered, "b"),
        (Paragraph, "c"),
        (Numbered, "d"),
    ]);
    let numbers: Vec<_> = body.blocks().map(|block| block.number).collect();
    assert_eq!(numbers, [Some(1), Some(2), None, Some(1)]);
}

#[test]
fn text_and_audio_find_each_other() {
    let body = spoken(&[(BlockKind::Paragraph, "the quick fox")]);
    let word_at = |seconds| {
        body.cue_at_time(seconds)
            .map(|cue| &body.text()[cue.range.clone()])
    };
    assert_eq!(
        [word_at(-1.0), word_at(0.5), word_at(1.0), word_at(99.0)],
        [None, Some("the"), Some("quick"), Some("fox")]
    );
    assert_eq!(
        [
            body.time_at(0),
            body.time_at(3),
            body.time_at(5),
            body.time_at(400)
        ],
        [Some(0.0), Some(1.0), Some(1.0), Some(3.0)]
    );
    assert_eq!(Body::plain("typed by hand").time_at(3), None);
}

#[test]
fn finding_ignores_capitals_and_takes_signs_literally() {
    let body = Body::plain("Left knee, LEFT hip (left).\nÉtude étude 2.5 mg 205 mg");
    let rows = [
        ("left", 3),
        ("(left)", 1),
        ("étude", 2),
        ("2.5", 1),
        ("", 0),
        ("right", 0),
    ];
    for (needle, count) in rows {
        let found = body.find(needle);
        assert_eq!(found.len(), count, "{needle}");
        for range in found {
            assert_eq!(body.text()[range].to_lowercase(), needle.to_lowercase());
        }
    }
}

#[test]
fn undo_takes_back_a_word_and_never_a_paste_with_it() {
    let mut manuscript = Manuscript::new(Letter::default());
    let mut now = 0.0;
    let mut add = |manuscript: &mut Manuscript, text: &str| {
        now += 0.1;
        let end = manuscript.letter().body().text().len();
        let splice = manuscript.letter().body().splice(end..end, text).unwrap();
        manuscript.apply(Edit::Body(splice), now).unwrap();
    };
    add(&mut manuscript, "A whole draft. ");
    for key in ["T", "h", "e", "n", " ", "m", "o", "r", "e"] {
        add(&mut manuscript, key);
    }
    let mut seen = Vec::new();
    while manuscript.can_undo() {
        manuscript.undo().unwrap();
        seen.push(manuscript.letter().body().text().to_owned());
    }
    assert_eq!(seen, ["A whole draft. Then ", "A whole draft. ", ""]);
}

#[test]
fn a_pause_begins_a_new_step() {
    let mut manuscript = Manuscript::new(Letter::default());
    for (key, now) in [("a", 0.0), ("b", 0.5), ("c", 9.0)] {
        let end = manuscript.letter().body().text().len();
        let splice = manuscript.letter().body().splice(end..end, key).unwrap();
        manuscript.apply(Edit::Body(splice), now).unwrap();
    }
    manuscript.undo().unwrap();
    assert_eq!(manuscript.letter().body().text(), "ab");
}

#[test]
fn a_change_for_another_state_is_refused_and_changes_nothing() {
    let body = spoken(&[(BlockKind::Paragraph, "the quick fox")]);
    let splice = body.splice(4..9, "slow").unwrap();
    let other = letter_of(Body::plain("something else entirely"));
    let mut letter = other.clone();
    assert!(letter.apply(&Edit::Body(splice)).is_err());
    let field = Edit::Field {
        field: Field::Clinic,
        before: "x".into(),
        after: "y".into(),
    };
    assert!(letter.apply(&field).is_err());
    assert_eq!(letter, other);
    assert!(body.splice(4..900, "").is_err());
    assert!(Body::plain("é").splice(1..2, "").is_err());
}

#[test]
fn a_body_read_back_out_of_step_is_brought_into_step() {
    let stored = r#"{"text":"a\nb","kinds":["heading"],"cues":[
        {"range":{"start":1,"end":9},"span":{"start":0.0,"end":1.0},"confidence":0.5,"heard":null}]}"#;
    let body: Body = serde_json::from_str(stored).unwrap();
    assert_eq!(body.kinds(), [BlockKind::Heading, BlockKind::Paragraph]);
    assert_eq!(body.cues(), []);
}
