//! Stamps: what recorders say of when a recording was made.

use std::io::Cursor;

use dictation_desk::audio::{Stamp, stamp};
use proptest::prelude::*;

/// A part of a WAV file: its name, its length, what is in it.
fn part(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap().to_le_bytes();
    let mut part = [name.as_slice(), &length, content].concat();
    part.resize(part.len().next_multiple_of(2), 0);
    part
}

fn wav(parts: &[Vec<u8>]) -> Vec<u8> {
    [b"RIFF\0\0\0\0WAVE".as_slice(), &parts.concat()].concat()
}

fn bext(said: &str) -> Vec<u8> {
    let mut content = vec![b' '; 320];
    content.extend(said.as_bytes());
    content.resize(602, 0);
    part(b"bext", &content)
}

/// A box of an MP4 file.
fn boxed(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len() + 8).unwrap().to_be_bytes();
    [&length, name.as_slice(), content].concat()
}

fn movie(version: u8, seconds: &[u8]) -> Vec<u8> {
    let header = [&[version, 0, 0, 0], seconds, &[0; 40]].concat();
    let movie = boxed(
        b"moov",
        &[boxed(b"udta", b"x"), boxed(b"mvhd", &header)].concat(),
    );
    [
        boxed(b"ftyp", b"M4A \0\0\0\0"),
        boxed(b"mdat", &[7; 99]),
        movie,
    ]
    .concat()
}

#[test]
fn a_recorder_is_believed_where_it_says_when() {
    let there = |text: &str| Some(Stamp::There(text.parse().unwrap()));
    let moment = |text: &str| Some(Stamp::Moment(text.parse().unwrap()));
    let format = part(b"fmt ", &[0; 17]);
    let rows = [
        (
            wav(&[bext("2026-03-0409:15:30")]),
            there("2026-03-04T09:15:30"),
        ),
        (
            wav(&[format.clone(), bext("2026:03:0409-15-30")]),
            there("2026-03-04T09:15:30"),
        ),
        (wav(&[bext("2026-13-4409:15:30")]), None),
        (wav(&[bext("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]), None),
        (wav(&[format, part(b"data", &[0; 64])]), None),
        // 3 March 2026 at noon, counted from 1904.
        (
            movie(0, &3_855_384_000_u32.to_be_bytes()),
            moment("2026-03-03T12:00:00Z"),
        ),
        (
            movie(1, &3_855_384_000_u64.to_be_bytes()),
            moment("2026-03-03T12:00:00Z"),
        ),
        (movie(0, &[0; 4]), None),
        (b"fLaC\0\0\0\x22 and so on".to_vec(), None),
        (Vec::new(), None),
    ];
    for (at, (file, said)) in rows.into_iter().enumerate() {
        assert_eq!(stamp(&mut Cursor::new(file)), said, "row {at}");
    }
}

proptest! {
    #[test]
    fn whatever_a_file_holds_it_says_when_or_nothing(
        flips in prop::collection::vec((0..900_usize, any::<u8>()), 0..40), is_wav: bool, cut in 0..900_usize,
    ) {
        let mut file = match is_wav {
            true => wav(&[bext("2026-03-0409:15:30")]),
            false => movie(0, &3_855_384_000_u32.to_be_bytes()),
        };
        for (at, byte) in flips {
            if let Some(place) = file.get_mut(at) {
                *place = byte;
            }
        }
        file.truncate(cut);
        let _ = stamp(&mut Cursor::new(file));
    }
}
