//! The program's own dialogue for files, where the system offers none: a path is typed or chosen
//! from what is in a folder.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use egui::{Button, Key, Label, Modifiers, RichText, ScrollArea, TextEdit, Ui};

use super::{hands, parts};
use crate::desk::Desk;
use crate::desk::folders::{self, Entry, Folder};

const WIDTH: f32 = 720.0;

/// What is to be chosen: files of a kind, a folder, or a name to save something under.
pub enum Wanted {
    Files {
        called: &'static str,
        endings: &'static [&'static str],
    },
    Folder,
    Name(String),
}

/// A dialogue that is open.
pub struct Own {
    wanted: Wanted,
    folder: Folder,
    typed: String,
    /// Which of what is shown Enter would take.
    at: Option<usize>,
    trouble: Option<String>,
    /// A file that is replaced if it is said once more.
    replaces: Option<PathBuf>,
    answer: Option<Vec<PathBuf>>,
}

impl Own {
    pub fn of(wanted: Wanted) -> Self {
        let typed = match &wanted {
            Wanted::Name(name) => name.clone(),
            _ => String::new(),
        };
        let mut own = Self {
            wanted,
            folder: Folder::default(),
            typed,
            at: None,
            trouble: None,
            replaces: None,
            answer: None,
        };
        own.enter(&folders::home());
        own
    }

    fn title(&self) -> &'static str {
        match self.wanted {
            Wanted::Files { called, .. } => called,
            Wanted::Folder => "Choose a folder",
            Wanted::Name(_) => "Save a copy",
        }
    }

    fn button(&self) -> &'static str {
        match self.wanted {
            Wanted::Files { .. } => "Take it",
            Wanted::Folder => "Use this folder",
            Wanted::Name(_) => "Save it here",
        }
    }

    /// What of the folder is shown: what could be meant, and the way to it.
    fn shown(&self) -> Vec<Entry> {
        let typed = match self.wanted {
            Wanted::Name(_) => String::new(),
            _ => self.typed.to_lowercase(),
        };
        let is_meant = |entry: &&Entry| {
            let name = entry.name.to_lowercase();
            let is_wanted = match self.wanted {
                Wanted::Files { endings, .. } => endings.iter().any(|ending| {
                    let before = name.strip_suffix(ending);
                    before.is_some_and(|before| before.ends_with('.'))
                }),
                Wanted::Folder => false,
                Wanted::Name(_) => true,
            };
            (entry.is_folder || is_wanted) && name.contains(&typed)
        };
        self.folder
            .entries
            .iter()
            .filter(is_meant)
            .cloned()
            .collect()
    }

    /// Goes into a folder, and says whether it could.
    fn enter(&mut self, path: &Path) -> bool {
        match folders::look_into(path) {
            Ok(folder) => {
                self.folder = folder;
                (self.at, self.trouble) = (None, None);
                true
            }
            Err(problem) => {
                self.trouble = Some(problem.message());
                false
            }
        }
    }

    /// Follows a path as it is typed, and shows what could come next.
    fn follow(&mut self) {
        self.replaces = None;
        self.trouble = None;
        if let Some(end) = self.typed.rfind(['/', MAIN_SEPARATOR]) {
            let rest = self.typed.split_off(end + 1);
            let way = std::mem::replace(&mut self.typed, rest);
            let path = self.place_of(&way);
            if !path.is_dir() || !self.enter(&path) {
                self.typed.insert_str(0, &way);
            }
        }
        let finds = !self.typed.is_empty() && !matches!(self.wanted, Wanted::Name(_));
        self.at = (finds && !self.shown().is_empty()).then_some(0);
    }

    fn place_of(&self, typed: &str) -> PathBuf {
        match typed.strip_prefix("~/") {
            Some(rest) => folders::home().join(rest),
            None => self.folder.path.join(typed),
        }
    }

    /// Takes an entry: a folder is gone into, a file is what was wanted.
    fn take(&mut self, entry: &Entry) {
        let path = self.folder.path.join(&entry.name);
        match (&self.wanted, entry.is_folder) {
            (Wanted::Name(_), false) => self.typed.clone_from(&entry.name),
            (_, false) => self.answer = Some(vec![path]),
            (wanted, true) => {
                let keeps_name = matches!(wanted, Wanted::Name(_));
                if self.enter(&path) && !keeps_name {
                    self.typed.clear();
                }
            }
        }
    }

    /// Does what the button says.
    fn say(&mut self) {
        if let Some(entry) = self.at.and_then(|at| self.shown().get(at).cloned()) {
            return self.take(&entry);
        }
        let path = self.place_of(self.typed.trim());
        let is_named = !self.typed.trim().is_empty();
        let trouble = match self.wanted {
            Wanted::Folder if !is_named || path.is_dir() => {
                self.answer = Some(vec![path]);
                return;
            }
            _ if is_named && path.is_dir() => {
                if self.enter(&path) {
                    self.typed.clear();
                }
                return;
            }
            Wanted::Files { .. } if path.is_file() => {
                self.answer = Some(vec![path]);
                return;
            }
            Wanted::Name(_)
                if is_named && self.replaces.as_ref() != Some(&path) && path.exists() =>
            {
                self.replaces = Some(path);
                "There is a file of that name already. Say it again to replace it."
            }
            Wanted::Name(_) if is_named => {
                self.answer = Some(vec![path]);
                return;
            }
            Wanted::Name(_) => "Type a name to save it under.",
            Wanted::Folder => "There is no such folder. Choose one of those below.",
            Wanted::Files { .. } => "There is no such file. Type its path, or choose it below.",
        };
        self.trouble = Some(trouble.to_owned());
    }
}

/// Shows the dialogue; what was chosen once it is, and nothing where it was left.
pub fn show(ui: &mut Ui, desk: &Desk, own: &mut Own) -> Option<Vec<PathBuf>> {
    let mut left = Vec::new();
    parts::sheet(ui, own.title(), WIDTH, &mut left, |ui, _| {
        let place = RichText::new(own.folder.path.display().to_string());
        ui.add(Label::new(place.color(parts::colours(desk).muted)).truncate());
        let shown = own.shown();
        let steps = arrows(ui);
        typed(ui, own, &shown);
        if steps != 0 && !shown.is_empty() {
            let at = match own.at {
                Some(at) => at.saturating_add_signed(steps).min(shown.len() - 1),
                None => 0,
            };
            own.at = Some(at);
        }
        list(ui, desk, own, &shown, steps != 0);
        if let Some(trouble) = &own.trouble {
            ui.label(RichText::new(trouble).color(parts::colours(desk).bad));
        }
        ui.horizontal(|ui| buttons(ui, desk, own));
    });
    let is_left = !left.is_empty() || ui.input(|input| input.key_pressed(Key::Escape));
    own.answer.take().or(is_left.then(Vec::new))
}

fn typed(ui: &mut Ui, own: &mut Own, shown: &[Entry]) {
    let completed = own.at.and_then(|at| shown.get(at));
    let wants_rest = completed.is_some() && !own.typed.is_empty();
    if wants_rest && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Tab)) {
        if let Some(entry) = completed {
            own.typed.clone_from(&entry.name);
            if entry.is_folder {
                own.typed.push(MAIN_SEPARATOR);
            }
        }
        return own.follow();
    }
    let label = ui.label("Path or name");
    let field = TextEdit::singleline(&mut own.typed)
        .hint_text("Type it; Tab completes, the arrow keys choose, Enter takes")
        .lock_focus(true)
        .desired_width(f32::INFINITY);
    let field = ui.add(field).labelled_by(label.id);
    hands::first(&field);
    if field.changed() {
        own.follow();
    }
}

fn list(ui: &mut Ui, desk: &Desk, own: &mut Own, shown: &[Entry], has_moved: bool) {
    let height = (ui.ctx().content_rect().height() - 330.0).clamp(120.0, 420.0);
    let mut taken = None;
    ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, false])
        .show(ui, |ui| {
            for (at, entry) in shown.iter().enumerate() {
                let name = match entry.is_folder {
                    true => format!("{}{MAIN_SEPARATOR}", entry.name),
                    false => entry.name.clone(),
                };
                let is_at = own.at == Some(at);
                let ink = match entry.is_folder {
                    true => parts::colours(desk).accent,
                    false => parts::colours(desk).text,
                };
                let row = Button::selectable(is_at, RichText::new(name).color(ink)).truncate();
                let row = ui.add(row.min_size(egui::vec2(ui.available_width(), 28.0)));
                if is_at && has_moved {
                    row.scroll_to_me(None);
                }
                if row.clicked() {
                    taken = Some(entry.clone());
                }
            }
            if shown.is_empty() {
                ui.label("Nothing here is of that kind and name.");
            }
        });
    if let Some(entry) = taken {
        own.take(&entry);
    }
}

fn buttons(ui: &mut Ui, desk: &Desk, own: &mut Own) {
    if parts::main_button(ui, desk, own.button(), true).clicked() {
        own.say();
    }
    let above = own.folder.path.parent().map(Path::to_owned);
    if let Some(above) = above
        && ui.button("The folder above").clicked()
    {
        own.enter(&above);
    }
    let files = own.shown();
    let files: Vec<&Entry> = files.iter().filter(|entry| !entry.is_folder).collect();
    let takes_several = matches!(own.wanted, Wanted::Files { .. }) && files.len() > 1;
    if takes_several && ui.button(format!("Take all {}", files.len())).clicked() {
        let paths = files.iter().map(|entry| own.folder.path.join(&entry.name));
        own.answer = Some(paths.collect());
    }
}

/// How many rows down the arrow keys went in this frame.
fn arrows(ui: &Ui) -> isize {
    ui.input_mut(|input| {
        let mut pressed = |key| isize::from(input.consume_key(Modifiers::NONE, key));
        pressed(Key::ArrowDown) - pressed(Key::ArrowUp)
    })
}
