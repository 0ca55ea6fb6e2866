//! A person's own layers: what wins, what a word list may be, and what a patient's record lends.

use std::sync::Arc;

use dictation_desk::clinical::lexicon::{Layer, Lexicon, Table, Term, read_dic, read_list};
use dictation_desk::clinical::tidy;
use dictation_desk::desk::people;
use dictation_desk::record::AuthorId;
use dictation_desk::words::{Span, Word};

fn term(text: &str, kind: &str, spoken: &[&str]) -> Term {
    Term {
        text: text.to_owned(),
        kind: kind.into(),
        spoken: spoken.iter().map(|form| (*form).to_owned()).collect(),
        ..Term::default()
    }
}

fn table(terms: Vec<Term>) -> Arc<Table> {
    Arc::new(Table::of(terms))
}

/// The built-in terms under two layers that both know "ward 9".
fn layered() -> Lexicon {
    let organisation = vec![
        term("Ward 9", "place", &["ward nine"]),
        term("Placeholder Unit", "place", &["the unit"]),
        term("clobazam", "favourite", &[]),
    ];
    let author = vec![term("WARD 9", "mine", &["ward nine", "my ward"])];
    Lexicon::built_in()
        .with(Layer::Organisation, table(organisation))
        .with(Layer::Author(AuthorId(7)), table(author))
}

#[test]
fn a_layer_wins_over_those_below_it() {
    let lexicon = layered();
    assert_eq!(lexicon.term("ward 9").expect("there").text, "WARD 9");
    let layers = [
        "Ward 9",
        "placeholder unit",
        "CLOBAZAM",
        "aspirin",
        "zyzzyva",
    ];
    assert_eq!(
        layers.map(|text| lexicon.layer_of(text)),
        [
            Some(Layer::Author(AuthorId(7))),
            Some(Layer::Organisation),
            Some(Layer::Organisation),
            Some(Layer::BuiltIn),
            None
        ]
    );
    assert!(lexicon.contains("unit") && lexicon.contains("aspirin"));
    // An own entry that says nothing of look-alikes does not take the warning away.
    assert!(
        lexicon
            .look_alikes("clobazam")
            .iter()
            .any(|it| it == "clonazepam")
    );
}

#[test]
fn all_terms_are_those_in_force() {
    let built_in = Lexicon::built_in();
    let lexicon = layered();
    let all = lexicon.terms();
    assert_eq!(all.len(), built_in.terms().len() + 2);
    let wards: Vec<&str> = all
        .iter()
        .filter(|term| term.text.eq_ignore_ascii_case("ward 9"))
        .map(|term| term.kind.name())
        .collect();
    assert_eq!(wards, ["mine"]);
    assert_eq!(lexicon.clone().terms().len(), all.len());
}

#[test]
fn what_is_said_is_written_as_the_highest_layer_has_it() {
    let write = |said: &str, lexicon: &Lexicon| {
        let words: Vec<Word> = said
            .split(' ')
            .map(|word| Word::new(word, Span::default(), 1.0))
            .collect();
        tidy(&words, lexicon).body.text().to_owned()
    };
    let lexicon = layered();
    assert_eq!(write("he is on my ward", &lexicon), "He is on WARD 9");
    assert_eq!(write("he is on ward nine", &lexicon), "He is on WARD 9");
    assert_eq!(
        write("seen in the unit", &lexicon),
        "Seen in Placeholder Unit"
    );
    assert_eq!(
        write("he is on my ward", &Lexicon::built_in()),
        "He is on my ward"
    );
}

#[test]
fn a_dictionary_for_each_dictation_costs_nothing() {
    let lexicon = layered();
    let own = lexicon
        .clone()
        .with(Layer::Patient, table(vec![term("Sampleton", "place", &[])]));
    assert!(own.contains("sampleton"));
    // Whatever is in both is in memory once: nothing was copied.
    let mut shared = 0;
    for (layer, terms) in lexicon
        .layers()
        .filter(|(layer, _)| *layer != Layer::Patient)
    {
        let mut same = own.layers().filter(|(other, _)| *other == layer);
        assert!(
            same.any(|(_, others)| std::ptr::eq(terms, others)),
            "{layer:?}"
        );
        shared += terms.len();
    }
    assert!(shared > 1_000, "{shared}");
}

#[test]
fn a_patient_lends_names_and_places_and_no_numbers() {
    let csv = "title,given,family,born,nhs_number,hospital_number,address,gp_doctor,gp_practice,gp_address\n\
               Mrs,Margaret Anne,Sample-Turner,14/03/1958,999 000 1006,SV100,\"12 Invented Lane|Sampleton|ZZ99 3AA\",Dr A Example,Placeholder Surgery,\"Flat 2, Notional Square|SA9 3CC\"\n";
    let patient = people::read_patients(csv).expect("a patient").remove(0);
    let lexicon = Lexicon::built_in().with_patient(&patient);
    for known in [
        "Margaret",
        "Anne",
        "Turner",
        "Sample-Turner",
        "Invented",
        "Sampleton",
        "Example",
        "Placeholder",
        "Notional",
    ] {
        assert!(lexicon.contains(known), "{known}");
    }
    assert_eq!(lexicon.layer_of("sampleton"), Some(Layer::Patient));
    for term in lexicon
        .terms()
        .iter()
        .filter(|term| lexicon.layer_of(&term.text) == Some(Layer::Patient))
    {
        let is_clean = !term.text.contains(|c: char| c.is_ascii_digit());
        assert!(is_clean && !term.text.contains("Dr "), "{}", term.text);
    }
    assert!(
        !Lexicon::built_in().contains("Sampleton"),
        "nothing stays behind"
    );
}

#[test]
fn a_hunspell_word_list_gives_its_words() {
    let list = "\u{feff}7\nSampleton/SM\nmethotrexate\nand\\/or/X\n2024\n3.5\nSt. Placeholder\nran po:verb\twalk\n\n# ours\n";
    let words: Vec<String> = read_dic(list)
        .expect("it can be read")
        .into_iter()
        .map(|term| term.text)
        .collect();
    assert_eq!(
        words,
        [
            "Sampleton",
            "methotrexate",
            "and/or",
            "St. Placeholder",
            "ran"
        ]
    );
}

#[test]
fn a_word_list_is_known_by_its_ending_and_refused_by_its_line() {
    assert_eq!(read_list("DIC", "1\nab/c").expect("words")[0].text, "ab");
    assert_eq!(read_list("tsv", "ab/c").expect("terms")[0].text, "ab/c");
    let rows = [
        ("dic", "2\ngood\n/SM\n", "Line 3"),
        ("dic", "2\nbinary\u{1}\n", "Line 2"),
        ("tsv", "good\n\tdrug\n", "Line 2"),
        ("dic", "0\n", "no term"),
        ("tsv", "term\tkind\n", "no term"),
        ("txt", "", "no term"),
    ];
    for (extension, text, says) in rows {
        let refused = read_list(extension, text).expect_err("it cannot be read");
        assert!(refused.what().contains(says), "{}", refused.what());
    }
}
