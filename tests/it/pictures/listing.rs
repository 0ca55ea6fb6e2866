//! Pictures of the worklist as a table, of the sheet that changes its rows, of the bin and of the page of
//! turnaround, where there is least and most room.

use dictation_desk::desk::command::{Command, Heading, Pick, RowChange, Sheet};
use dictation_desk::desk::settings::Look;
use dictation_desk::record::PersonId;

use super::{DESKTOP, SMALL, at_work, fill, take};
use crate::clinic::{hush, say};
use crate::room::{Room, Screen};

#[test]
fn three_hundred_rows_in_a_table_changed_removed_and_counted() {
    for (size, name) in [(SMALL, "small"), (DESKTOP, "desktop")] {
        for look in [Look::Light, Look::Dark] {
            let room = Room::new();
            drop(at_work(&room, look));
            fill(&room, 300);
            let mut desk = room.desk();
            say(&mut desk, Command::ToggleTable);
            let rows: Vec<_> = desk.table().iter().map(|(row, _)| row.id).collect();
            say(&mut desk, Command::Pick(Pick::At(rows[2])));
            say(&mut desk, Command::Pick(Pick::Through(rows[6])));
            let on_it = vec![RowChange::Assign(Some(PersonId(1)))];
            say(&mut desk, Command::ChangeRows(on_it));
            say(&mut desk, Command::Pick(Pick::At(rows[8])));
            say(&mut desk, Command::Pick(Pick::Through(rows[11])));
            hush(&mut desk);
            let place = format!("{name}-{}", look.label().to_lowercase());
            let mut screen = Screen::drawn(desk, size);
            let reads = ["303 rows", "Sort by Patient", "Change these 4 rows"];
            take(&mut screen, &format!("table-{place}"), look, &reads);
            screen.press("Ctrl+Shift+E");
            let reads = ["Who is on it", "Bring forward on", "Remove these 4 rows"];
            take(&mut screen, &format!("rows-{place}"), look, &reads);
            screen.press("Escape");
            let now = screen.now();
            let desk = screen.harness.state_mut().desk_mut();
            desk.apply(Command::SortBy(Heading::Patient), now);
            desk.apply(Command::GroupByClinic, now);
            screen.settle();
            let reads = ["General medicine clinic, 300", "Sorted by Patient"];
            take(&mut screen, &format!("table-grouped-{place}"), look, &reads);
            let now = screen.now();
            let desk = screen.harness.state_mut().desk_mut();
            desk.apply(
                Command::RemoveRows("A voice message of the ward".to_owned()),
                now,
            );
            screen.settle();
            let now = screen.now();
            let desk = screen.harness.state_mut().desk_mut();
            hush(desk);
            desk.apply(Command::Show(Sheet::Bin), now);
            screen.settle();
            let reads = ["A voice message of the ward", "deleted after 30 days"];
            take(&mut screen, &format!("bin-{place}"), look, &reads);
            let now = screen.now();
            let desk = screen.harness.state_mut().desk_mut();
            desk.apply(Command::Show(Sheet::Turnaround), now);
            screen.settle();
            let reads = ["March 2026", "By author", "Late: "];
            take(&mut screen, &format!("turnaround-{place}"), look, &reads);
            let now = screen.now();
            let desk = screen.harness.state_mut().desk_mut();
            desk.apply(Command::Show(Sheet::Settings), now);
            screen.settle();
            screen.scroll_to("Another target");
            let reads = ["Bank holidays of", "Keep what was removed for"];
            take(&mut screen, &format!("targets-{place}"), look, &reads);
        }
    }
}
