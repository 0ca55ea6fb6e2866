//! Own terms in the record: kept, known again, and in records made before there were any.

use dictation_desk::clinical::lexicon::{OwnTerm, Term};
use dictation_desk::record::TermId;
use dictation_desk::store::TermsImported;

use super::*;

fn term(text: &str) -> Term {
    Term {
        text: text.into(),
        kind: "place".into(),
        spoken: vec!["as it is said".into()],
        ..Term::default()
    }
}

fn own(author: Option<AuthorId>, text: &str) -> OwnTerm {
    OwnTerm {
        id: TermId(0),
        author,
        term: term(text),
    }
}

fn texts(store: &Store) -> Vec<(Option<AuthorId>, String)> {
    let terms = store.terms().expect("read");
    terms
        .into_iter()
        .map(|own| (own.author, own.term.text))
        .collect()
}

#[test]
fn terms_are_kept_changed_and_removed() {
    let (workspace, mut store) = Workspace::new();
    let jonathan = store.save_author(&by(), &author()).expect("saved").0;
    for (author, text) in [
        (None, "Ward 9"),
        (Some(jonathan), "ward 9"),
        (None, "\u{c5}str\u{f6}m Clinic"),
    ] {
        store.save_term(&by(), &own(author, text)).expect("kept");
    }
    let twice = "That dictionary already has a term of this spelling";
    assert_eq!(what(store.save_term(&by(), &own(None, "WARD 9"))), twice);
    assert_eq!(
        what(store.save_term(&by(), &own(None, "\u{e5}str\u{f6}m clinic"))),
        twice
    );
    drop(store);

    let mut store = workspace.open();
    let mut kept = store.terms().expect("read");
    let mut ward = kept.remove(0);
    assert_eq!(ward.term, term("Ward 9"));
    ward.term.text = "\u{c5}str\u{f6}m clinic".into();
    assert_eq!(what(store.save_term(&by(), &ward)), twice);
    ward.term.text = "Ward 19".into();
    store.save_term(&by(), &ward).expect("changed");
    store.remove_term(&by(), kept[0].id).expect("removed");
    assert!(store.remove_term(&by(), kept[0].id).is_err(), "it is gone");
    assert_eq!(
        texts(&store),
        [
            (None, "Ward 19".into()),
            (None, "\u{c5}str\u{f6}m Clinic".into())
        ]
    );
    assert!(
        store
            .save_term(&by(), &own(Some(AuthorId(99)), "of nobody"))
            .is_err()
    );
}

#[test]
fn a_word_list_comes_in_once() {
    let (_workspace, mut store) = Workspace::new();
    let list = [term("Ward 9"), term("Ward 10"), term("WARD 9")];
    let imported = |added, already_here| TermsImported {
        added,
        already_here,
    };
    assert_eq!(store.import_terms(&by(), None, &list), Ok(imported(2, 1)));
    assert_eq!(store.import_terms(&by(), None, &list), Ok(imported(0, 3)));
    assert_eq!(texts(&store).len(), 2);
}
