//! The dictionary: what ships is sound, and what a person adds is taken or refused plainly.

mod layers;

use std::collections::HashSet;

use dictation_desk::clinical::lexicon::{Lexicon, Term, TermKind};
use dictation_desk::clinical::tidy;
use dictation_desk::words::{Span, Word};

#[test]
fn built_in_terms_are_sound() {
    let lexicon = Lexicon::built_in();
    assert!(lexicon.terms().len() >= 6000, "{}", lexicon.terms().len());
    let mut seen = HashSet::new();
    for term in lexicon.terms() {
        assert!(
            seen.insert(term.text.to_lowercase()),
            "{} is given twice",
            term.text
        );
        assert!(
            !matches!(term.kind, TermKind::Other(_)),
            "{}: kind {}",
            term.text,
            term.kind
        );
        assert_eq!(term.text, term.text.trim());
        for other in &term.look_alikes {
            assert!(lexicon.has_term(other), "{}: {other} is no term", term.text);
            assert!(
                lexicon.look_alikes(other).contains(&term.text),
                "{other} does not name {}",
                term.text
            );
        }
    }
}

#[test]
fn no_shipped_row_is_hidden_by_a_later_one() {
    let tables = [
        include_str!("../../assets/lexicon/eponyms.tsv"),
        include_str!("../../assets/lexicon/anatomy.tsv"),
        include_str!("../../assets/lexicon/drugs.tsv"),
        include_str!("../../assets/lexicon/conditions.tsv"),
        include_str!("../../assets/lexicon/procedures.tsv"),
        include_str!("../../assets/lexicon/investigations.tsv"),
        include_str!("../../assets/lexicon/abbreviations.tsv"),
        include_str!("../../assets/lexicon/names.tsv"),
        include_str!("../../assets/lexicon/organisms.tsv"),
        include_str!("../../assets/lexicon/devices.tsv"),
        include_str!("../../assets/lexicon/places.tsv"),
    ];
    let rows: usize = tables.iter().map(|table| table.lines().count() - 1).sum();
    assert_eq!(rows, Lexicon::built_in().terms().len());
}

#[test]
fn every_term_is_in_uk_spelling_and_stands_as_it_is() {
    let lexicon = Lexicon::built_in();
    let mut changed = Vec::new();
    for term in lexicon
        .terms()
        .iter()
        .filter(|term| term.kind != TermKind::Unit)
    {
        let said = format!("the {}", term.text);
        let words: Vec<Word> = said
            .split(' ')
            .map(|word| Word::new(word, Span::default(), 1.0))
            .collect();
        let written = tidy(&words, &lexicon).body.text().replace('\u{a0}', " ");
        if written != format!("The {}", term.text) {
            changed.push(written);
        }
    }
    assert!(changed.is_empty(), "{changed:#?}");
}

#[test]
fn no_spoken_form_stands_for_two_terms() {
    let mut seen = HashSet::new();
    for term in Lexicon::built_in().terms() {
        for form in &term.spoken {
            assert!(seen.insert(form.to_lowercase()), "{form} is given twice");
        }
    }
}

#[test]
fn the_mhra_pairs_are_known_both_ways() {
    let lexicon = Lexicon::built_in();
    for (one, other) in [
        ("clobazam", "clonazepam"),
        ("atenolol", "amlodipine"),
        ("propranolol", "prednisolone"),
        ("risperidone", "ropinirole"),
        ("sulfadiazine", "sulfasalazine"),
        ("amlodipine", "nimodipine"),
        ("carbamazepine", "carbimazole"),
    ] {
        assert!(
            lexicon.look_alikes(one).iter().any(|term| term == other),
            "{one}"
        );
        assert!(
            lexicon
                .look_alikes(&other.to_uppercase())
                .iter()
                .any(|term| term == one),
            "{other}"
        );
    }
}

#[test]
fn a_table_may_name_its_columns_and_lies_over_the_earlier_ones() {
    let mut lexicon = Lexicon::built_in();
    let before = lexicon.terms().len();
    lexicon
        .add_tsv("# ours\nterm\tspoken_forms\tkind\n\nXylobutin\tzy lo byoo tin|zylo butin\tdrug\nAspirin\t\tdrug\n")
        .expect("the table can be read");
    assert_eq!(lexicon.terms().len(), before + 1);
    assert!(lexicon.contains("xylobutin") && lexicon.contains("XYLOBUTIN"));
    assert!(!lexicon.contains("zyzzyva"));
    let term = lexicon.term("xylobutin").expect("just added");
    assert_eq!((term.kind.clone(), term.spoken.len()), (TermKind::Drug, 2));
    assert_eq!(lexicon.term("aspirin").expect("replaced").text, "Aspirin");
}

#[test]
fn a_term_is_of_the_kind_its_list_names_and_one_of_no_known_kind_keeps_its_own() {
    for (written, kind) in [
        ("drug-class", TermKind::DrugClass),
        ("Given-Name", TermKind::GivenName),
        ("", TermKind::Term),
        ("ward  round", TermKind::Other("ward round".to_owned())),
    ] {
        let mut lexicon = Lexicon::default();
        let table = format!("term\tkind\nXylobutin\t{written}\n");
        lexicon.add_tsv(&table).expect("a table");
        let term = lexicon.term("xylobutin").expect("just added");
        assert_eq!(term.kind, kind, "{written:?}");
        // It is told on, to the recogniser and into the record, by its name.
        let told = serde_json::to_string(term).expect("a term");
        assert!(
            told.contains(&format!("\"kind\":\"{}\"", kind.name())),
            "{told}"
        );
        let back: Term = serde_json::from_str(&told).expect("a term");
        assert_eq!(back, *term);
    }
}

#[test]
fn a_line_that_cannot_be_read_is_named_and_nothing_is_added() {
    let mut lexicon = Lexicon::default();
    for (table, line) in [
        ("good\n\tdrug\n", "Line 2"),
        ("a\tb\tc\td\te\tf\tg\n", "Line 1"),
    ] {
        let refused = lexicon.add_tsv(table).expect_err("it cannot be read");
        assert!(refused.what().contains(line), "{}", refused.what());
        assert!(lexicon.terms().is_empty());
    }
}
