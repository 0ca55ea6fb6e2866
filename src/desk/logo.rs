//! The letterhead's logo: a PNG picture, looked at before it is kept, and a small copy for the
//! screen.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use png::{ColorType, Decoder, Transformations};

use crate::problem::{Outcome, Problem};

/// The largest file that is taken, in bytes.
const LARGEST_FILE: u64 = 1 << 20;

/// The largest picture that is taken, in pixels: twelve by four centimetres of a good printer's.
const LARGEST_PICTURE: u32 = 8_000_000;

/// The box the copy for the screen is fitted into, in pixels.
const SCREEN: (u32, u32) = (360, 120);

/// A logo that can be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// The file as it was chosen.
    pub png: Arc<[u8]>,
    pub small: Picture,
}

/// A picture for the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    /// Red, green, blue and opacity of each pixel, row by row.
    pub rgba: Arc<[u8]>,
}

impl Logo {
    /// Reads a file that was chosen as logo.
    ///
    /// # Errors
    /// When it cannot be read, is too large, or is no PNG picture.
    pub(super) fn read(file: &Path) -> Outcome<Self> {
        let unreadable = |error: std::io::Error| {
            Problem::new(
                "The logo's file could not be read",
                "Check that it is still there and choose it again",
            )
            .because(error)
        };
        let mut png = Vec::new();
        let file = std::fs::File::open(file).map_err(unreadable)?;
        let most = LARGEST_FILE + 1;
        file.take(most).read_to_end(&mut png).map_err(unreadable)?;
        Self::of(png)
    }

    /// The logo that these bytes are.
    ///
    /// # Errors
    /// When they are too many, or no PNG picture.
    pub(super) fn of(png: Vec<u8>) -> Outcome<Self> {
        if png.len() as u64 > LARGEST_FILE {
            return Err(too_large());
        }
        let small = decode(&png)?;
        let png = png.into();
        Ok(Self { png, small })
    }
}

/// Decodes the whole picture, so that what will not print is refused before it is kept.
fn decode(png: &[u8]) -> Outcome<Picture> {
    let no_png = |error: png::DecodingError| {
        Problem::new(
            "That file is not a PNG picture",
            "Choose a picture saved as PNG for the logo",
        )
        .because(error)
    };
    let mut decoder = Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(Transformations::normalize_to_color8() | Transformations::ALPHA);
    let mut reader = decoder.read_info().map_err(no_png)?;
    let (width, height) = reader.info().size();
    if width.saturating_mul(height) > LARGEST_PICTURE {
        return Err(too_large());
    }
    let mut pixels = vec![0; reader.output_buffer_size().ok_or_else(too_large)?];
    let frame = reader.next_frame(&mut pixels).map_err(no_png)?;
    pixels.truncate(frame.buffer_size());
    let channels = match frame.color_type {
        ColorType::GrayscaleAlpha => 2,
        _ => 4,
    };
    Ok(shrunk(&pixels, channels, width, height))
}

/// The picture in the screen's box: each pixel the mean of those it stands for.
fn shrunk(pixels: &[u8], channels: usize, width: u32, height: u32) -> Picture {
    let times = width
        .div_ceil(SCREEN.0)
        .max(height.div_ceil(SCREEN.1))
        .max(1);
    let (across, down) = (width.div_ceil(times), height.div_ceil(times));
    let mut rgba = Vec::with_capacity(across as usize * down as usize * 4);
    for y in 0..down {
        for x in 0..across {
            let columns = x * times..((x + 1) * times).min(width);
            let rows = y * times..((y + 1) * times).min(height);
            rgba.extend(mean(pixels, channels, width, columns, rows));
        }
    }
    Picture {
        width: across,
        height: down,
        rgba: rgba.into(),
    }
}

/// The mean of a part of the picture; what cannot be seen has no say in the colour.
fn mean(
    pixels: &[u8],
    channels: usize,
    width: u32,
    columns: std::ops::Range<u32>,
    rows: std::ops::Range<u32>,
) -> [u8; 4] {
    let mut sums = [0_u64; 3];
    let (mut opacity, mut count) = (0_u64, 0_u64);
    for y in rows {
        for x in columns.clone() {
            let at = (y as usize * width as usize + x as usize) * channels;
            let (colour, alpha) = match pixels.get(at..at + channels) {
                Some([grey, alpha]) => ([*grey; 3], *alpha),
                Some([red, green, blue, alpha]) => ([*red, *green, *blue], *alpha),
                _ => continue,
            };
            for (sum, part) in sums.iter_mut().zip(colour) {
                *sum += u64::from(part) * u64::from(alpha);
            }
            opacity += u64::from(alpha);
            count += 1;
        }
    }
    // Means of bytes, so they fit.
    let [red, green, blue] = sums.map(|sum| (sum / opacity.max(1)) as u8);
    [red, green, blue, (opacity / count.max(1)) as u8]
}

fn too_large() -> Problem {
    Problem::new(
        "That picture is too large for a logo",
        "Choose a PNG file of at most 1 MB",
    )
}
