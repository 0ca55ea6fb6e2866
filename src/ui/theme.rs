//! Every colour, size and font of the program, in one place.

use std::sync::Arc;

use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Stroke,
    Style, TextStyle, Theme, Visuals, vec2,
};

use crate::desk::settings::Look;

/// Body text on screen, in points. Nothing is set smaller than [`SMALL`].
pub const TEXT: f32 = 15.5;
pub const SMALL: f32 = 15.0;
pub const TITLE: f32 = 20.0;
pub const BANNER: f32 = 18.0;

/// The letter: as large as print, with print's line spacing.
pub const LETTER_TEXT: f32 = 16.5;
pub const LETTER_HEADING: f32 = 18.0;
pub const LETTER_LINE: f32 = 24.0;
pub const PARAGRAPH_SPACE: f32 = 9.0;
pub const LIST_SPACE: f32 = 3.0;
pub const PAGE_WIDTH: f32 = 760.0;
/// Also the room for list numbers and bullets, left of the text.
pub const PAGE_MARGIN: f32 = 48.0;

pub const WORKLIST_WIDTH: f32 = 318.0;
pub const REVIEW_WIDTH: f32 = 292.0;
pub const ROW_HEIGHT: f32 = 90.0;
pub const WAVE_HEIGHT: f32 = 62.0;
pub const ROUND: u8 = 6;

/// The colours of one look.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    pub is_dark: bool,
    pub window: Color32,
    pub panel: Color32,
    pub page: Color32,
    pub text: Color32,
    pub muted: Color32,
    pub line: Color32,
    /// Round what can be operated: 3:1 against what it lies on.
    pub edge: Color32,
    pub control: Color32,
    pub control_over: Color32,
    pub accent: Color32,
    pub on_accent: Color32,
    pub accent_soft: Color32,
    /// Behind the word being heard.
    pub hearing: Color32,
    /// Under a word the recogniser was unsure of.
    pub unsure: Color32,
    /// Under words that rules changed.
    pub changed: Color32,
    pub found: Color32,
    pub wave: Color32,
    pub wave_heard: Color32,
    pub heard_shade: Color32,
    pub good: Color32,
    pub warn: Color32,
    pub warn_soft: Color32,
    pub bad: Color32,
    pub bad_soft: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const LIGHT: Palette = Palette {
    is_dark: false,
    window: rgb(0xEE_F0EE),
    panel: rgb(0xF8_F9F7),
    page: rgb(0xFF_FFFF),
    text: rgb(0x1B_2328),
    muted: rgb(0x53_5F66),
    line: rgb(0xD3_D8D6),
    edge: rgb(0x7C_8987),
    control: rgb(0xE9_EDEB),
    control_over: rgb(0xDC_E4E1),
    accent: rgb(0x15_5E75),
    on_accent: rgb(0xFF_FFFF),
    accent_soft: rgb(0xDC_ECF0),
    hearing: rgb(0xFF_E58F),
    unsure: rgb(0xC2_4E0C),
    changed: rgb(0x2F_7D6A),
    found: rgb(0xC9_E3FF),
    wave: rgb(0x8F_A3A9),
    wave_heard: rgb(0x15_5E75),
    heard_shade: rgb(0xE1_ECEE),
    good: rgb(0x25_6B3A),
    warn: rgb(0x8A_4B00),
    warn_soft: rgb(0xFB_EBD3),
    bad: rgb(0xA8_2020),
    bad_soft: rgb(0xFA_E1DE),
};

const DARK: Palette = Palette {
    is_dark: true,
    window: rgb(0x12_1619),
    panel: rgb(0x1A_2024),
    page: rgb(0x20_272C),
    text: rgb(0xE6_EBED),
    muted: rgb(0xA3_B0B6),
    line: rgb(0x37_4147),
    edge: rgb(0x6E_7E87),
    control: rgb(0x2A_3339),
    control_over: rgb(0x35_4047),
    accent: rgb(0x6C_BED4),
    on_accent: rgb(0x0A_1A20),
    accent_soft: rgb(0x1F_3C46),
    hearing: rgb(0x6B_5712),
    unsure: rgb(0xFF_A05C),
    changed: rgb(0x6F_CBB3),
    found: rgb(0x24_4C75),
    wave: rgb(0x5C_6D75),
    wave_heard: rgb(0x6C_BED4),
    heard_shade: rgb(0x20_3138),
    good: rgb(0x7B_CE93),
    warn: rgb(0xF2_B463),
    warn_soft: rgb(0x41_3115),
    bad: rgb(0xFF_9088),
    bad_soft: rgb(0x47_2321),
};

const HIGH_CONTRAST: Palette = Palette {
    is_dark: true,
    window: rgb(0x00_0000),
    panel: rgb(0x00_0000),
    page: rgb(0x00_0000),
    text: rgb(0xFF_FFFF),
    muted: rgb(0xFF_FFFF),
    line: rgb(0xFF_FFFF),
    edge: rgb(0xFF_FFFF),
    control: rgb(0x1A_1A1A),
    control_over: rgb(0x33_3333),
    accent: rgb(0xFF_FF00),
    on_accent: rgb(0x00_0000),
    accent_soft: rgb(0x3A_3A00),
    hearing: rgb(0x00_4CFF),
    unsure: rgb(0xFF_9A3C),
    changed: rgb(0x00_FF9C),
    found: rgb(0x00_4CFF),
    wave: rgb(0xB0_B0B0),
    wave_heard: rgb(0xFF_FF00),
    heard_shade: rgb(0x2A_2A00),
    good: rgb(0x00_FF66),
    warn: rgb(0xFF_C400),
    warn_soft: rgb(0x3A_2C00),
    bad: rgb(0xFF_6E6E),
    bad_soft: rgb(0x44_0000),
};

/// The colours of a look.
pub fn palette(look: Look) -> &'static Palette {
    match look {
        Look::Light => &LIGHT,
        Look::Dark => &DARK,
        Look::HighContrast => &HIGH_CONTRAST,
    }
}

/// The family of the letter's own type.
pub fn letter_family() -> FontFamily {
    FontFamily::Name("letter".into())
}

/// The letter's bold.
pub fn letter_bold() -> FontFamily {
    FontFamily::Name("letter-bold".into())
}

/// The interface's semi-bold.
pub fn strong() -> FontFamily {
    FontFamily::Name("strong".into())
}

/// A font for words that must stand out.
pub fn strong_font(size: f32) -> FontId {
    FontId::new(size, strong())
}

/// Loads the fonts; done once.
pub fn install_fonts(ctx: &Context) {
    let mut fonts = FontDefinitions::default();
    let shipped: [(&str, &'static [u8]); 4] = [
        ("ui", include_bytes!("../../assets/fonts/Inter-Regular.otf")),
        (
            "ui-strong",
            include_bytes!("../../assets/fonts/Inter-SemiBold.otf"),
        ),
        (
            "letter",
            include_bytes!("../../assets/fonts/DeskLetter-Regular.ttf"),
        ),
        (
            "letter-bold",
            include_bytes!("../../assets/fonts/DeskLetter-Bold.ttf"),
        ),
    ];
    for (name, bytes) in shipped {
        fonts
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let fallback = fonts
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    let with_fallback = |first: &str| {
        let mut names = vec![first.to_owned()];
        names.extend(fallback.iter().cloned());
        names
    };
    let families = [
        (FontFamily::Proportional, "ui"),
        // Text in a family without a font would end the program.
        (FontFamily::Monospace, "ui"),
        (strong(), "ui-strong"),
        (letter_family(), "letter"),
        (letter_bold(), "letter-bold"),
    ];
    for (family, first) in families {
        fonts.families.insert(family, with_fallback(first));
    }
    ctx.set_fonts(fonts);
}

/// Dresses the whole window in a look, at a scale.
pub fn dress(ctx: &Context, look: Look, scale: f32) {
    let colours = palette(look);
    let theme = if colours.is_dark {
        Theme::Dark
    } else {
        Theme::Light
    };
    ctx.set_theme(theme);
    // Its own zoom would forget the size, and take a key that may be another verb's.
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
    ctx.set_zoom_factor(scale.clamp(0.75, 2.5));
    ctx.set_style_of(theme, style(colours));
}

fn style(colours: &Palette) -> Style {
    let mut style = Style {
        visuals: visuals(colours),
        ..Style::default()
    };
    style.text_styles = [
        (TextStyle::Heading, strong_font(TITLE)),
        (TextStyle::Body, FontId::proportional(TEXT)),
        (TextStyle::Button, FontId::proportional(TEXT)),
        (TextStyle::Small, FontId::proportional(SMALL)),
        (TextStyle::Monospace, FontId::monospace(SMALL)),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 7.0);
    spacing.button_padding = vec2(11.0, 5.0);
    spacing.interact_size = vec2(36.0, 30.0);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(18);
    spacing.icon_width = 21.0;
    spacing.icon_width_inner = 13.0;
    spacing.scroll.floating = false;
    spacing.scroll.bar_width = 9.0;
    spacing.scroll.foreground_color = false;
    style
}

fn visuals(colours: &Palette) -> Visuals {
    let mut visuals = if colours.is_dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    visuals.override_text_color = Some(colours.text);
    visuals.weak_text_color = Some(colours.muted);
    visuals.panel_fill = colours.panel;
    visuals.window_fill = colours.panel;
    visuals.window_stroke = Stroke::new(1.0, colours.line);
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(8);
    visuals.extreme_bg_color = colours.page;
    visuals.text_edit_bg_color = Some(colours.page);
    visuals.faint_bg_color = colours.window;
    visuals.hyperlink_color = colours.accent;
    visuals.selection.bg_fill = colours.found;
    visuals.selection.stroke = Stroke::new(1.5, colours.accent);
    visuals.text_cursor.stroke = Stroke::new(2.0, colours.accent);
    let widgets = &mut visuals.widgets;
    let round = CornerRadius::same(ROUND);
    for (state, fill, edge) in [
        (&mut widgets.noninteractive, colours.panel, colours.line),
        (&mut widgets.inactive, colours.control, colours.edge),
        (&mut widgets.hovered, colours.control_over, colours.accent),
        (&mut widgets.active, colours.accent_soft, colours.accent),
        (&mut widgets.open, colours.control_over, colours.accent),
    ] {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, edge);
        state.fg_stroke = Stroke::new(1.2, colours.text);
        state.corner_radius = round;
        state.expansion = 0.0;
    }
    visuals
}
