//! A clinic list: the appointments that a hospital's system extracts, each with its patient.

use jiff::civil::{Date, Time};

use super::cells::Row;
use super::{Table, people};
use crate::problem::{Outcome, Problem};
use crate::record::{Patient, born, fold};

/// What became of an appointment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Attended {
    Came,
    DidNotAttend,
    /// A child or somebody in care whom nobody brought.
    NotBrought,
    Cancelled,
    /// The list does not say.
    #[default]
    NotSaid,
}

impl Attended {
    /// What it is called on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Came => "attended",
            Self::DidNotAttend => "did not attend",
            Self::NotBrought => "was not brought",
            Self::Cancelled => "cancelled",
            Self::NotSaid => "",
        }
    }

    /// Whether there may have been something to dictate after it.
    pub fn may_have_come(self) -> bool {
        matches!(self, Self::Came | Self::NotSaid)
    }

    /// Whether a letter goes to whoever was not there.
    pub fn is_missed(self) -> bool {
        matches!(self, Self::DidNotAttend | Self::NotBrought)
    }
}

/// One line of a clinic list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    pub line: usize,
    pub day: Option<Date>,
    pub time: Time,
    pub attended: Attended,
    /// As the list names them.
    pub consultant: String,
    pub clinic: String,
    pub patient: Patient,
    /// What somebody should look at.
    pub doubts: Vec<&'static str>,
}

/// What came of reading a clinic list.
#[derive(Clone, Debug, Default)]
pub struct ClinicList {
    pub appointments: Vec<Appointment>,
    /// Lines that cannot be taken, and why.
    pub problems: Vec<(usize, Problem)>,
    /// Whether a column says who came.
    pub says_who_came: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Time,
    Day,
    Attended,
    Consultant,
    Clinic,
}

/// Headings as they are found in extracts, folded: letters and digits alone, the surest first.
#[rustfmt::skip]
fn names(column: Column) -> &'static [&'static str] {
    match column {
        Column::Time => &["appointmenttime", "appttime", "apptime", "apttime", "slottime", "time",
            "starttime", "timeofappointment", "slot", "appointmentdatetime", "apptdatetime",
            "appointmentdateandtime", "apptdateandtime", "appointmentdatetimes", "datetime",
            "dateandtime", "datetimeofappointment", "start", "appointment", "appt", "sessiontime"],
        Column::Day => &["appointmentdate", "apptdate", "appdate", "aptdate", "clinicdate",
            "dateofappointment", "sessiondate", "attendancedate", "dateofclinic", "date"],
        Column::Attended => &["attendedordna", "attendedordidnotattend", "attended", "attendance",
            "attendedordidnotattendcode", "attendancestatus", "attendancecode", "attendeddna",
            "dna", "didnotattend", "appointmentstatus", "apptstatus", "status",
            "attendanceoutcome", "appointmentoutcome", "apptoutcome", "outcome", "arrived"],
        Column::Consultant => &["consultant", "consultantname", "cons", "leadclinician", "clinician",
            "clinicianname", "hcp", "healthcareprofessional", "seenby", "responsibleclinician",
            "consultantcode", "specialist", "doctorseen"],
        Column::Clinic => &["clinicname", "clinic", "clinicdescription", "cliniccode", "clinicid",
            "session", "sessioncode", "sessionname", "clinictype"],
    }
}

impl Table {
    /// The appointments of a clinic list, as of `today`.
    ///
    /// # Errors
    /// Names the columns that are needed and are not there.
    pub fn appointments(&self, today: Date) -> Outcome<ClinicList> {
        let columns = Columns::of(self);
        self.refuse_missing(&columns)?;
        let mut list = ClinicList {
            says_who_came: columns.attended.is_some(),
            ..ClinicList::default()
        };
        for row in &self.rows {
            if people::is_of_nobody(row, &self.heading, &self.columns) {
                continue;
            }
            match self.appointment(row, &columns, today) {
                Ok(appointment) => list.appointments.push(appointment),
                Err(problem) => list.problems.push((row.line, problem)),
            }
        }
        match list.appointments.is_empty() && list.problems.is_empty() {
            true => Err(Problem::new(
                "There is no appointment in that file",
                "Check that it is the right one and has a line for each patient below its headings",
            )),
            false => Ok(list),
        }
    }

    fn refuse_missing(&self, columns: &Columns) -> Outcome<()> {
        use super::Field;
        let has = |field| self.columns.contains(&Some(field));
        let needed = [
            (
                "name",
                has(Field::Family) || has(Field::Given) || has(Field::Name),
            ),
            ("date of birth", has(Field::Born)),
            (
                "appointment time",
                columns.time.is_some() || columns.day.is_some(),
            ),
        ];
        let missing = needed.iter().filter(|(_, is_there)| !is_there);
        let missing: Vec<&str> = missing.map(|(name, _)| *name).collect();
        let Some((last, others)) = missing.split_last() else {
            return Ok(());
        };
        let missing = match others {
            [] => (*last).to_owned(),
            others => format!("{} and the {last}", others.join(", the ")),
        };
        Err(Problem::new(
            format!(
                "Line {} of the clinic list has no heading for the {missing}",
                self.heading.line
            ),
            "Have the list made with headings such as Time, Name, Date of birth, NHS number, \
             Attended; nothing has been changed",
        ))
    }

    fn appointment(&self, row: &Row, columns: &Columns, today: Date) -> Outcome<Appointment> {
        let (patient, doubts) = people::patient(row, &self.columns, today)?;
        let text = |at: Option<usize>| at.map_or(String::new(), |at| fold::kept(row.cell(at)));
        let (day, time) = (text(columns.day), text(columns.time));
        Ok(Appointment {
            line: row.line,
            time: time_in(&time).or_else(|| time_in(&day)).ok_or_else(|| {
                Problem::new(
                    "The appointment time is missing or is not a time",
                    "Write it as hours and minutes: 09:20",
                )
            })?,
            day: day_in(&day, &time)?,
            attended: columns.attended(self, row)?,
            consultant: text(columns.consultant),
            clinic: text(columns.clinic),
            patient,
            doubts,
        })
    }
}

/// Where the columns of an appointment stand.
struct Columns {
    time: Option<usize>,
    day: Option<usize>,
    attended: Option<usize>,
    consultant: Option<usize>,
    clinic: Option<usize>,
}

impl Columns {
    fn of(table: &Table) -> Self {
        let find = |column| {
            let place = |name: &&str| {
                let cells = table.heading.cells.iter().enumerate();
                cells
                    .filter(|(at, _)| table.columns.get(*at).is_some_and(Option::is_none))
                    .find(|(_, heading)| fold::name(heading) == **name)
                    .map(|(at, _)| at)
            };
            names(column).iter().find_map(place)
        };
        Self {
            time: find(Column::Time),
            day: find(Column::Day),
            attended: find(Column::Attended),
            consultant: find(Column::Consultant),
            clinic: find(Column::Clinic),
        }
    }

    fn attended(&self, table: &Table, row: &Row) -> Outcome<Attended> {
        let Some(at) = self.attended else {
            return Ok(Attended::NotSaid);
        };
        let heading = table.heading.cell(at);
        let asks_who_was_missing = matches!(fold::name(heading).as_str(), "dna" | "didnotattend");
        attended(row.cell(at), asks_who_was_missing).ok_or_else(|| {
            Problem::new(
                format!("What stands under “{heading}” does not say whether they came"),
                "Write Attended, DNA, Cancelled or Was not brought",
            )
        })
    }
}

/// What a word or code of an extract says of an appointment; the digits are those of the NHS data
/// dictionary.
fn attended(cell: &str, asks_who_was_missing: bool) -> Option<Attended> {
    use Attended as A;
    let folded = fold::name(cell);
    Some(match (folded.as_str(), asks_who_was_missing) {
        ("", false) => A::NotSaid,
        ("y" | "yes" | "true" | "x", true) => A::DidNotAttend,
        ("" | "n" | "no" | "false", true) | ("y" | "yes" | "true" | "x", false) => A::Came,
        ("n" | "no" | "false", false) => A::DidNotAttend,
        (
            "att"
            | "attended"
            | "arrived"
            | "seen"
            | "came"
            | "a"
            | "5"
            | "6"
            | "late"
            | "attendedlate"
            | "attendedontime"
            | "arrivedlate"
            | "completed"
            | "departed"
            | "checkedout"
            | "discharged"
            | "present"
            | "patientseen"
            | "attendedappointment",
            _,
        ) => A::Came,
        (
            "dna"
            | "didnotattend"
            | "dnad"
            | "notattended"
            | "noshow"
            | "failedtoattend"
            | "fta"
            | "3"
            | "7"
            | "nonattendance"
            | "absent"
            | "dnanoadvancewarning"
            | "d",
            _,
        ) => A::DidNotAttend,
        ("wnb" | "wasnotbrought" | "notbrought" | "childnotbrought" | "dnb" | "didnotbring", _) => {
            A::NotBrought
        }
        (
            "cancelled"
            | "canceled"
            | "canc"
            | "can"
            | "cna"
            | "couldnotattend"
            | "cancelledbypatient"
            | "cancelledbyhospital"
            | "cancelledbyprovider"
            | "2"
            | "4"
            | "rescheduled"
            | "hcan"
            | "pcan"
            | "patientcancelled"
            | "hospitalcancelled"
            | "uta"
            | "unabletoattend"
            | "cancellation"
            | "rearranged",
            _,
        ) => A::Cancelled,
        ("0" | "booked" | "scheduled" | "notapplicable" | "na" | "future" | "due", _) => A::NotSaid,
        _ => return None,
    })
}

/// The time of day in a cell, which may have a date before it: 09:20, 9.20, 0920, 2:05 pm.
fn time_in(cell: &str) -> Option<Time> {
    let lower = cell.to_lowercase().replace(['t', '–'], " ");
    let words: Vec<&str> = lower.split_whitespace().collect();
    let is_pm = words.iter().any(|word| word.ends_with("pm"));
    let is_am = words.iter().any(|word| word.ends_with("am"));
    words.iter().rev().find_map(|word| {
        let digits = word.trim_end_matches("am").trim_end_matches("pm");
        let (hour, minute) = hour_and_minute(digits, is_am || is_pm)?;
        let hour = match hour {
            12 if is_am => 0,
            hour if is_pm && hour < 12 => hour + 12,
            hour => hour,
        };
        Time::new(hour, minute, 0, 0).ok()
    })
}

fn hour_and_minute(text: &str, is_by_half_day: bool) -> Option<(i8, i8)> {
    let mut parts = text.split([':', '.']);
    let (first, second) = (parts.next()?, parts.next());
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
    match second {
        Some(minute) if is_number(first) && is_number(minute) && minute.len() == 2 => {
            // Seconds may follow, and nothing else; 05.03.2026 is a date.
            let rest: Vec<&str> = parts.collect();
            let is_time = first.len() <= 2 && rest.iter().all(|part| part.len() <= 2);
            let is_time = is_time && rest.len() <= 1;
            is_time.then_some((first.parse().ok()?, minute.parse().ok()?))
        }
        None if first.len() == 4 && is_number(first) => {
            Some((first[..2].parse().ok()?, first[2..].parse().ok()?))
        }
        None if is_by_half_day && first.len() <= 2 && is_number(first) => {
            Some((first.parse().ok()?, 0))
        }
        _ => None,
    }
}

/// The day of an appointment, from its own column or from before its time.
fn day_in(day: &str, time: &str) -> Outcome<Option<Date>> {
    if let Some(date) = Some(time).filter(|it| it.contains(['/', '-'])) {
        return Ok(born::any_day(date).ok());
    }
    if day.is_empty() {
        return Ok(None);
    }
    born::any_day(day).map(Some).map_err(|_| {
        Problem::new(
            "The appointment date is not a date",
            "Write it as day, month and full year: 05/03/2026",
        )
    })
}
