//! The bank holidays of seven years, as they are published.

use dictation_desk::record::holidays::Nation;
use jiff::civil::Date;

/// Year, nation, and month and day of each.
const PUBLISHED: [(i16, Nation, &str); 26] = [
    (
        2020,
        Nation::England,
        "1-1 4-10 4-13 5-8 5-25 8-31 12-25 12-28",
    ),
    (
        2021,
        Nation::Scotland,
        "1-1 1-4 4-2 5-3 5-31 8-2 11-30 12-27 12-28",
    ),
    (
        2022,
        Nation::England,
        "1-3 4-15 4-18 5-2 6-2 6-3 8-29 9-19 12-26 12-27",
    ),
    (
        2022,
        Nation::Scotland,
        "1-3 1-4 4-15 5-2 6-2 6-3 8-1 9-19 11-30 12-26 12-27",
    ),
    (
        2023,
        Nation::England,
        "1-2 4-7 4-10 5-1 5-8 5-29 8-28 12-25 12-26",
    ),
    (
        2023,
        Nation::Scotland,
        "1-2 1-3 4-7 5-1 5-8 5-29 8-7 11-30 12-25 12-26",
    ),
    (
        2023,
        Nation::NorthernIreland,
        "1-2 3-17 4-7 4-10 5-1 5-8 5-29 7-12 8-28 12-25 12-26",
    ),
    (
        2024,
        Nation::England,
        "1-1 3-29 4-1 5-6 5-27 8-26 12-25 12-26",
    ),
    (
        2024,
        Nation::Scotland,
        "1-1 1-2 3-29 5-6 5-27 8-5 12-2 12-25 12-26",
    ),
    (
        2024,
        Nation::NorthernIreland,
        "1-1 3-18 3-29 4-1 5-6 5-27 7-12 8-26 12-25 12-26",
    ),
    (
        2025,
        Nation::England,
        "1-1 4-18 4-21 5-5 5-26 8-25 12-25 12-26",
    ),
    (
        2025,
        Nation::Scotland,
        "1-1 1-2 4-18 5-5 5-26 8-4 12-1 12-25 12-26",
    ),
    (
        2025,
        Nation::NorthernIreland,
        "1-1 3-17 4-18 4-21 5-5 5-26 7-14 8-25 12-25 12-26",
    ),
    (2026, Nation::Wales, "1-1 4-3 4-6 5-4 5-25 8-31 12-25 12-28"),
    (
        2026,
        Nation::Scotland,
        "1-1 1-2 4-3 5-4 5-25 6-15 8-3 11-30 12-25 12-28",
    ),
    (
        2026,
        Nation::NorthernIreland,
        "1-1 3-17 4-3 4-6 5-4 5-25 7-13 8-31 12-25 12-28",
    ),
    (
        2027,
        Nation::England,
        "1-1 3-26 3-29 5-3 5-31 8-30 12-27 12-28",
    ),
    (
        2027,
        Nation::Scotland,
        "1-1 1-4 3-26 5-3 5-31 8-2 11-30 12-27 12-28",
    ),
    (
        2027,
        Nation::NorthernIreland,
        "1-1 3-17 3-26 3-29 5-3 5-31 7-12 8-30 12-27 12-28",
    ),
    (
        2028,
        Nation::England,
        "1-3 4-14 4-17 5-1 5-29 8-28 12-25 12-26",
    ),
    (
        2028,
        Nation::Scotland,
        "1-3 1-4 4-14 5-1 5-29 8-7 11-30 12-25 12-26",
    ),
    (
        2029,
        Nation::England,
        "1-1 3-30 4-2 5-7 5-28 8-27 12-25 12-26",
    ),
    (
        2029,
        Nation::NorthernIreland,
        "1-1 3-19 3-30 4-2 5-7 5-28 7-12 8-27 12-25 12-26",
    ),
    (
        2030,
        Nation::England,
        "1-1 4-19 4-22 5-6 5-27 8-26 12-25 12-26",
    ),
    (
        2030,
        Nation::Scotland,
        "1-1 1-2 4-19 5-6 5-27 8-5 12-2 12-25 12-26",
    ),
    (
        2030,
        Nation::NorthernIreland,
        "1-1 3-18 4-19 4-22 5-6 5-27 7-12 8-26 12-25 12-26",
    ),
];

#[test]
fn the_bank_holidays_of_each_nation_are_those_published() {
    for (year, nation, days) in PUBLISHED {
        let is: Vec<String> = nation
            .holidays(year)
            .into_iter()
            .map(|day| format!("{}-{}", day.month(), day.day()))
            .collect();
        assert_eq!(is.join(" "), days, "{year} {}", nation.label());
    }
}

/// Of any year: none of them is a weekend, and none stands there twice.
#[test]
fn a_bank_holiday_is_never_lost_to_a_weekend() {
    for nation in Nation::ALL {
        let usual = match nation {
            Nation::England | Nation::Wales => 8,
            Nation::Scotland => 9,
            Nation::NorthernIreland => 10,
        };
        for year in 2027..2100 {
            let days = nation.holidays(year);
            assert_eq!(days.len(), usual, "{year} {}", nation.label());
            let is_weekend = |day: &Date| day.weekday().to_monday_one_offset() > 5;
            assert!(!days.iter().any(is_weekend), "{year}");
        }
    }
}
