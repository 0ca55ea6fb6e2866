//! The frame around the work: menu, status line, and the middle where the letter lies.

use egui::{Align, CentralPanel, ComboBox, Frame, Layout, Margin, MenuBar, Panel, RichText, Ui};

use crate::desk::Desk;
use crate::desk::command::{Command, Sheet};
use crate::desk::verbs::{self, Group};
use crate::desk::workpiece::Workpiece;
use crate::letter::BlockKind;
use crate::record::Status;

use super::{View, banner, editor, parts, remarks};

pub fn menu(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    let colours = parts::colours(desk);
    Panel::top("menu")
        .frame(
            Frame::new()
                .fill(colours.panel)
                .inner_margin(Margin::symmetric(10, 4)),
        )
        .show(ui, |ui| {
            MenuBar::new().ui(ui, |ui| {
                for group in Group::ALL {
                    ui.menu_button(group.label(), |ui| {
                        ui.set_min_width(290.0);
                        for verb in verbs::of(group) {
                            parts::verb_button(ui, desk, &verb.command, commands);
                        }
                    });
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let palette = Command::Show(Sheet::Palette);
                    let find = parts::telling(desk, "Find a command  {}", &palette);
                    if ui.button(find).clicked() {
                        commands.push(palette);
                    }
                });
            });
        });
}

/// The status line: what drafts, whether all is saved, the pedal.
pub fn status(ui: &mut Ui, desk: &Desk) {
    let colours = parts::colours(desk);
    Panel::bottom("status")
        .frame(
            Frame::new()
                .fill(colours.window)
                .inner_margin(Margin::symmetric(12, 3)),
        )
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                let muted = |text: String| {
                    RichText::new(text)
                        .color(colours.muted)
                        .size(super::theme::SMALL)
                };
                if desk.piece().is_some() {
                    let (text, ink) = if desk.has_unsaved() {
                        ("Saving…", colours.warn)
                    } else {
                        ("All saved", colours.good)
                    };
                    ui.label(RichText::new(text).color(ink).size(super::theme::SMALL));
                }
                ui.label(muted(drafting(desk)));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let pedal = desk.pedal_name().map_or_else(
                        || "No foot pedal".to_owned(),
                        |name| format!("Pedal: {name}"),
                    );
                    ui.label(muted(pedal));
                    if let Some(person) = desk.person() {
                        ui.add_space(14.0);
                        ui.label(muted(format!("At the desk: {}", person.called())));
                    }
                });
            });
        });
}

fn drafting(desk: &Desk) -> String {
    let on_desk = desk.piece().map(|piece| &piece.dictation);
    let failed = on_desk.filter(|dictation| {
        dictation.status == Status::Waiting && desk.queue().failure(dictation.id).is_some()
    });
    if failed.is_some() {
        return "The draft of this dictation failed; Letter, Draft again tries once more"
            .to_owned();
    }
    match (desk.queue().making(), desk.model()) {
        (Some(drafting), _) => drafting.words(),
        (None, None) => "No speech model installed: letters are typed by ear".to_owned(),
        (None, Some(_)) => String::new(),
    }
}

/// The middle: banner, tools and letter, or what to do when no letter is open.
pub fn letter(ui: &mut Ui, desk: &Desk, view: &mut View, commands: &mut Vec<Command>) {
    let colours = parts::colours(desk);
    let Some(piece) = desk.piece() else {
        // The next letter begins at its head, even if it is the same again.
        view.editor = editor::Editor::default();
        ui.centered_and_justified(|ui| {
            let text = match desk.tray().is_open() {
                true => "Nothing is open from the tray. {} opens what waits next.",
                false => "Choose a dictation on the left, or press {} for the next one.",
            };
            let text = parts::telling(desk, text, &Command::OpenNext);
            ui.label(RichText::new(text).color(colours.muted));
        });
        return;
    };
    Panel::top("banner")
        .frame(Frame::new())
        .show(ui, |ui| banner::show(ui, desk, piece, commands));
    if remarks::are_shown(piece) {
        Panel::top("remarks")
            .frame(Frame::new())
            .show(ui, |ui| remarks::show(ui, desk, piece, commands));
    }
    Panel::top("tools")
        .frame(
            Frame::new()
                .fill(colours.window)
                .inner_margin(Margin::symmetric(16, 5)),
        )
        .show(ui, |ui| {
            tools(ui, desk, piece, commands);
            find_bar(ui, desk, piece, view, commands);
        });
    CentralPanel::default()
        .frame(Frame::new().fill(colours.window))
        .show(ui, |ui| editor::show(ui, desk, piece, view, commands));
}

/// Author and block style, above the page.
fn tools(ui: &mut Ui, desk: &Desk, piece: &Workpiece, commands: &mut Vec<Command>) {
    let changeable = piece.signed().is_none();
    ui.horizontal_wrapped(|ui| {
        author(ui, desk, piece, changeable, commands);
        ui.add_space(8.0);
        let body = piece.letter().body();
        let here = body
            .kinds()
            .get(body.line_of(piece.selection.range.start))
            .copied()
            .unwrap_or_default();
        for kind in BlockKind::ALL {
            let label = match kind {
                BlockKind::Paragraph => "Paragraph",
                BlockKind::Heading => "Heading",
                BlockKind::Numbered => "Numbered",
                BlockKind::Bulleted => "Bulleted",
            };
            let button = egui::Button::selectable(here == kind, label);
            if ui.add_enabled(changeable, button).clicked() {
                commands.push(Command::Restyle(kind));
            }
        }
    });
}

fn author(
    ui: &mut Ui,
    desk: &Desk,
    piece: &Workpiece,
    changeable: bool,
    commands: &mut Vec<Command>,
) {
    let chosen = desk
        .author_of(&piece.dictation)
        .map_or("Choose the author", |author| author.name.as_str());
    ui.add_enabled_ui(changeable, |ui| {
        let label = ui.label("By").on_hover_text("The author of this letter");
        let shown = ComboBox::from_id_salt("author")
            .selected_text(chosen)
            .width(165.0)
            .show_ui(ui, |ui| {
                for author in &desk.snapshot().authors {
                    let is_chosen = piece.dictation.author == Some(author.id);
                    if ui.selectable_label(is_chosen, &author.name).clicked() {
                        commands.push(Command::ChooseAuthor(author.id));
                    }
                }
            });
        shown.response.labelled_by(label.id);
    });
}

/// The find bar, while a search is on or has just been asked for.
fn find_bar(
    ui: &mut Ui,
    desk: &Desk,
    piece: &Workpiece,
    view: &mut View,
    commands: &mut Vec<Command>,
) {
    if view.wants_find && piece.find.is_none() {
        commands.push(Command::Find(String::new()));
    }
    let Some(find) = &piece.find else {
        return;
    };
    ui.horizontal(|ui| {
        let label = ui.label("Find");
        let mut needle = find.needle.clone();
        let response = ui
            .add(
                egui::TextEdit::singleline(&mut needle)
                    .id(egui::Id::unique("find"))
                    .desired_width(240.0),
            )
            .labelled_by(label.id);
        if std::mem::take(&mut view.wants_find) {
            response.request_focus();
        }
        if response.changed() {
            commands.push(Command::Find(needle));
        }
        let entered =
            response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        if ui.button("Next").clicked() || entered {
            commands.push(Command::FindNext);
            response.request_focus();
        }
        let told = match (find.needle.is_empty(), find.hits.len()) {
            (true, _) => String::new(),
            (false, 0) => "not found".to_owned(),
            (false, count) => format!("{} of {count}", find.at + 1),
        };
        ui.label(RichText::new(told).color(parts::colours(desk).muted));
        if ui.button("Done").clicked() {
            commands.push(Command::FindDone);
        }
    });
}
