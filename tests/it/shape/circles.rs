//! Circles: files, or parts of the program, that lead to each other by what they name.
//!
//! **The rule.** Files are a circle when each leads to every other by what it names, wherever that
//! is declared; but a parent that only declares a child or passes on its items does not lead to
//! it, and a child that takes no more than types and constants of a module it stands in does not
//! lead back: it does by calling that module's functions, or by adding to its types.

use std::collections::{BTreeMap, BTreeSet};

use super::differences;
use super::house::{HOUSE, House, Tie};
use super::reader::How;

/// The circles there still are: the part, its files ("mod" is the part's own), and how each could
/// be broken. A circle may leave this list or lose files, and none may join.
const NOT_YET: [(&str, &str, &str); 0] = [];

/// Files or parts that lead to each other.
pub type Circle<T> = BTreeSet<T>;

/// Whether a tie leads from the one file to the other, by the rule.
fn leads(house: &House, tie: &Tie) -> bool {
    if house.holds(tie.from, tie.to) {
        tie.how != How::PassedOn
    } else if house.holds(tie.to, tie.from) {
        tie.is_call || tie.how == How::Extended
    } else {
        true
    }
}

/// The circles among files.
pub fn of_files(house: &House) -> Vec<Circle<usize>> {
    let ties = house.ties();
    let leading = ties.iter().filter(|tie| leads(house, tie));
    circles(leading.map(|tie| (tie.from, tie.to)))
}

/// The circles among the parts of the program, by whom they name and not who declares it.
pub fn of_parts(house: &House) -> Vec<Circle<&str>> {
    let parts = house.parts();
    let steps = house.files.iter().flat_map(|file| {
        let named = file.named.iter().filter(|named| named.path[0] == "crate");
        let others = named.filter_map(|named| named.path.get(1));
        others.map(|other| (file.part(), other.as_str()))
    });
    circles(steps.filter(|(_, other)| parts.contains(other)))
}

/// The strongly connected components of more than one.
fn circles<T: Copy + Ord>(steps: impl Iterator<Item = (T, T)>) -> Vec<Circle<T>> {
    let mut next: BTreeMap<T, BTreeSet<T>> = BTreeMap::new();
    for (from, to) in steps {
        next.entry(from).or_default().insert(to);
    }
    let reached: BTreeMap<T, BTreeSet<T>> = next
        .keys()
        .map(|from| (*from, reach(&next, *from)))
        .collect();
    let around = reached.iter().map(|(from, to)| {
        let back = to
            .iter()
            .filter(|it| reached.get(it).is_some_and(|back| back.contains(from)));
        back.copied().collect::<Circle<T>>()
    });
    let found: BTreeSet<Circle<T>> = around.filter(|circle| circle.len() > 1).collect();
    found.into_iter().collect()
}

/// All that one gets to in one step or more.
fn reach<T: Copy + Ord>(next: &BTreeMap<T, BTreeSet<T>>, from: T) -> BTreeSet<T> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(at) = open.pop() {
        for to in next.get(&at).into_iter().flatten() {
            if seen.insert(*to) {
                open.push(*to);
            }
        }
    }
    seen
}

/// A circle in words: "audio: decode wav", where "mod" is the file of the part itself.
pub fn told(house: &House, circle: &Circle<usize>) -> String {
    let modules: Vec<_> = circle.iter().map(|at| house.files[*at].module()).collect();
    let parts: BTreeSet<Option<&String>> = modules.iter().map(|module| module.get(1)).collect();
    let names = modules.iter().map(|module| match &module[1..] {
        [_] if parts.len() == 1 => "mod".to_owned(),
        [_, within @ ..] if parts.len() == 1 => within.join("::"),
        whole => whole.join("::"),
    });
    let names: BTreeSet<String> = names.collect();
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    let names: Vec<String> = names.into_iter().collect();
    format!("{}: {}", parts.join(" and "), names.join(" "))
}

/// Which lines hold a circle together: for each two of its files, what the one names of the other.
pub fn threads(house: &House, circle: &Circle<usize>) -> Vec<String> {
    let mut threads: BTreeMap<(usize, usize), (usize, BTreeSet<String>)> = BTreeMap::new();
    for tie in house.ties() {
        if circle.contains(&tie.from) && circle.contains(&tie.to) && leads(house, &tie) {
            let thread = threads
                .entry((tie.from, tie.to))
                .or_insert((tie.line, BTreeSet::new()));
            let name = tie.item.split("::").next().unwrap_or_default();
            thread.1.insert(name.to_owned());
        }
    }
    let told = threads.into_iter().map(|((from, to), (line, items))| {
        let items: Vec<String> = items.into_iter().collect();
        let (from, to) = (
            &house.files[from].path,
            house.files[to].module()[1..].join("::"),
        );
        format!("{from}:{line} names of {to}: {}", items.join(", "))
    });
    told.collect()
}

#[test]
fn no_part_leads_back_to_itself() {
    assert_eq!(of_parts(&HOUSE), Vec::<Circle<&str>>::new());
}

#[test]
fn no_circle_is_new_and_none_is_forgotten() {
    let found = of_files(&HOUSE).into_iter().map(|circle| {
        let threads = threads(&HOUSE, &circle).join("\n  ");
        (
            told(&HOUSE, &circle),
            format!("{}\n  {threads}", told(&HOUSE, &circle)),
        )
    });
    let listed = NOT_YET
        .iter()
        .map(|(part, names, _)| format!("{part}: {names}"));
    let differences = differences(found.collect(), listed.collect());
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// What three files of the desk say, mod.rs, queue.rs and crew.rs, and the circle they are.
const HOUSES: &str = "
mod queue; use queue::f; pub struct Job; | use super::Job; |  |
mod queue; pub use queue::Job; fn f() {} | use super::f; |  |
pub use queue::Job; mod queue; type J = Job; fn f() {} | use super::f; |  | mod queue
mod queue; fn f() { queue::f() } fn g() {} | use super::g; |  | mod queue
mod queue; use queue::f; struct J; | fn f() { super::J::default() } |  |
mod queue; use queue::f; struct J; impl J { fn n() {} } | fn f() { super::J::n() } |  | mod queue
mod queue; struct D(queue::Job); | impl super::D {} |  | mod queue
mod queue; struct D(queue::Job); | impl Clone for super::D {} |  |
struct D; fn f(desk: D) { desk.n() } | impl super::D { fn n() {} } |  | mod queue
struct D; fn f(desk: D) { desk.m() } | impl super::D { fn n() {} } |  |
pub use crew::Crew; mod crew; | use super::Crew; | use super::queue::Job; | crew queue
 | use super::crew::Crew; | fn f(_: crate::desk::queue::Job) {} | crew queue
 | use super::crew; type C = crew::C; | use super::queue::Job; | crew queue
 | use super::crew; | use super::queue::Job; |
";

#[test]
fn the_rule_would_notice_a_circle_and_nothing_else() {
    for row in HOUSES.trim_matches('\n').lines() {
        let columns: Vec<&str> = row.split('|').map(str::trim).collect();
        let files = ["mod", "queue", "crew"].iter().zip(&columns);
        let files = files.map(|(name, text)| (format!("src/desk/{name}.rs"), (*text).to_owned()));
        let house = House::of(&files.collect::<Vec<_>>());
        let circles: Vec<_> = of_files(&house).iter().map(|it| told(&house, it)).collect();
        assert_eq!(
            circles.join(", ").trim_start_matches("desk: "),
            columns[3],
            "{row}"
        );
    }
}

#[test]
fn only_all_the_way_round_is_a_circle() {
    let steps = [
        (1, 2),
        (2, 3),
        (3, 1),
        (3, 4),
        (5, 5),
        (6, 7),
        (7, 6),
        (4, 6),
    ];
    let found = circles(steps.into_iter());
    assert_eq!(found, [Circle::from([1, 2, 3]), Circle::from([6, 7])]);
}
