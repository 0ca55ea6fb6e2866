//! Bank holidays of the nations of the United Kingdom, by rule and for any year.
//!
//! The rules are those of the Banking and Financial Dealings Act 1971 and of the days that are
//! proclaimed each year in the same way; what was proclaimed once, or moved once, stands in a table.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use serde::{Deserialize, Serialize};

/// Whose bank holidays count. England and Wales have the same.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Nation {
    #[default]
    England,
    Wales,
    Scotland,
    NorthernIreland,
}

impl Nation {
    pub const ALL: [Self; 4] = [
        Self::England,
        Self::Wales,
        Self::Scotland,
        Self::NorthernIreland,
    ];

    /// The name shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::England => "England",
            Self::Wales => "Wales",
            Self::Scotland => "Scotland",
            Self::NorthernIreland => "Northern Ireland",
        }
    }

    /// Whether nobody need work there on that day: a weekend or a bank holiday.
    pub fn rests_on(self, day: Date) -> bool {
        is_weekend(day) || self.holidays(day.year()).contains(&day)
    }

    /// The first working day after that day.
    pub fn next_working_day(self, day: Date) -> Date {
        let mut next = after(day, 1);
        while self.rests_on(next) && next < Date::MAX {
            next = after(next, 1);
        }
        next
    }

    /// The bank holidays of a year there, in order.
    pub fn holidays(self, year: i16) -> Vec<Date> {
        let mut days = self.moving(year);
        // Those that fall on working days first: the day in lieu is the next that is free.
        let fixed = self.fixed(year);
        let (in_lieu, kept): (Vec<Date>, Vec<Date>) =
            fixed.into_iter().partition(|day| is_weekend(*day));
        days.extend(kept);
        for day in in_lieu {
            let mut next = day;
            while is_weekend(next) || days.contains(&next) {
                next = after(next, 1);
            }
            days.push(next);
        }
        days.sort_unstable();
        days.dedup();
        days
    }

    /// Those that are the same date each year, or a day in lieu of it.
    fn fixed(self, year: i16) -> Vec<Date> {
        let mut days = vec![date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)];
        match self {
            Self::England | Self::Wales => {}
            Self::Scotland => days.extend([date(year, 1, 2), date(year, 11, 30)]),
            Self::NorthernIreland => days.extend([date(year, 3, 17), date(year, 7, 12)]),
        }
        days
    }

    /// Those that are a day of the week, and those of one year only.
    fn moving(self, year: i16) -> Vec<Date> {
        let easter = easter(year);
        let in_scotland = self == Self::Scotland;
        let mut days = vec![
            after(easter, -2),
            moved(first_monday(year, 5)),
            moved(last_monday(year, 5)),
        ];
        match in_scotland {
            true => days.push(first_monday(year, 8)),
            false => days.extend([after(easter, 1), last_monday(year, 8)]),
        }
        let once = ONCE
            .iter()
            .filter(|(day, only)| day.year() == year && only.is_none_or(|nation| nation == self));
        days.extend(once.map(|(day, _)| *day));
        days
    }
}

/// Proclaimed for one year, everywhere or in one nation: the royal wedding, two jubilees, the state
/// funeral of Queen Elizabeth II, the coronation, and Scotland's return to the World Cup.
const ONCE: [(Date, Option<Nation>); 6] = [
    (date(2011, 4, 29), None),
    (date(2012, 6, 5), None),
    (date(2022, 6, 3), None),
    (date(2022, 9, 19), None),
    (date(2023, 5, 8), None),
    (date(2026, 6, 15), Some(Nation::Scotland)),
];

/// Moved in one year: to Jubilee weekends, and for the 75th anniversary of VE Day.
const MOVED: [(Date, Date); 3] = [
    (date(2012, 5, 28), date(2012, 6, 4)),
    (date(2020, 5, 4), date(2020, 5, 8)),
    (date(2022, 5, 30), date(2022, 6, 2)),
];

fn moved(day: Date) -> Date {
    let to = MOVED.iter().find(|(from, _)| *from == day);
    to.map_or(day, |(_, to)| *to)
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn after(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}

fn first_monday(year: i16, month: i8) -> Date {
    let first = date(year, month, 1);
    after(
        first,
        i32::from((8 - first.weekday().to_monday_one_offset()) % 7),
    )
}

fn last_monday(year: i16, month: i8) -> Date {
    let last = date(year, month, 1).last_of_month();
    after(last, -i32::from(last.weekday().to_monday_zero_offset()))
}

/// Easter Sunday of the Gregorian calendar, by the church's reckoning of the moon.
fn easter(year: i16) -> Date {
    let year = i32::from(year);
    let (golden, century) = (year % 19, year / 100);
    let leaps = century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15;
    let moon = leaps % 30;
    let moon = moon - (moon / 28) * (1 - (moon / 28) * (29 / (moon + 1)) * ((21 - golden) / 11));
    let weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7;
    let sunday = moon - weekday;
    let month = 3 + (sunday + 40) / 44;
    let day = sunday + 28 - 31 * (month / 4);
    let (year, month, day) = (year as i16, month as i8, day as i8);
    Date::new(year, month, day).unwrap_or(date(year, 3, 22))
}
