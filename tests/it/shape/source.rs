//! One source file as its author meant it: what it declares and whom it names, by whatever path.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::Visit;

use super::reader::{How, Named, Path, Reader};

pub struct Source {
    /// Where it is below the project's folder.
    pub path: String,
    /// What it declares at its top.
    pub declared: BTreeSet<String>,
    /// The functions it declares: "tidy", and "Lexicon::new" for those of a type.
    pub functions: BTreeSet<String>,
    /// The functions it adds to types that it does not declare.
    pub added: Vec<(Path, String)>,
    /// What it calls on a value with a name of its own, and on which line.
    pub called: BTreeMap<String, usize>,
    /// What `use` brings in, by the name it has here: a child may take that from its parent.
    pub imported: BTreeMap<String, Path>,
    /// What it names, with paths that read the same from anywhere.
    pub named: Vec<Named>,
    /// What would keep the rest from being read rightly, one sentence each.
    pub unreadable: Vec<String>,
    children: BTreeSet<String>,
}

impl Source {
    /// Reads a file, but for what only tests see.
    pub fn read(path: &str, text: &str) -> Self {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut reader = Reader::default();
        reader.visit_file(&file);
        let mut source = Self {
            path: path.to_owned(),
            declared: BTreeSet::new(),
            functions: BTreeSet::new(),
            added: Vec::new(),
            called: reader.called,
            imported: BTreeMap::new(),
            named: Vec::new(),
            unreadable: reader.unreadable,
            children: reader.children,
        };
        source.declare(&file.items);
        for (name, path) in reader.imported {
            let path = source.absolute(&path);
            source.imported.insert(name, path);
        }
        source.share_out(reader.functions);
        let named = reader.named.into_iter();
        let named = named.filter(|named| source.leads_out(&named.path));
        let named = named.map(|named| Named {
            path: source.absolute(&named.path),
            ..named
        });
        source.named = named.collect();
        source
    }

    fn declare(&mut self, items: &[syn::Item]) {
        for item in items {
            let name = match item {
                syn::Item::Const(item) => &item.ident,
                syn::Item::Enum(item) => &item.ident,
                syn::Item::Fn(item) => &item.sig.ident,
                syn::Item::Static(item) => &item.ident,
                syn::Item::Struct(item) => &item.ident,
                syn::Item::Trait(item) => &item.ident,
                syn::Item::Type(item) => &item.ident,
                _ => continue,
            };
            self.declared.insert(name.to_string());
            if matches!(item, syn::Item::Fn(_)) {
                self.functions.insert(name.to_string());
            }
        }
    }

    /// Tells the functions of its own types from those it adds to the types of others.
    fn share_out(&mut self, functions: Vec<(Path, String)>) {
        for (of, name) in functions {
            match &of[..] {
                [own] if self.declared.contains(own) => {
                    self.functions.insert(format!("{own}::{name}"));
                }
                _ => self.added.push((self.absolute(&of), name)),
            }
        }
    }

    /// A single word names something elsewhere only where a `use` brought it in.
    fn leads_out(&self, path: &[String]) -> bool {
        match path {
            [word] => self.imported.contains_key(word),
            _ => true,
        }
    }

    /// The part of the program it belongs to: "store" for src/store/mod.rs.
    pub fn part(&self) -> &str {
        let below = self.below();
        let first = below.split('/').next().unwrap_or(below);
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// Its place among the modules: `crate::store` for src/store/mod.rs.
    pub fn module(&self) -> Path {
        let names = self.below().trim_end_matches(".rs").split('/');
        let names = names.filter(|name| !["mod", "lib"].contains(name));
        let names = names.map(str::to_owned);
        std::iter::once("crate".to_owned()).chain(names).collect()
    }

    fn below(&self) -> &str {
        self.path.strip_prefix("src/").unwrap_or(&self.path)
    }

    /// A path as it reads from anywhere: without `self`, `super`, names given here or the crate's
    /// outer name, and with all of the standard library under `std`.
    fn absolute(&self, written: &[String]) -> Path {
        let Some((first, rest)) = written.split_first() else {
            return Path::new();
        };
        let mut path = match first.as_str() {
            "crate" | "dictation_desk" => vec!["crate".to_owned()],
            "core" | "alloc" => vec!["std".to_owned()],
            "self" | "super" => self.home(),
            child if self.children.contains(child) => [self.home(), vec![first.clone()]].concat(),
            name => match self.imported.get(name) {
                Some(path) => path.clone(),
                None => vec![first.clone()],
            },
        };
        let ups = written.iter().take_while(|it| *it == "super").count();
        path.truncate(path.len().saturating_sub(ups).max(1));
        path.extend(rest.iter().filter(|it| *it != "super").cloned());
        path
    }

    /// Where `self` is. What main.rs declares is at the top of the program.
    fn home(&self) -> Path {
        let mut module = self.module();
        module.retain(|name| name != "main");
        module
    }
}

/// What is written in src/store/letters/rows.rs, and what it names read from anywhere.
const READINGS: &str = "
use crate::audio::Clip;                           | crate::audio::Clip
use dictation_desk::audio::Clip;                  | crate::audio::Clip
use super::Row;                                   | crate::store::letters::Row
use super::super::Store;                          | crate::store::Store
use self::Row;                                    | crate::store::letters::rows::Row
mod sql; use sql::Row;                            | crate::store::letters::rows::sql::Row
use crate::{audio::{self, Clip}, ui};             | crate::audio crate::audio::Clip crate::ui
pub use crate::audio::Clip as Sound;              | crate::audio::Clip
fn f(_: crate::audio::Clip) {}                    | crate::audio::Clip
fn f() { crate::audio::peaks(); }                 | crate::audio::peaks
fn f() { assert!(x == [crate::audio::RATE]); }    | crate::audio::RATE
fn f() { if let crate::audio::Motion::Still = x {} } | crate::audio::Motion::Still
type T = Vec<Option<crate::audio::Clip>>;         | crate::audio::Clip
use std::{fs, io};                                | std::fs std::io
use core::time::Duration;                         | std::time::Duration
use std::fs as files; fn f() { files::read(); }   | std::fs std::fs::read
use jiff::Timestamp as T; fn f() { T::now(); }    | jiff::Timestamp jiff::Timestamp::now
#[cfg(test)] mod tests { use crate::audio::Clip; } |
#[cfg(test)] use crate::audio::Clip;              |
fn f() {} // crate::audio::Clip                   |
";

#[test]
fn a_path_reads_the_same_however_it_is_written() {
    for row in READINGS.trim().lines() {
        let (written, reads) = row.split_once('|').unwrap();
        let source = Source::read("src/store/letters/rows.rs", written);
        let named = source.named.iter().filter(|named| named.path.len() > 1);
        let paths: Vec<String> = named.map(|named| named.path.join("::")).collect();
        assert_eq!(paths.join(" "), reads.trim(), "{written}");
    }
    let source = Source::read("src/main.rs", "mod window; fn f() { window::open(); }");
    assert_eq!(source.named[0].path, ["crate", "window", "open"]);
    let source = Source::read(
        "src/desk/mod.rs",
        "use crate::{\n    audio::Clip,\n    ui,\n};",
    );
    let lines: Vec<usize> = source.named.iter().map(|named| named.line).collect();
    assert_eq!(lines, [2, 3]);
}

#[test]
fn a_type_is_used_or_passed_on_or_added_to() {
    let how = |text: &str| {
        let source = Source::read("src/desk/queue.rs", text);
        source.named.first().map(|named| named.how)
    };
    assert_eq!(how("use super::Desk;"), Some(How::Used));
    assert_eq!(how("pub(super) use super::Desk;"), Some(How::PassedOn));
    assert_eq!(how("impl super::Desk {}"), Some(How::Extended));
    assert_eq!(how("impl Clone for super::Desk {}"), Some(How::Used));
}

#[test]
fn what_cannot_be_followed_is_told() {
    for (text, is_told) in [
        ("use super::*;", true),
        ("use crate::record::Status::*;", true),
        ("mod inner { fn f() {} }", true),
        ("use std::io::prelude::*;", false),
        ("mod inner;", false),
        ("#[cfg(test)] mod tests { use super::*; }", false),
    ] {
        let source = Source::read("src/desk/queue.rs", text);
        assert_eq!(!source.unreadable.is_empty(), is_told, "{text}");
    }
}
