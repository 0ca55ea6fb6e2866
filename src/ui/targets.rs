//! The section of the settings that says within what time letters are to be out, and how long what was
//! removed is kept.

use egui::{ComboBox, DragValue, RichText, Slider, Ui};

use crate::desk::settings::Settings;
use crate::letter::template;
use crate::record::holidays::Nation;
use crate::record::{Priority, Target, Within};

use super::theme;

/// A unit of time, and so many of it.
type Unit = (&'static str, fn(u32) -> Within);

const UNITS: [Unit; 3] = [
    ("hours", Within::Hours),
    ("days", Within::Days),
    ("working days", Within::WorkingDays),
];

pub fn section(ui: &mut Ui, draft: &mut Settings) {
    ui.add_space(10.0);
    let title = "When letters are due";
    ui.label(RichText::new(title).font(theme::strong_font(theme::TEXT)));
    ui.horizontal(|ui| {
        let label = ui.label("Bank holidays of");
        ComboBox::from_id_salt("nation")
            .selected_text(draft.targets.nation.label())
            .show_ui(ui, |ui| {
                for nation in Nation::ALL {
                    ui.selectable_value(&mut draft.targets.nation, nation, nation.label());
                }
            })
            .response
            .labelled_by(label.id);
    });
    let mut gone = None;
    for (at, rule) in draft.targets.rules.iter_mut().enumerate() {
        ui.horizontal(|ui| {
            if one(ui, at, rule) {
                gone = Some(at);
            }
        });
    }
    if let Some(at) = gone {
        draft.targets.rules.remove(at);
    }
    if ui.button("Another target").clicked() {
        draft.targets.rules.push(Target {
            work_type: template::work_types().next().unwrap_or_default().to_owned(),
            priority: Priority::Routine,
            within: Within::WorkingDays(5),
        });
    }
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let label = ui.label("Keep what was removed for");
        ui.add(Slider::new(&mut draft.bin_days, 1..=365).suffix(" days"))
            .labelled_by(label.id);
    });
}

/// One target; says whether it is to go.
fn one(ui: &mut Ui, at: usize, rule: &mut Target) -> bool {
    let all = "letters of every type";
    let named = match rule.work_type.as_str() {
        "" => all,
        work => work,
    };
    ComboBox::from_id_salt(("target-work", at))
        .selected_text(named)
        .width(165.0)
        .show_ui(ui, |ui| {
            ui.selectable_value(&mut rule.work_type, String::new(), all);
            for work in template::work_types() {
                ui.selectable_value(&mut rule.work_type, work.to_owned(), work);
            }
        });
    ComboBox::from_id_salt(("target-priority", at))
        .selected_text(rule.priority.label())
        .width(165.0)
        .show_ui(ui, |ui| {
            for priority in Priority::ALL {
                ui.selectable_value(&mut rule.priority, priority, priority.label());
            }
        });
    let (mut count, unit) = match rule.within {
        Within::Hours(count) => (count, 0),
        Within::Days(count) => (count, 1),
        Within::WorkingDays(count) => (count, 2),
    };
    let mut chosen = unit;
    ui.add(DragValue::new(&mut count).range(1..=999));
    ComboBox::from_id_salt(("target-unit", at))
        .selected_text(UNITS[unit].0)
        .width(105.0)
        .show_ui(ui, |ui| {
            for (at, (name, _)) in UNITS.iter().enumerate() {
                ui.selectable_value(&mut chosen, at, *name);
            }
        });
    rule.within = UNITS[chosen].1(count);
    ui.button("Remove").clicked()
}
