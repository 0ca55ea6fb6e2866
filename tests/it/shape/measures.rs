//! The house in figures, to see whether a change makes it simpler: for reading, not for passing.

use syn::visit::{self, Visit};

use super::circles;
use super::house::{HOUSE, files};
use super::reader::for_tests;

/// A file longer than this is worth a look.
const LONG: usize = 300;

/// What is counted as one walks through the files.
#[derive(Default)]
struct Tally {
    /// The lines of each function that has a body.
    functions: Vec<usize>,
    fields_of_desk: usize,
    methods_of_desk: usize,
    /// How many `impl Desk` the file at hand has.
    impls_of_desk: usize,
}

impl Tally {
    fn function(&mut self, signature: &syn::Signature, body: &syn::Block) {
        let first = signature.fn_token.span.start().line;
        let last = body.brace_token.span.close().end().line;
        self.functions.push(last + 1 - first);
    }
}

impl<'ast> Visit<'ast> for Tally {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if !for_tests(item) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(body) = &item.default {
            self.function(&item.sig, body);
        }
        visit::visit_trait_item_fn(self, item);
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        if item.ident == "Desk" {
            self.fields_of_desk += item.fields.len();
        }
        visit::visit_item_struct(self, item);
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if let (None, syn::Type::Path(of)) = (&item.trait_, &*item.self_ty)
            && of.path.segments.last().is_some_and(|it| it.ident == "Desk")
        {
            let is_function = |item: &&syn::ImplItem| matches!(item, syn::ImplItem::Fn(_));
            self.impls_of_desk += 1;
            self.methods_of_desk += item.items.iter().filter(is_function).count();
        }
        visit::visit_item_impl(self, item);
    }
}

/// The figures, a line each.
pub fn lines() -> Vec<String> {
    let (mut tally, mut files_of_desk) = (Tally::default(), 0);
    let (mut long, mut total) = (Vec::new(), 0);
    let files = files("src");
    for (path, text) in &files {
        let before = tally.impls_of_desk;
        tally.visit_file(&syn::parse_file(text).unwrap());
        files_of_desk += usize::from(tally.impls_of_desk > before);
        let lines = text.lines().count();
        total += lines;
        if lines > LONG {
            long.push(format!("  {lines} {path}"));
        }
    }
    long.sort_by(|a, b| b.cmp(a));
    tally.functions.sort_unstable();
    let share = |share: usize| tally.functions[(tally.functions.len() - 1) * share / 100];
    let mut told = vec![
        format!("{} files, {total} lines", files.len()),
        format!(
            "{} functions, lines: median {}, one in ten over {}, longest {}",
            tally.functions.len(),
            share(50),
            share(90),
            share(100)
        ),
        format!(
            "Desk: {} fields, {} methods, in {files_of_desk} files",
            tally.fields_of_desk, tally.methods_of_desk
        ),
        format!("{} files over {LONG} lines", long.len()),
    ];
    told.extend(long);
    told.extend(of_circles());
    told
}

/// The circles, and which lines hold them together.
fn of_circles() -> Vec<String> {
    let mut circles = circles::of_files(&HOUSE);
    circles.sort_by_key(|circle| circle.len());
    let sizes: Vec<String> = circles.iter().map(|it| it.len().to_string()).collect();
    let parts = circles::of_parts(&HOUSE).len();
    let mut told = vec![format!(
        "circles among parts: {parts}, among files: {} (of {})",
        circles.len(),
        sizes.join(", ")
    )];
    for circle in &circles {
        told.push(format!(
            "  {} of {}",
            circle.len(),
            circles::told(&HOUSE, circle)
        ));
        let threads = circles::threads(&HOUSE, circle);
        told.extend(threads.into_iter().map(|thread| format!("    {thread}")));
    }
    told
}
