//! The words of a text as Whisper's English normalisation has them.

use dictation_desk::speech::score::normalise;

fn all(table: &[(&str, &str)]) {
    for (text, words) in table {
        assert_eq!(normalise(text).join(" "), *words, "{text}");
    }
}

#[test]
fn case_marks_and_accents_do_not_count() {
    all(&[
        ("The knee, RIGHT side.", "the knee right side"),
        ("follow-up 120/80", "follow up 120 80"),
        ("na\u{ef}ve Zo\u{eb} O'Brien", "naive zoe 0 brien"),
        ("no e\u{301}clat", "no eclat"),
        ("smoked \u{153}dema 10\u{b2}", "smoked oedema 102"),
        ("seen by A. Smith. Well.", "seen by a smith well"),
        (". , - ? %", ""),
        ("", ""),
    ]);
}

#[test]
fn what_stands_in_brackets_and_hesitations_go() {
    all(&[
        ("[BLANK_AUDIO] well", "well"),
        ("<noise> well (music) again", "well again"),
        ("um, he was, uh, well hmm", "he was well"),
        ("the drummer hums", "the drummer hums"),
        // Not among those that are left out.
        ("er, well", "er well"),
    ]);
}

#[test]
fn short_words_are_written_out() {
    all(&[
        ("don't can't won't", "do not can not will not"),
        ("don\u{2019}t", "do not"),
        ("he's gone, he'd been", "he has gone he had been"),
        ("it's what he'd like", "it is what he would like"),
        (
            "we're, they've, I'm, you'll",
            "we are they have i am you will",
        ),
        (
            "let's, gonna, shoulda, 'cause",
            "let us going to should have because",
        ),
        ("Crohn's disease", "crohn is disease"),
        ("Dr. Price and Mrs Khan", "doctor price and missus khan"),
        (
            "Prof Lowe, St Mary's, Mr. Jr.",
            "professor lowe saint mary is mister junior",
        ),
        ("the drum, a strong prophet", "the drum a strong prophet"),
    ]);
}

#[test]
fn numbers_in_words_become_figures() {
    all(&[
        ("twenty-five milligrams", "25 milligrams"),
        ("one hundred and fifty", "150"),
        ("a hundred", "a 100"),
        ("two thousand and nineteen", "2019"),
        ("nineteen eighty four", "1984"),
        ("nineteen oh seven", "1907"),
        ("twenty twenty six", "2026"),
        ("three million two hundred thousand", "3200000"),
        ("3 thousand", "3000"),
        ("2.5 million", "2500000"),
        ("six five four, three two", "65432"),
        ("double seven triple four", "77444"),
        ("one hundred and ten over seventy", "110 over 70"),
        ("1,250 and 1250", "1250 and 1250"),
        // One alone may be no number.
        ("one of them, number 1", "one of them number one"),
        ("one or two", "one or 2"),
        ("five and six", "5 and 6"),
        ("the point of it", "the point of it"),
    ]);
}

#[test]
fn parts_endings_and_currencies_stand_with_their_numbers() {
    all(&[
        ("seven point five", "7.5"),
        ("point three", ".3"),
        ("two and a half weeks", "2.5 weeks"),
        (
            "half and half, well and a half",
            "half and half well and a half",
        ),
        ("3.5cm, 2. 4", "3.5 cm 2 4"),
        ("the first, second and tenth", "the 1st 2nd and 10th"),
        ("the twenty-first, the thirtieth", "the 21st the 30th"),
        ("the hundredth, two hundredth", "the 100th 200th"),
        ("the 3 rd and 4th", "the 3rd and 4th"),
        ("in her sixties, nineteen nineties", "in her 60s 1990s"),
        ("forty percent, 40 %, forty per cent", "40% 40 40%"),
        ("five pounds, ten dollars and fifty cents", "\u{a3}5 $10.50"),
        ("\u{a3}20", "\u{a3}20"),
        ("minus four, plus six", "-4 +6"),
        ("B12 T2", "b 12 t 2"),
    ]);
}

#[test]
fn two_spellings_of_a_word_are_one() {
    for (american, british) in [
        ("the color of the tumor", "the colour of the tumour"),
        ("favorable neighbors", "favourable neighbours"),
        ("centers, fibers, a liter", "centres, fibres, a litre"),
        ("twelve millimeters", "twelve millimetres"),
        (
            "traveling, labeled, counselor",
            "travelling, labelled, counsellor",
        ),
        ("organized, generalization", "organised, generalisation"),
        ("analyzed, paralyzing", "analysed, paralysing"),
        ("anemia and edema", "anaemia and oedema"),
        ("hemorrhage, esophagus", "haemorrhage, oesophagus"),
        ("pediatric orthopedics", "paediatric orthopaedics"),
        (
            "diarrhea, dyspnea, ischemic",
            "diarrhoea, dyspnoea, ischaemic",
        ),
        ("gray, draft, tire, check", "grey, draught, tyre, cheque"),
        ("to practice, his judgment", "to practise, his judgement"),
        ("offense, license, program", "offence, licence, programme"),
        ("maneuver, skeptic, plow", "manoeuvre, sceptic, plough"),
    ] {
        assert_eq!(normalise(american), normalise(british));
    }
    for (one, other) in [
        ("for", "four"),
        ("ileum", "ilium"),
        ("does", "des"),
        ("filing", "filling"),
        ("morning", "mourning"),
        ("hypertension", "hypotension"),
    ] {
        assert_ne!(normalise(one), normalise(other));
    }
}
