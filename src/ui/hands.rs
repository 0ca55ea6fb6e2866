//! Hands: where the keys go when a sheet opens, what Enter says on it, and where they go back to.
//!
//! A sheet has one field, or its main button, that takes the keys as it opens. Enter does what the
//! main button says from any line of it; a box of several lines and every other button keep Enter
//! for themselves.

use egui::{Context, Event, Id, Key, Modifiers, Popup, Response};

/// What is known of the sheet that is open.
#[derive(Clone, Default)]
struct Open {
    page: Option<Id>,
    /// In which pass it was drawn last.
    pass: u64,
    /// Nothing of it has taken the keys yet.
    wants_focus: bool,
    /// This has them for want of anything better.
    fallback: Option<Id>,
    /// Who had them before it opened.
    before: Option<Id>,
    /// Who had them when this pass began, and when it ended.
    had: Option<Id>,
    left: Option<Id>,
    /// Those to whom Enter means nothing of their own.
    passing_on: Vec<Id>,
    /// One of those had the keys when Enter was pressed.
    is_passed_on: bool,
    /// Enter is held down since before the sheet opened, and says nothing on it.
    is_held: bool,
}

fn load(ctx: &Context) -> Open {
    ctx.data(|data| data.get_temp(place())).unwrap_or_default()
}

fn store(ctx: &Context, open: Open) {
    ctx.data_mut(|data| data.insert_temp(place(), open));
}

fn change(ctx: &Context, change: impl FnOnce(&mut Open)) {
    ctx.data_mut(|data| change(data.get_temp_mut_or_default(place())));
}

fn place() -> Id {
    Id::unique("hands")
}

fn focused(ctx: &Context) -> Option<Id> {
    ctx.memory(|memory| memory.focused())
}

/// Whether Enter goes down by itself.
fn is_enter(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::Enter, pressed: true, modifiers, .. }
        if modifiers.matches_exact(Modifiers::NONE))
}

/// Whether Enter was pressed, and not to choose from a list.
fn is_pressed(ctx: &Context) -> bool {
    ctx.input(|input| input.events.iter().any(is_enter)) && !Popup::is_any_open(ctx)
}

/// A page of a sheet is drawn from here on.
pub fn begin(ctx: &Context, page: Id) {
    let pass = ctx.cumulative_pass_nr();
    let mut open = load(ctx);
    let is_drawn_on = open.page.is_some() && pass <= open.pass + 1;
    if open.page != Some(page) || !is_drawn_on {
        let before = match is_drawn_on {
            true => open.before,
            false => focused(ctx),
        };
        ctx.memory_mut(|memory| memory.stop_text_input());
        open = Open {
            page: Some(page),
            wants_focus: true,
            before,
            is_held: true,
            ..Open::default()
        };
    }
    open.is_held &= ctx.input(|input| input.key_down(Key::Enter));
    if open.is_held {
        ctx.input_mut(|input| input.events.retain(|event| !is_enter(event)));
    }
    open.pass = pass;
    open.had = focused(ctx);
    open.wants_focus &= open.had.is_none() || open.had == open.fallback;
    let passes_on = open.had.is_some_and(|had| open.passing_on.contains(&had));
    open.is_passed_on = passes_on && is_pressed(ctx);
    if open.is_passed_on {
        ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    }
    open.passing_on.clear();
    store(ctx, open);
}

/// The page has been drawn; whoever had the keys keeps them where Enter only took them away.
pub fn end(ctx: &Context) {
    let mut open = load(ctx);
    if let (true, None, Some(had)) = (is_pressed(ctx), focused(ctx), open.had) {
        ctx.memory_mut(|memory| memory.request_focus(had));
    }
    open.left = focused(ctx);
    store(ctx, open);
}

/// No sheet is open: the keys go back to where they were before one was.
pub fn closed(ctx: &Context) {
    let open = load(ctx);
    if open.page.is_none() {
        return;
    }
    let is_elsewhere = focused(ctx).is_some_and(|id| Some(id) != open.left);
    if let (false, Some(before)) = (is_elsewhere, open.before) {
        ctx.memory_mut(|memory| memory.request_focus(before));
    }
    store(ctx, Open::default());
}

/// Gives this the keys if nothing of the page has taken them yet.
pub fn first(response: &Response) {
    let ctx = &response.ctx;
    // A sheet is measured before it is shown, and nothing of it can have the keys then.
    if response.enabled() && load(ctx).wants_focus {
        response.request_focus();
        change(ctx, |open| open.wants_focus = false);
    }
}

/// Gives this the keys while there is nothing else on the page that would take them.
pub fn last(response: &Response) {
    let ctx = &response.ctx;
    if response.enabled() && load(ctx).wants_focus && focused(ctx).is_none() {
        response.request_focus();
        change(ctx, |open| open.fallback = Some(response.id));
    }
}

/// Another form is shown on the page: its first field takes the keys.
pub fn anew(ctx: &Context) {
    change(ctx, |open| open.wants_focus = true);
}

/// Enter means nothing of its own to this, such as to a box that Space ticks.
pub fn pass_on(response: Response) -> Response {
    change(&response.ctx, |open| open.passing_on.push(response.id));
    response
}

/// Whether Enter says this button, which is the page's main one.
pub fn says(button: &Response) -> bool {
    let ctx = &button.ctx;
    let is_free = || focused(ctx).is_none() && is_pressed(ctx);
    button.enabled() && (load(ctx).is_passed_on || is_free())
}
