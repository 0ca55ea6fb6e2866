//! The letterhead's logo in the settings: shown small, chosen, and taken out.

use std::sync::Arc;

use egui::{Color32, ColorImage, Frame, Image, TextureHandle, TextureOptions, Ui, WidgetInfo};

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::logo::Picture;

use super::parts;

/// The logo as the screen's card has it, and which picture that is.
#[derive(Default)]
pub struct Shown(Option<(Arc<[u8]>, TextureHandle)>);

pub fn show(ui: &mut Ui, desk: &Desk, shown: &mut Shown, commands: &mut Vec<Command>) {
    let logo = desk.logo();
    ui.horizontal(|ui| {
        match logo {
            Some(logo) => picture(ui, &logo.small, shown),
            None => {
                ui.label(egui::RichText::new("None").color(parts::colours(desk).muted));
            }
        }
        if ui.button("Choose a picture…").clicked() {
            commands.push(Command::ChooseLogo);
        }
        if logo.is_some() && ui.button("Take the logo out").clicked() {
            commands.push(Command::SetLogo(None));
        }
    });
}

/// The picture on white, as it will stand on paper.
fn picture(ui: &mut Ui, small: &Picture, shown: &mut Shown) {
    let is_shown = |(of, _): &&(Arc<[u8]>, _)| Arc::ptr_eq(of, &small.rgba);
    let texture = match shown.0.as_ref().filter(is_shown) {
        Some((_, texture)) => texture.clone(),
        None => {
            let size = [small.width as usize, small.height as usize];
            let image = ColorImage::from_rgba_unmultiplied(size, &small.rgba);
            let texture = ui.ctx().load_texture("logo", image, TextureOptions::LINEAR);
            shown.0 = Some((Arc::clone(&small.rgba), texture.clone()));
            texture
        }
    };
    let frame = Frame::new().fill(Color32::WHITE).inner_margin(4);
    let response = frame.show(ui, |ui| {
        ui.add(Image::new(&texture).max_size(egui::vec2(150.0, 40.0)))
    });
    response
        .response
        .widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, "The logo"));
}
