//! Walks through one parsed file and notes what it names, as it is written there.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

/// The words of a path. One within the house begins with `crate` once it has been made absolute.
pub type Path = Vec<String>;

/// How an item is named, which decides whether files that name each other are a circle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum How {
    /// In a `use`, an expression, a type, a pattern or what is handed to a macro.
    Used,
    /// In a `pub use`, which only tells others where to find it.
    PassedOn,
    /// In an `impl` for a type of somebody else's, which adds to that type.
    Extended,
}

/// What a file names, and on which line.
pub struct Named {
    pub line: usize,
    pub path: Path,
    pub how: How,
}

#[derive(Default)]
pub struct Reader {
    pub named: Vec<Named>,
    /// What `use` brings in, by the name it has here.
    pub imported: Vec<(String, Path)>,
    /// The modules declared here.
    pub children: BTreeSet<String>,
    /// The functions of types: the type as it is written, and the function.
    pub functions: Vec<(Path, String)>,
    /// What is called on a value with a name of its own, and on which line.
    pub called: BTreeMap<String, usize>,
    /// What would keep the rest from being read rightly, one sentence each.
    pub unreadable: Vec<String>,
}

impl Reader {
    fn note(&mut self, line: usize, path: Path, how: How) {
        self.named.push(Named { line, path, how });
    }

    /// The leaves of a `use`, each with the whole path to it.
    fn leaves(&mut self, tree: &syn::UseTree, mut before: Path, how: How) {
        match tree {
            syn::UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.leaves(&path.tree, before, how);
            }
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.leaves(tree, before.clone(), how);
                }
            }
            syn::UseTree::Glob(star) => {
                let line = star.star_token.spans[0].start().line;
                self.star(line, before, how);
            }
            syn::UseTree::Name(leaf) => self.leaf(&leaf.ident, &leaf.ident, before, how),
            syn::UseTree::Rename(leaf) => self.leaf(&leaf.ident, &leaf.rename, before, how),
        }
    }

    fn leaf(&mut self, ident: &syn::Ident, name: &syn::Ident, mut path: Path, how: How) {
        let mut name = name.to_string();
        if ident != "self" {
            path.push(ident.to_string());
        } else if name == "self" {
            name = path.last().cloned().unwrap_or_default();
        }
        self.imported.push((name, path.clone()));
        self.note(ident.span().start().line, path, how);
    }

    /// What comes by a star is not followed, so nothing of the house may come so.
    fn star(&mut self, line: usize, path: Path, how: How) {
        let outside = ["std", "core", "alloc"];
        if path
            .first()
            .is_none_or(|it| !outside.contains(&it.as_str()))
        {
            let told = format!("line {line}: all of {} by a star", path.join("::"));
            self.unreadable.push(told);
        }
        self.note(line, path, how);
    }

    /// Paths among the tokens given to a macro, which nobody but the macro can parse.
    fn tokens(&mut self, tokens: TokenStream) {
        let (mut path, mut line, mut colons) = (Path::new(), 0, 0);
        for token in tokens {
            match token {
                TokenTree::Punct(mark) if mark.as_char() == ':' => colons += 1,
                TokenTree::Ident(name) if colons == 2 => {
                    path.push(name.to_string());
                    colons = 0;
                }
                other => {
                    self.words(line, std::mem::take(&mut path));
                    colons = 0;
                    match other {
                        TokenTree::Ident(name) => {
                            line = name.span().start().line;
                            path.push(name.to_string());
                        }
                        TokenTree::Group(group) => self.tokens(group.stream()),
                        _ => {}
                    }
                }
            }
        }
        self.words(line, path);
    }

    /// A single word among tokens may be anything.
    fn words(&mut self, line: usize, path: Path) {
        if path.len() > 1 {
            self.note(line, path, How::Used);
        }
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if !for_tests(item) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let name = item.ident.to_string();
        if item.content.is_some() {
            let line = item.ident.span().start().line;
            let told = format!("line {line}: the module {name} has no file of its own");
            self.unreadable.push(told);
        }
        self.children.insert(name);
        visit::visit_item_mod(self, item);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let how = match item.vis {
            syn::Visibility::Inherited => How::Used,
            _ => How::PassedOn,
        };
        self.leaves(&item.tree, Path::new(), how);
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if let syn::Type::Path(of) = &*item.self_ty {
            if item.trait_.is_none() {
                self.note(line(&of.path), words(&of.path), How::Extended);
            }
            for function in item.items.iter().filter_map(function) {
                self.functions.push((words(&of.path), function));
            }
        }
        visit::visit_item_impl(self, item);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.note(line(path), words(path), How::Used);
        visit::visit_path(self, path);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        if matches!(*call.receiver, syn::Expr::Path(_)) {
            let line = call.method.span().start().line;
            self.called.entry(call.method.to_string()).or_insert(line);
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        visit::visit_macro(self, call);
        self.tokens(call.tokens.clone());
    }

    /// How far something may be seen names nobody, and what is said about it is not the code.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}
}

fn function(item: &syn::ImplItem) -> Option<String> {
    match item {
        syn::ImplItem::Fn(function) => Some(function.sig.ident.to_string()),
        _ => None,
    }
}

fn words(path: &syn::Path) -> Path {
    let segments = path.segments.iter();
    segments.map(|segment| segment.ident.to_string()).collect()
}

fn line(path: &syn::Path) -> usize {
    let first = path.segments.first();
    first.map_or(0, |segment| segment.ident.span().start().line)
}

/// Whether only tests see an item.
pub fn for_tests(item: &syn::Item) -> bool {
    let attributes = match item {
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Enum(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Static(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => return false,
    };
    attributes.iter().any(|attribute| {
        let condition = attribute.parse_args::<syn::Path>();
        attribute.path().is_ident("cfg") && condition.is_ok_and(|path| path.is_ident("test"))
    })
}
