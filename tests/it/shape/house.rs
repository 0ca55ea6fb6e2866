//! All files together: where each item truly lives, whoever passes it on, and who names it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path as FilePath, PathBuf};
use std::sync::LazyLock;

use super::reader::{How, Path};
use super::source::Source;

/// How often an item may be passed on before one stops looking for where it comes from.
const HANDS: usize = 8;

/// The house as it stands, read once for all tests.
pub static HOUSE: LazyLock<House> = LazyLock::new(|| House::of(&files("src")));

pub struct House {
    pub files: Vec<Source>,
    modules: BTreeMap<Path, usize>,
}

/// That one file names an item which lives in another.
pub struct Tie {
    pub from: usize,
    pub to: usize,
    pub line: usize,
    pub how: How,
    /// The item's name there: "tidy", "Lexicon::new".
    pub item: String,
    /// Whether it is a function, of its own or of a type.
    pub is_call: bool,
}

impl House {
    /// The house of these files: where they are, and what they say.
    pub fn of(files: &[(String, String)]) -> Self {
        let files = files.iter().map(|(path, text)| Source::read(path, text));
        let files: Vec<Source> = files.collect();
        let modules = files.iter().enumerate();
        let modules = modules.map(|(at, file)| (file.module(), at)).collect();
        Self { files, modules }
    }

    /// Who names what of whom. To name a module alone is to name nothing of it.
    pub fn ties(&self) -> Vec<Tie> {
        let mut ties = Vec::new();
        for (from, file) in self.files.iter().enumerate() {
            for named in &file.named {
                if let Some((to, item)) = self.home(&named.path, HANDS)
                    && to != from
                    && !item.is_empty()
                {
                    let item = item.join("::");
                    ties.push(Tie {
                        from,
                        to,
                        line: named.line,
                        how: named.how,
                        is_call: self.files[to].functions.contains(&item),
                        item,
                    });
                }
            }
            ties.extend(self.calls_of_added(from));
        }
        ties
    }

    /// Where a file adds functions to a type, the type's own file may call them without a path.
    fn calls_of_added(&self, to: usize) -> Vec<Tie> {
        let added = self.files[to].added.iter();
        let calls = added.filter_map(|(of, name)| {
            let (from, _) = self.home(of, HANDS)?;
            let called = self.files[from].called.get(name);
            let own = format!("::{name}");
            let has_own = |file: &Source| file.functions.iter().any(|it| it.ends_with(&own));
            let line = *called.filter(|_| from != to && !has_own(&self.files[from]))?;
            Some(Tie {
                from,
                to,
                line,
                how: How::Used,
                item: name.clone(),
                is_call: true,
            })
        });
        calls.collect()
    }

    /// The file that declares what a path leads to, and what is left of the path there.
    fn home(&self, path: &[String], hands: usize) -> Option<(usize, Path)> {
        let mut depths = (1..=path.len()).rev();
        let (depth, file) = depths.find_map(|n| Some((n, *self.modules.get(&path[..n])?)))?;
        let item = &path[depth..];
        let source = &self.files[file];
        if let Some((name, rest)) = item.split_first()
            && let Some(from) = source.imported.get(name)
            && !source.declared.contains(name)
            && hands > 0
        {
            return self.home(&[from, rest].concat(), hands - 1);
        }
        Some((file, item.to_vec()))
    }

    /// Whether the first file's module holds the second's, at any depth.
    pub fn holds(&self, outer: usize, inner: usize) -> bool {
        let (outer, inner) = (self.files[outer].module(), self.files[inner].module());
        outer.len() < inner.len() && inner.starts_with(&outer)
    }

    /// The parts of the program; lib.rs only lists them.
    pub fn parts(&self) -> BTreeSet<&str> {
        let parts = self.files.iter().map(Source::part);
        parts.filter(|part| *part != "lib").collect()
    }
}

pub fn project() -> &'static FilePath {
    FilePath::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below a folder of the project: where it is, and what it says.
pub fn files(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![project().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            match path.extension() {
                None if path.is_dir() => folders.push(path),
                Some(ending) if ending == "rs" => found.push(read(path)),
                _ => {}
            }
        }
    }
    assert!(found.len() > 3, "the files are where they are looked for");
    found.sort();
    found
}

fn read(path: PathBuf) -> (String, String) {
    let below = path.strip_prefix(project()).unwrap().to_string_lossy();
    let text = fs::read_to_string(&path).unwrap();
    (below.replace('\\', "/"), text)
}

#[test]
fn an_item_lives_where_it_is_declared() {
    let files = [
        ("src/lib.rs", "pub mod letter; pub mod clinical;"),
        (
            "src/letter/mod.rs",
            "mod notes; pub use notes::{Note, write}; pub struct Letter;",
        ),
        (
            "src/letter/notes.rs",
            "pub struct Note; impl Note { fn new() {} } pub fn write() {}",
        ),
        ("src/clinical.rs", "pub use crate::letter::Note;"),
    ];
    let house = House::of(&files.map(|(path, text)| (path.to_owned(), text.to_owned())));
    for (path, at, item) in [
        ("crate::clinical::Note", 2, "Note"),
        ("crate::letter::Note::new", 2, "Note::new"),
        ("crate::letter::Letter", 1, "Letter"),
        ("crate::letter::notes", 2, ""),
        ("crate::letter::made_by_a_macro", 1, "made_by_a_macro"),
    ] {
        let words: Path = path.split("::").map(str::to_owned).collect();
        let (file, rest) = house.home(&words, HANDS).unwrap();
        assert_eq!((file, rest.join("::").as_str()), (at, item), "{path}");
    }
}
